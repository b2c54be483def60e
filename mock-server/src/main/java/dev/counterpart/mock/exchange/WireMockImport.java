package dev.counterpart.mock.exchange;

import dev.counterpart.fixtures.FixtureFiles;
import dev.counterpart.fixtures.GatewayStatus;
import dev.counterpart.fixtures.When;
import dev.counterpart.mock.record.FixtureDraft;
import dev.counterpart.mock.record.FixtureDraft.Source;
import dev.counterpart.mock.record.NotWritten;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Utf8;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.tree.TreeReader;
import dev.counterpart.spec.tree.Unreadable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the stubs of a WireMock folder as drafts of fixtures.
 *
 * @see <a href="https://wiremock.org/docs/request-matching/">WireMock, request matching</a>
 */
public final class WireMockImport {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** WireMock's priority of stubs without one; there, 1 is the highest. */
    private static final int USUAL_PRIORITY = 5;

    /** A stub for all paths has no more operations than these. */
    private static final int MOST_OPERATIONS = 50;

    /** Matchers that no condition of a fixture stands for. */
    private static final List<String> UNSUPPORTED =
            List.of("multipartPatterns", "formParameters", "host", "port", "scheme", "clientIp");

    /** The members of a response; WireMock 3.13 refuses others, which are of later versions. */
    private static final Set<String> RESPONSE = Set.of(
            "status",
            "statusMessage",
            "body",
            "jsonBody",
            "base64Body",
            "bodyFileName",
            "headers",
            "fixedDelayMilliseconds",
            "delayDistribution",
            "chunkedDribbleDelay",
            "fault",
            "transformers",
            "transformerParameters",
            "proxyBaseUrl",
            "proxyUrlPrefixToRemove",
            "additionalProxyRequestHeaders",
            "removeProxyRequestHeaders",
            "fromConfiguredStub");

    private static final List<String> TEMPLATING = List.of("response-template", "spring-cloud-contract");

    private final WireMockUrls urls;
    private final Path root;
    private final Path files;
    private final List<FixtureDraft> drafts = new ArrayList<>();
    private final List<NotWritten> left = new ArrayList<>();
    private final Map<String, Map<String, byte[]>> contents = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final WireMockScenarios scenarios = new WireMockScenarios();
    private int stubs;

    /** What is read instead of the current files of stubs, by name. */
    private Map<String, byte[]> instead = Map.of();

    /** What was read for the current file of stubs, by name: the file and the bodies that it names. */
    private Map<String, byte[]> current = new LinkedHashMap<>();

    /**
     * What was read.
     *
     * @param stubs the number of stubs in the folder
     * @param scenarios by name, what their files say
     * @param left each stub that is not a fixture, with the reason
     * @param remarks file and difference of each fixture that answers a little differently
     * @param contents by the name of a file of stubs, what was read for it: by name, the file and the bodies that it names
     */
    public record Result(
            int stubs,
            List<FixtureDraft> drafts,
            Map<String, ObjectNode> scenarios,
            List<NotWritten> left,
            List<String> remarks,
            Map<String, Map<String, byte[]>> contents) {
        public Result {
            scenarios = Collections.unmodifiableMap(new LinkedHashMap<>(scenarios));
            drafts = List.copyOf(drafts);
            left = List.copyOf(left);
            contents = Map.copyOf(contents);
            remarks = remarks.stream().distinct().toList();
        }
    }

    private WireMockImport(Contract contract, Path root) {
        this.urls = new WireMockUrls(contract);
        this.root = root;
        this.files = root.resolve("__files");
    }

    /**
     * Reads a folder with {@code mappings} and {@code __files}, or of mappings only.
     *
     * @throws IOException if the folder cannot be read
     */
    public static Result read(Path root, Contract contract) throws IOException {
        return read(root, contract, Map.of());
    }

