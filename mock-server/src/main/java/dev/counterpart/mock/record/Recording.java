package dev.counterpart.mock.record;

import dev.counterpart.fixtures.BrokenFixture;
import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.fixtures.GatewayStatus;
import dev.counterpart.fixtures.When;
import dev.counterpart.fixtures.folder.FolderFiles;
import dev.counterpart.mock.record.Take.BodyFile;
import dev.counterpart.mock.record.Take.Recorded;
import dev.counterpart.mock.source.ChosenResponse;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Sha256;
import dev.counterpart.spec.http.ContentCoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.route.Router;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.RequestValidator;
import dev.counterpart.spec.validate.ResponseValidator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes fixture files of exchanges: without secrets, with the fewest conditions that distinguish the requests of an operation, each
 * validated against the contract. Exchanges are {@linkplain #add added} in memory and {@linkplain #save saved} together. What a person
 * edited, deleted or added in the folder stays as it is.
 *
 * <p>Thread-safe.
 */
public final class Recording {

    /** The folder of answers that violate the contract, with their violations. */
    public static final String INVALID = "_invalid";

    /** So many exchanges of one operation are distinguished. */
    public static final int MOST_TAKES = 1_000;

    /** The largest body that is recorded, in bytes. */
    public static final int LARGEST_BODY = 10 * 1024 * 1024;

    /** So many bytes of answers are held for all operations together. */
    public static final long MOST_HELD = 128L * 1024 * 1024;

    private static final int NOT_MODIFIED = 304;
    private static final Set<Integer> REFUSALS = Set.of(400, 415, 422);
    private static final int UNAUTHORISED = 401;

    private final Path folder;
    private final Contract contract;
    private final Router router;
    private final RequestValidator requests;
    private final ResponseValidator responses;
    private final Cleaner readable;
    private final Cleaner shaped;
    private final RecordedIndex index;
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    /** The exchanges of each operation, by the values of their requests. */
    private final Map<String, Map<Take.Key, Take>> takes = new LinkedHashMap<>();

    private final Map<String, Invalid> invalid = new LinkedHashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private final Map<String, Integer> skipped = new ConcurrentSkipListMap<>();
    private final Set<String> written = new LinkedHashSet<>();
    private final Set<String> writtenInvalid = new LinkedHashSet<>();

    /** The size of the answers in {@link #takes}, in bytes. */
    private long held;

    private record Invalid(Operation operation, Recorded answer, List<Violation> violations) {}

    /** What became of an exchange. */
    public sealed interface Outcome {

        /** It will be saved, or is saved already. */
        record Taken(Operation operation) implements Outcome {}

        /** Its answer violates the contract, and will be saved below {@link #INVALID}. */
        record Violating(Operation operation, List<Violation> violations) implements Outcome {
            public Violating {
                violations = List.copyOf(violations);
            }
        }

        /** It cannot be a fixture. */
        record Skipped(String reason) implements Outcome {}
    }

    /**
     * What was saved so far.
     *
     * @param files relative to the folder, in the order in which they were written
     * @param invalid files below {@link #INVALID}
     * @param skipped the number of skipped exchanges by reason
     */
    public record Summary(List<String> files, List<String> invalid, Map<String, Integer> skipped) {
        public Summary {
            files = List.copyOf(files);
            invalid = List.copyOf(invalid);
            skipped = Map.copyOf(skipped);
        }
    }

    private Recording(Path folder, Contract contract, SecretRules rules) throws IOException {
        this.folder = folder;
        this.contract = contract;
        this.router = new Router(contract);
        var schemas = new SchemaValidator(contract.documents(), contract.version());
        this.requests = new RequestValidator(contract, schemas);
        this.responses = new ResponseValidator(contract, schemas);
        this.readable = new Cleaner(rules, contract, Fakes.Style.READABLE);
        this.shaped = new Cleaner(rules, contract, Fakes.Style.SHAPED);
        this.index = RecordedIndex.of(folder);
    }

    /**
     * A recording into a folder, which may hold fixtures, recorded or not.
     *
     * @throws IOException if the folder cannot be created, or its index of recorded files cannot be read
     */
    public static Recording into(Path folder, Contract contract, SecretRules rules) throws IOException {
        Files.createDirectories(folder);
        return new Recording(folder, contract, rules);
    }

    /** Adds an exchange. The bodies may have content codings. */
    public synchronized Outcome add(Request request, Response response) {
        var outcome = added(request, response);
        if (outcome instanceof Outcome.Skipped out) {
            skip(out.reason());
        }
        return outcome;
    }

    /** Counts an exchange that cannot be added. */
    public void skip(String reason) {
        skipped.merge(reason, 1, Integer::sum);
    }

    private Outcome added(Request request, Response response) {
        if (!(router.route(request.method(), request.path(), request.query()) instanceof Route.Found route)) {
            return new Outcome.Skipped("no operation of the contract has this method and path");
        }
        var operation = route.operation();
        var asked = ContentCoding.decoded(request.headers(), request.body(), LARGEST_BODY);
        var answered = ContentCoding.decoded(response.headers(), response.body(), LARGEST_BODY);
        if (!(answered instanceof ContentCoding.Result.Plain plain)) {
            return new Outcome.Skipped("the content coding of the body cannot be decoded");
        }
        boolean isDeclared = operation.responseFor(response.status()).isPresent();
        if (response.status() == NOT_MODIFIED && !isDeclared) {
            return new Outcome.Skipped("304 repeats an earlier answer");
        }
        var readRequest = asked instanceof ContentCoding.Result.Plain body ? request.withBody(body.body()) : request;
        var readResponse = response.withBody(plain.body());
        return taken(route, readRequest, readResponse, isDeclared);
    }

    private Outcome taken(Route.Found route, Request request, Response response, boolean isDeclared) {
        var operation = route.operation();
        boolean isGateway = !isDeclared && GatewayStatus.of(response.status()).isPresent();
        var violations = isGateway ? List.<Violation>of() : violations(operation, response);
        var exchange = new Cleaned(request, operation, response, isGateway);
        var raw = Facts.of(contract, route, request);
        var cleaner = readable;
        var answer = exchange.answer(cleaner, raw);
        if (violations.isEmpty() && !isGateway && answer.isPresent() && !fits(operation, answer.get())) {
            cleaner = shaped;
            answer = exchange.answer(cleaner, raw);
        }
        if (answer.isEmpty()) {
            return new Outcome.Skipped("a binary body contains a secret");
        }
        operations.put(operation.name(), operation);
        if (!violations.isEmpty()) {
            return violating(operation, answer.get(), violations);
        }
        return put(operation, new Take(clean(raw, cleaner), isRefusal(route, request, response, raw), answer.get()));
    }

    private static Map<When.Key, JsonNode> clean(Map<When.Key, JsonNode> raw, Cleaner cleaner) {
        var facts = new LinkedHashMap<When.Key, JsonNode>();
        raw.forEach((key, value) -> facts.put(key, cleaner.fact(key, value)));
        return facts;
    }

    private Outcome violating(Operation operation, Recorded answer, List<Violation> violations) {
        var shown = shown(violations, violations(operation, AnswerText.response(operation, answer)));
        invalid.putIfAbsent(operation.name() + answer.signature(), new Invalid(operation, answer, shown));
        return new Outcome.Violating(operation, shown);
    }

    /** The violations without secrets: those of the answer without secrets, or, if only a secret violates the contract, without its value. */
    private static List<Violation> shown(List<Violation> violations, List<Violation> ofClean) {
        return !ofClean.isEmpty()
                ? ofClean
                : violations.stream()
                        .map(each -> new Violation(
                                each.rule(),
                                each.severity(),
                                each.at(),
                                each.expected(),
                                "a secret",
                                each.declared(),
                                each.basis(),
                                each.fix(),
                                Optional.empty()))
                        .toList();
    }

    private record Cleaned(Request request, Operation operation, Response response, boolean isGateway) {

        /** The answer without secrets. What is found last may occur first, so every message is read once before it is written. */
        Optional<Recorded> answer(Cleaner cleaner, Map<When.Key, JsonNode> facts) {
            read(cleaner, facts);
            return read(cleaner, facts);
        }

        private Optional<Recorded> read(Cleaner cleaner, Map<When.Key, JsonNode> facts) {
            facts.forEach(cleaner::fact);
            cleaner.headers(request.headers());
            cleaner.body(new String(request.body(), StandardCharsets.UTF_8), request.contentType());
            return new AnswerText(cleaner, operation, isGateway).of(response);
        }
    }

    private Outcome put(Operation operation, Take take) {
        var known = takes.computeIfAbsent(operation.name(), this::earlierTakes);
        var before = known.get(take.key());
        if (before != null && before.answer().kept().isPresent()) {
            return new Outcome.Skipped("an edited fixture answers the same request");
        }
        if (before == null && known.size() >= MOST_TAKES) {
            return new Outcome.Skipped("more than " + MOST_TAKES + " different requests of one operation");
        }
        return put(operation, take, before, known);
    }

    private Outcome put(Operation operation, Take take, @Nullable Take before, Map<Take.Key, Take> known) {
        long size = take.answer().size() - (before == null ? 0 : before.answer().size());
        if (held + size > MOST_HELD) {
            return new Outcome.Skipped("more than " + MOST_HELD + " bytes of answers");
        }
        held += size;
        known.put(take.key(), take);
        if (before == null || !before.answer().signature().equals(take.answer().signature())) {
            changed.add(operation.name());
        }
        return new Outcome.Taken(operation);
    }

    private Map<Take.Key, Take> earlierTakes(String operation) {
        var earlier = new LinkedHashMap<Take.Key, Take>();
        index.takes(operation).forEach(each -> earlier.put(each.key(), each));
        earlier.values().forEach(each -> held += each.answer().size());
        return earlier;
    }

    /** Whether the mock answers such a request with this status by itself. */
    private boolean isRefusal(Route.Found route, Request request, Response response, Map<When.Key, JsonNode> facts) {
        if (response.status() == UNAUTHORISED) {
            return !Facts.hasCredentials(contract, facts);
        }
        return REFUSALS.contains(response.status())
                && requests.violations(route.operation(), route.encodedValues(), request).stream()
                        .anyMatch(violation -> violation.severity() == Severity.ERROR);
    }

    private List<Violation> violations(Operation operation, Response response) {
        var method = operation.key().method();
        return responses.violations(operation, method, response).stream()
                .filter(violation -> violation.severity() == Severity.ERROR)
                .toList();
    }

    private boolean fits(Operation operation, Recorded answer) {
        return violations(operation, AnswerText.response(operation, answer)).isEmpty();
    }

    /**
     * Writes what was added since the last time. Files that would have the same content are not written.
     *
     * @throws IOException if the folder cannot be written; the next call tries again
     */
    public synchronized void save() throws IOException {
        for (var name : List.copyOf(changed)) {
            save(operations.get(name));
            changed.remove(name);
        }
        for (var each : List.copyOf(invalid.entrySet())) {
            saveInvalid(
                    each.getValue().operation(),
                    each.getValue().answer(),
                    each.getValue().violations());
            invalid.remove(each.getKey());
        }
    }

    private void save(@Nullable Operation operation) throws IOException {
        if (operation == null) {
            return;
        }
        var known = takes.getOrDefault(operation.name(), new LinkedHashMap<>());
        for (var file : index.files(operation.name())) {
            if (!index.isUnedited(file)) {
                index.requests(file).forEach(take -> known.put(take.key(), kept(file, take)));
            }
        }
        var groups = Distinctions.of(usual(operation), List.copyOf(known.values()));
        var drafts = new Drafts(folder, operation, index).of(groups);
        for (var entry : verified(drafts).entrySet()) {
            var draft = drafts.remove(entry.getKey());
            if (draft != null) {
                forget(draft.group().takes(), known);
                saveInvalid(
                        operation,
                        draft.group().answer(),
                        entry.getValue().stream().map(BrokenFixture::violation).toList());
            }
        }
        write(operation, drafts);
    }

    private void forget(List<Take> invalid, Map<Take.Key, Take> known) {
        invalid.stream()
                .map(take -> known.remove(take.key()))
                .filter(Objects::nonNull)
                .forEach(removed -> held -= removed.answer().size());
    }

    /** Replaces the files that were recorded earlier. */
    private void write(Operation operation, Map<String, Drafts.Draft> drafts) throws IOException {
        for (var old : index.files(operation.name())) {
            if (!drafts.containsKey(old) && index.isUnedited(old)) {
                index.delete(old);
            }
        }
        for (var draft : drafts.entrySet()) {
            if (draft.getValue().write(folder)) {
                written.add(draft.getKey());
            }
            index.put(draft.getKey(), draft.getValue().entry(operation));
        }
        FolderFiles.write(folder.resolve(RecordedIndex.NAME), index.text().getBytes(StandardCharsets.UTF_8));
    }

    private static Take kept(String file, Take take) {
        return new Take(
                take.facts(),
                take.isRefusal(),
                RecordedIndex.kept(file, take.answer().status()));
    }

    /** The violations of the drafts, as the reader of fixtures finds them. */
    private Map<String, List<BrokenFixture>> verified(Map<String, Drafts.Draft> drafts) throws IOException {
        return FolderFiles.staged(folder, stage -> {
            for (var draft : drafts.values()) {
                draft.write(stage);
            }
            return FixtureReader.read(stage, contract).broken().stream()
                    .collect(Collectors.groupingBy(
                            each -> relative(stage, each), LinkedHashMap::new, Collectors.toList()));
        });
    }

    private static String relative(Path stage, BrokenFixture broken) {
        return stage.relativize(Path.of(broken.where().file())).toString().replace('\\', '/');
    }

    private void saveInvalid(Operation operation, Recorded answer, List<Violation> violations) throws IOException {
        String label = answer.status() + "-" + Sha256.hex(answer.signature()).substring(0, 6);
        String place = INVALID + "/" + FixtureText.folder(operation);
        var file = folder.resolve(place + "/" + label + ".yaml");
        if (Files.exists(file)) {
            return;
        }
        Optional<String> bodyFile = Optional.empty();
        if (answer.body().isPresent()) {
            BodyFile body = answer.body().get();
            bodyFile = Optional.of("_bodies/" + label + "." + body.extension());
            FolderFiles.write(folder.resolve(place + "/" + bodyFile.get()), body.bytes());
        }
        String subject = operation + " → " + answer.status();
        String text = FixtureText.of(FixtureText.comments(violations, subject), Map.of(), answer.response(), bodyFile);
        FolderFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
        writtenInvalid.add(place + "/" + label + ".yaml");
    }

    private static int usual(Operation operation) {
        return ChosenResponse.usual(operation).map(ChosenResponse::status).orElse(200);
    }

    public synchronized Summary summary() {
        return new Summary(List.copyOf(written), List.copyOf(writtenInvalid), skipped);
    }
}
