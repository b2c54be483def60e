package dev.counterpart.mock.record;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.fixtures.When;
import dev.counterpart.fixtures.folder.FolderFiles;
import dev.counterpart.mock.proxy.Proxy.Forwarded;
import dev.counterpart.mock.proxy.Proxy.Forwarding;
import dev.counterpart.mock.record.Drift.Difference;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.ContentCoding;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.ResponseValidator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Compares fixtures with the answers of a live provider, and takes changed bodies over. */
public final class LiveComparison {

    private static final int UNAUTHORISED = 401;
    private static final int NOT_FOUND = 404;

    private final Contract contract;
    private final Forwarding provider;
    private final Sending sending;
    private final SampleRequest requests;
    private final FixtureAnswers answers;
    private final ResponseValidator responses;
    private final Cleaner cleaner;

    /**
     * What is sent.
     *
     * @param credentials headers that are added to every request
     * @param parameters values by name, for those that no condition gives
     * @param unsafe whether methods that may change the provider are sent too
     */
    public record Sending(Headers credentials, Map<String, String> parameters, boolean unsafe) {
        public Sending {
            parameters = Map.copyOf(parameters);
        }
    }

    public LiveComparison(
            Contract contract, Fixtures fixtures, Forwarding provider, Sending sending, SecretRules rules) {
        this.contract = contract;
        this.provider = provider;
        this.sending = sending;
        this.requests = new SampleRequest(contract);
        this.answers = new FixtureAnswers(contract, fixtures);
        this.responses = new ResponseValidator(contract, new SchemaValidator(contract.documents(), contract.version()));
        this.cleaner = new Cleaner(rules, contract, Fakes.Style.READABLE);
    }

    /** The result for one fixture. */
    public sealed interface Result {

        /** The provider answers like the fixture. */
        record Same(Request request) implements Result {}

        /** The provider answers otherwise. */
        record Drifted(Request request, Response live, List<Difference> differences) implements Result {
            public Drifted {
                differences = List.copyOf(differences);
            }
        }

        /** The fixture cannot be compared. */
        record Skipped(String reason) implements Result {}

        /** The provider did not answer. */
        record Failed(Request request, String reason) implements Result {}
    }

    /** Compares one fixture. */
    public Result compare(Fixture fixture) {
        if (fixture.operation().isEmpty() || fixture.isUndocumented()) {
            return new Result.Skipped("the contract does not document the status");
        }
        if (fixture.fault().isPresent()) {
            return new Result.Skipped("it is a network fault");
        }
        var operation = fixture.operation().get();
        if (!sending.unsafe() && !operation.key().method().isSafe()) {
            return new Result.Skipped(operation.key().method() + " may change the provider; --unsafe sends it");
        }
        if (fixture.when().asksOf(When.Part.TOKEN)) {
            return new Result.Skipped("it has conditions on the token");
        }
        var made = requests.of(operation, fixture.when(), sending.parameters());
        var reason = unknown(fixture, operation, made);
        return reason.isPresent() ? new Result.Skipped(reason.get()) : compare(fixture, operation, made.request());
    }

    /** Why no request is known for which the provider would answer like this. */
    private static Optional<String> unknown(Fixture fixture, Operation operation, SampleRequest.Made made) {
        if (!made.unmet().isEmpty()) {
            return Optional.of("no request meets the condition " + made.unmet().get(0));
        }
        boolean isError = fixture.status() >= 400;
        if (isError && fixture.when().isAlways() && !canBeProvoked(fixture.status(), operation, made)) {
            return Optional.of("it has no conditions, so no request is known that causes a " + fixture.status());
        }
        return made.invented().isEmpty() || isError
                ? Optional.empty()
                : Optional.of("no value is known for the path parameter "
                        + made.invented().get(0) + "; give it by --param "
                        + made.invented().get(0) + "=VALUE");
    }

    private static boolean canBeProvoked(int status, Operation operation, SampleRequest.Made made) {
        return (status == UNAUTHORISED && operation.needsCredentials())
                || (status == NOT_FOUND && !made.invented().isEmpty());
    }