    /**
     * As {@link #read(Path, Contract)}.
     *
     * @param instead by the name of a file of stubs, relative to {@code root}: by name, what is read instead of it and of the bodies
     *     that it names
     * @throws IOException if the folder cannot be read
     */
    public static Result read(Path root, Contract contract, Map<String, Map<String, byte[]>> instead)
            throws IOException {
        var folder = root.toAbsolutePath().normalize();
        var reading = new WireMockImport(contract, folder);
        for (var file : reading.stubFiles()) {
            reading.instead = instead.getOrDefault(folder.relativize(file).toString(), Map.of());
            reading.file(file);
        }
        var used = LaterStubs.used(reading.drafts, reading.left);
        return new Result(
                reading.stubs,
                AnyRequest.answered(used),
                reading.scenarios.files(),
                reading.left,
                reading.remarks,
                reading.contents);
    }

    private List<Path> stubFiles() throws IOException {
        var mappings = root.resolve("mappings");
        try (var all = Files.walk(Files.isDirectory(mappings) ? mappings : root)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".json"))
                    .filter(file -> !file.startsWith(files))
                    .sorted()
                    .toList();
        }
    }

    private byte[] bytes(Path file) throws IOException {
        String name = root.relativize(file).toString();
        var other = instead.get(name);
        byte[] bytes = other == null ? Files.readAllBytes(file) : other;
        current.put(name, bytes);
        return bytes;
    }

    private void file(Path file) throws IOException {
        String name = root.relativize(file).toString();
        current = new LinkedHashMap<>();
        contents.put(name, current);
        byte[] bytes = bytes(file);
        if (!(Json.parse(bytes) instanceof Json.Parsed.Value value)) {
            left.add(new NotWritten(Source.of(name), "it is not JSON"));
            return;
        }
        var pointers = stubs(value.node());
        var lines = lines(file, bytes);
        for (int i = 0; i < pointers.size(); i++) {
            var stub = value.node().at(pointers.get(i));
            stubs++;
            var source = new Source(
                    name,
                    (pointers.size() == 1 ? "" : " stub " + (i + 1)) + title(stub),
                    line(lines, pointers.get(i)),
                    pointers.size() == 1 ? JsonPointer.empty() : pointers.get(i));
            reason(source, stub).ifPresent(reason -> left.add(new NotWritten(source, reason)));
        }
    }

    private static String title(JsonNode stub) {
        String title = stub.path("name").asString("");
        return title.isEmpty() ? "" : " (" + title + ")";
    }

    /** The file with its lines; empty if it is beyond the limits of documents. */
    private static Optional<Document> lines(Path file, byte[] bytes) {
        var limits = ReadOptions.defaults();
        try {
            var tree = TreeReader.read(bytes, limits.maxDepth(), limits.maxNodes());
            return Optional.of(new Document(file.toUri(), file.toString(), tree.root(), tree.lines()));
        } catch (Unreadable beyond) {
            return Optional.empty();
        }
    }

    private static int line(Optional<Document> lines, JsonPointer at) {
        return lines.map(document -> document.location(at).line()).orElse(0);
    }

    /** The places of the stubs in their file. */
    private static List<JsonPointer> stubs(JsonNode file) {
        var list = file.isArray() ? file : file.path("mappings");
        var at = file.isArray() ? JsonPointer.empty() : JsonPointer.empty().appendProperty("mappings");
        return list.isArray()
                ? IntStream.range(0, list.size()).mapToObj(at::appendIndex).toList()
                : List.of(JsonPointer.empty());
    }

    /** Adds the fixtures of a stub; returns the reason if it has none. */
    private Optional<String> reason(Source source, JsonNode stub) {
        var request = stub.path("request");
        var response = stub.path("response");
        if (!request.isObject() || !response.isObject()) {
            return Optional.of("it has no request and response");
        }
        var matchers = WireMockMatchers.of(request);
        var reason = reason(request, response)
                .or(() -> Optional.of(String.join("; ", matchers.left())).filter(left -> !left.isEmpty()));
        if (reason.isPresent()) {
            return reason;
        }
        var targets = urls.of(request);
        if (targets.isEmpty()) {
            return Optional.of("no operation of the contract has its method and URL");
        }
        matchers.remarks().forEach(each -> remarks.add(source + ": " + each));
        if (targets.size() > MOST_OPERATIONS) {
            return Optional.of("it is for " + targets.size() + " operations, more than " + MOST_OPERATIONS);
        }
        leftOut(stub).forEach(each -> remarks.add(source + ": " + each));
        targets.forEach(target -> draft(source, stub, matchers, target)
                .ifPresent(impossible -> left.add(new NotWritten(source, impossible))));
        return Optional.empty();
    }

    /** What stubs have that fixtures cannot have. */
    private static Optional<String> reason(JsonNode request, JsonNode response) {
        if (response.has("proxyBaseUrl")) {
            return Optional.of(
                    "it forwards to " + response.path("proxyBaseUrl").asString("") + "; use counterpart proxy");
        }
        if (request.has("customMatcher")) {
            return Optional.of("the custom matcher "
                    + request.path("customMatcher").path("name").asString(""));
        }
        return UNSUPPORTED.stream()
                .filter(request::has)
                .findFirst()
                .map(name -> "the matcher " + name)
                .or(() -> WireMockUrls.reason(request))
                .or(() -> response.path("transformers")
                        .valueStream()
                        .map(each -> each.asString(""))
                        .filter(each -> !TEMPLATING.contains(each))
                        .findFirst()
                        .map(each -> "the transformer " + each))
                .or(() -> response.propertyNames().stream()
                        .filter(name -> !RESPONSE.contains(name))
                        .findFirst()
                        .map(name -> "the member " + name + " of the response"));
    }

    /** What a stub does beside its answer. */
    private static List<String> leftOut(JsonNode stub) {
        var leftOut = new ArrayList<String>();
        Stream.of("postServeActions", "serveEventListeners")
                .filter(name -> !stub.path(name).isEmpty())
                .forEach(name -> leftOut.add("its " + name + ", such as webhooks, are left out"));
        if (stub.path("response").has("statusMessage")) {
            leftOut.add("its statusMessage is left out");
        }
        return leftOut;
    }

    /** Adds the fixture for one operation; returns the reason if that is impossible. */
    private Optional<String> draft(
            Source source, JsonNode stub, WireMockMatchers matchers, WireMockUrls.Target target) {
        var response = stub.path("response");
        int status = status(response);
        boolean isUndocumented = target.operation().responseFor(status).isEmpty();
        if (isUndocumented && GatewayStatus.of(status).isEmpty()) {
            return Optional.of("the contract does not document status " + status + " of " + target.operation());
        }
        var body = body(response, target);
        if (body.reason().isPresent()) {
            return body.reason();
        }
        if (isUndocumented) {
            remarks.add(source + ": status " + status + " is not documented, so only Prefer: code=" + status
                    + " selects it");
        }
        drafts.add(new FixtureDraft(
                source,
                target.operation(),
                status,
                conditions(stub, matchers, target),
                more(source, stub),
                written(headers(source, response.path("headers")), body),
                body.file()));
        return Optional.empty();
    }

    private Map<When.Key, JsonNode> conditions(JsonNode stub, WireMockMatchers matchers, WireMockUrls.Target target) {
        var conditions = new LinkedHashMap<>(target.conditions());
        conditions.putAll(matchers.conditions());
        conditions.putAll(scenarios.condition(stub));
        return conditions;
    }

    private static ObjectNode written(ObjectNode headers, Body body) {
        var written = NODES.objectNode();
        if (!headers.isEmpty()) {
            written.set("headers", headers);
        }
        body.inline().ifPresent(each -> written.set("body", each));
        if (body.isTemplate()) {
            written.put("template", true);
        }
        return written;
    }

    private ObjectNode headers(Source source, JsonNode node) {
        var headers = NODES.objectNode();
        node.properties().forEach(each -> {
            boolean isTemplate = WireMockTemplate.has(Json.text(each.getValue()));
            boolean isFraming = List.of("content-length", "transfer-encoding", "connection", "content-encoding")
                    .contains(each.getKey().toLowerCase(Locale.ROOT));
            if (isTemplate || isFraming) {
                remarks.add(source + ": the header " + each.getKey() + " is left out"
                        + (isTemplate ? ", because it is a template" : ""));
            } else {
                headers.set(each.getKey(), each.getValue());
            }
        });
        return headers;
    }

    private record Body(
            Optional<JsonNode> inline,
            Optional<FixtureDraft.BodyFile> file,
            boolean isTemplate,
            Optional<String> reason) {

        static Body none() {
            return new Body(Optional.empty(), Optional.empty(), false, Optional.empty());
        }

        static Body inline(JsonNode value, boolean isTemplate) {
            return new Body(Optional.of(value), Optional.empty(), isTemplate, Optional.empty());
        }

        static Body file(byte[] bytes, String extension, boolean isTemplate) {
            var file = new FixtureDraft.BodyFile(bytes, extension);
            return new Body(Optional.empty(), Optional.of(file), isTemplate, Optional.empty());
        }

        static Body impossible(String reason) {
            return new Body(Optional.empty(), Optional.empty(), false, Optional.of(reason));
        }
    }

    private Body body(JsonNode response, WireMockUrls.Target target) {
        try {
            if (response.has("jsonBody")) {
                return body(response, target, Json.bytes(response.path("jsonBody")), "");
            }
            if (response.has("body")) {
                byte[] text = response.path("body").asString("").getBytes(StandardCharsets.UTF_8);
                return body(response, target, text, "");
            }
            if (response.has("base64Body")) {
                String coded = response.path("base64Body").asString("");
                return body(response, target, Base64.getMimeDecoder().decode(coded), "");
            }
            return response.has("bodyFileName") ? bodyOfFile(response, target) : Body.none();
        } catch (IllegalArgumentException | IOException unreadable) {
            return Body.impossible("its body cannot be read");
        }
    }

    private Body bodyOfFile(JsonNode response, WireMockUrls.Target target) throws IOException {
        String name = response.path("bodyFileName").asString("");
        var file = files.resolve(name.replaceAll("^/+", "")).normalize();
        boolean isThere = Files.isRegularFile(file)
                || instead.containsKey(root.relativize(file).toString());
        if (!file.startsWith(files.normalize()) || !isThere) {
            return Body.impossible("its body " + name + " is not a file below __files");
        }
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return body(response, target, bytes(file), extension);
    }

    private static Body body(JsonNode response, WireMockUrls.Target target, byte[] bytes, String extension) {
        if (bytes.length == 0) {
            return Body.none();
        }
        var type = type(response.path("headers"));
        return Utf8.text(bytes)
                .map(text -> text(response, target, type, text))
                .orElseGet(() -> binary(bytes, type, extension));
    }

    private static Body binary(byte[] bytes, Optional<MediaType> type, String extension) {
        String known = FixtureFiles.extensionFor(type);
        boolean isOwn = known.equals("bin") && extension.matches("[a-z0-9]+");
        return Body.file(bytes, isOwn ? extension : known, false);
    }

    private static Body text(JsonNode response, WireMockUrls.Target target, Optional<MediaType> type, String text) {
        var template = new WireMockTemplate(target);
        boolean isTemplate = isTemplate(response) && WireMockTemplate.has(text);
        String written = isTemplate ? template.translated(text) : text;
        if (template.unknown().isPresent()) {
            return Body.impossible("the expression " + template.unknown().get());
        }
        var json = type.map(MediaType::isJson).orElse(true) ? json(written) : Optional.<JsonNode>empty();
        if (json.isEmpty() && isTemplate && type.stream().anyMatch(MediaType::isJson)) {
            return Body.file(written.getBytes(StandardCharsets.UTF_8), "json", true);
        }
        // Without a media type, text in the fixture itself would be sent as a JSON string.
        if (json.isEmpty() && type.isEmpty() && isWithoutContent(response, target)) {
            return Body.file(written.getBytes(StandardCharsets.UTF_8), "txt", isTemplate);
        }
        return Body.inline(json.orElseGet(() -> NODES.stringNode(written)), isTemplate);
    }

    private static boolean isTemplate(JsonNode response) {
        return response.path("transformers").valueStream().anyMatch(each -> TEMPLATING.contains(each.asString("")));
    }

    private static boolean isWithoutContent(JsonNode response, WireMockUrls.Target target) {
        return target.operation().responseFor(status(response)).stream()
                .allMatch(declared -> declared.content().isEmpty());
    }

    private static int status(JsonNode response) {
        return response.path("status").asInt(200);
    }

    private static Optional<JsonNode> json(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Json.Parsed.Value value
                ? Optional.of(value.node())
                : Optional.empty();
    }

    private static Optional<MediaType> type(JsonNode headers) {
        return headers.properties().stream()
                .filter(each -> each.getKey().equalsIgnoreCase("Content-Type"))
                .map(each -> each.getValue().isArray() ? each.getValue().path(0) : each.getValue())
                .findFirst()
                .flatMap(value -> MediaType.parse(value.asString("")));
    }

    /** Priority, delay and fault. */
    private ObjectNode more(Source source, JsonNode stub) {
        var more = NODES.objectNode();
        var response = stub.path("response");
        int priority = stub.path("priority").asInt(USUAL_PRIORITY);
        if (priority != USUAL_PRIORITY) {
            more.put("priority", USUAL_PRIORITY - priority);
        }
        delay(source, response, more);
        fault(response.path("fault").asString("")).ifPresent(fault -> more.put("fault", fault));
        scenarios
                .next(stub)
                .ifPresent(next -> more.putObject("then")
                        .putObject(When.Part.SCENARIO.label())
                        .put(next.getKey(), next.getValue()));
        return more;
    }

    private void delay(Source source, JsonNode response, ObjectNode more) {
        if (response.path("fixedDelayMilliseconds").asInt(0) > 0) {
            more.put("delay", response.path("fixedDelayMilliseconds").asInt() + "ms");
        }
        distributedDelay(source, response.path("delayDistribution"), more);
        var dribble = response.path("chunkedDribbleDelay");
        if (dribble.has("totalDuration")) {
            more.put("delay", dribble.path("totalDuration").asInt(0) + "ms");
            remarks.add(source + ": the body is sent at once after the whole delay");
        }
    }

    private void distributedDelay(Source source, JsonNode distribution, ObjectNode more) {
        String type = distribution.path("type").asString("");
        if (type.equals("uniform")) {
            more.putObject("delay")
                    .put("min", distribution.path("lower").asInt(0) + "ms")
                    .put("max", distribution.path("upper").asInt(0) + "ms");
        } else if (type.equals("fixed")) {
            more.put("delay", distribution.path("milliseconds").asInt(0) + "ms");
        } else if (distribution.has("median")) {
            more.put("delay", distribution.path("median").asInt(0) + "ms");
            remarks.add(source + ": the delay is always the median");
        }
    }

    private static Optional<String> fault(String name) {
        return switch (name) {
            case "EMPTY_RESPONSE" -> Optional.of("empty");
            case "CONNECTION_RESET_BY_PEER" -> Optional.of("reset");
            case "RANDOM_DATA_THEN_CLOSE" -> Optional.of("garbage");
            case "MALFORMED_RESPONSE_CHUNK" -> Optional.of("truncate");
            default -> Optional.empty();
        };
    }
}