    private Result compare(Fixture fixture, Operation operation, Request request) {
        boolean isWithout = fixture.status() == UNAUTHORISED && fixture.when().isAlways();
        var sent = isWithout ? request : withCredentials(request);
        var wanted = answers.of(fixture, request);
        if (wanted.isEmpty()) {
            return new Result.Skipped("the mock does not serve it");
        }
        var forwarded = provider.forward(sent.with("Accept-Encoding", "identity"), Optional.empty());
        if (!(forwarded instanceof Forwarded.Answered answered)) {
            return new Result.Failed(sent, reason(forwarded));
        }
        return compared(wanted.get(), operation, sent, answered.response());
    }

    private Result compared(Response wanted, Operation operation, Request sent, Response coded) {
        var plain = ContentCoding.decoded(coded.headers(), coded.body(), Recording.LARGEST_BODY);
        if (!(plain instanceof ContentCoding.Result.Plain body)) {
            return new Result.Failed(sent, "the content coding of the body cannot be decoded");
        }
        var live = coded.withBody(body.body());
        var differences = Drift.of(wanted, live, errors(operation, live));
        return differences.isEmpty() ? new Result.Same(sent) : new Result.Drifted(sent, live, differences);
    }

    private List<Violation> errors(Operation operation, Response live) {
        return responses.violations(operation, operation.key().method(), live).stream()
                .filter(violation -> violation.severity() == Severity.ERROR)
                .toList();
    }

    private Request withCredentials(Request request) {
        var with = request;
        for (var field : sending.credentials().fields()) {
            with = with.with(field.getKey(), field.getValue());
        }
        return with;
    }

    private static String reason(Forwarded forwarded) {
        if (forwarded instanceof Forwarded.Begun begun) {
            begun.rest().close();
            return "the answer is a stream, or too large";
        }
        return forwarded instanceof Forwarded.Late late ? late.reason() : ((Forwarded.Failed) forwarded).reason();
    }

    /**
     * Writes the provider's body, without secrets, into the file of the fixture.
     *
     * @return why that is impossible; empty if it was done
     * @throws IOException if the file cannot be read or written
     */
    public Optional<String> update(Fixture fixture, Path folder, Result.Drifted drifted) throws IOException {
        var operation = fixture.operation().orElseThrow();
        if (drifted.differences().stream().noneMatch(each -> each.kind().isOfBody())) {
            return Optional.of("not its body differs");
        }
        if (fixture.body().flatMap(Fixture.Body::template).isPresent()) {
            return Optional.of("its body is a template");
        }
        cleaner.headers(drifted.request().headers());
        new AnswerText(cleaner, operation, false).of(drifted.live());
        var answer = new AnswerText(cleaner, operation, false).of(drifted.live());
        var body = answer.map(each -> each.response().path("body"));
        if (body.isEmpty() || body.get().isMissingNode()) {
            return Optional.of("the provider's body is not text");
        }
        var file = Path.of(fixture.file().file());
        var after = withBody(file, body.get());
        return after.isEmpty()
                ? Optional.of("its body is not written in the file itself")
                : verified(file, folder, after.get());
    }

    /** The content of the file with another body; empty if the file does not hold the body itself. */
    private static Optional<String> withBody(Path file, JsonNode body) throws IOException {
        if (file.toString().matches("(?i).*\\.ya?ml")) {
            return FixtureEdit.withBody(Files.readString(file), body);
        }
        return file.toString().endsWith(".json") ? Optional.of(FixtureEdit.plain(body)) : Optional.empty();
    }

    /** Replaces the file if its fixture is valid then. */
    private Optional<String> verified(Path file, Path folder, String text) throws IOException {
        var content = text.getBytes(StandardCharsets.UTF_8);
        var relative = folder.toAbsolutePath()
                .normalize()
                .relativize(file.toAbsolutePath().normalize());
        var broken = FolderFiles.staged(folder, stage -> {
            FolderFiles.write(stage.resolve(relative), content);
            return FixtureReader.read(stage, contract).broken();
        });
        if (!broken.isEmpty()) {
            return Optional.of("the provider's answer violates the contract: "
                    + broken.get(0).violation().line());
        }
        FolderFiles.write(file, content);
        return Optional.empty();
    }
}
