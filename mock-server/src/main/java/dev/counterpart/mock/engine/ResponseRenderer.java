package dev.counterpart.mock.engine;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.generate.Generated;
import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.fixtures.generate.taste.Seed;
import dev.counterpart.mock.MockOptions;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Example;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.schema.SchemaValidator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A choice as a response. Generated answers are made on first use and kept.
 *
 * <p>Threads may share it.
 */
final class ResponseRenderer {

    /** Headers that belong to the connection, not to the answer (RFC 9110 §7.6.1, RFC 9112 §6). */
    private static final Set<String> FRAMING = Set.of(
            "transfer-encoding", "content-length", "connection", "keep-alive", "content-type", "upgrade", "trailer");

    private static final JsonNode NOTHING = JsonNodeFactory.instance.stringNode("");
    private static final MediaType TEXT = new MediaType("text", "plain", Map.of());

    /** How many generated bodies are kept. */
    private static final int MOST_KEPT = 10_000;

    private final Contract contract;
    private final SchemaValidator schemas;
    private final ValidValues values;
    private final MockOptions options;
    private final Refusals refusals;
    private final Map<Schema, Generated> kept = new ConcurrentHashMap<>();

    ResponseRenderer(
            Contract contract, SchemaValidator schemas, ValidValues values, MockOptions options, Refusals refusals) {
        this.contract = contract;
        this.schemas = schemas;
        this.values = values;
        this.options = options;
        this.refusals = refusals;
    }

    Response render(Choice choice, RequestFacts facts) {
        if (choice instanceof Choice.FromFixture given) {
            return fixture(given.fixture(), facts);
        }
        if (choice instanceof Choice.FromDocument document) {
            return document(document);
        }
        return ((Choice.OfOurOwn) choice).response();
    }

    private static Response fixture(Fixture fixture, RequestFacts facts) {
        var response = new Response(fixture.status(), fixture.headers(), new byte[0]);
        if (fixture.body().isEmpty()) {
            return response;
        }
        var body = fixture.body().get();
        String text = body.template() ? Template.filled(body.text(), facts) : body.text();
        var bytes = text.getBytes(body.binary() ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        boolean named = response.headers().has("Content-Type");
        return (named ? response : response.with("Content-Type", body.mediaType())).withBody(bytes);
    }

    private Response document(Choice.FromDocument choice) {
        var headers = headers(choice);
        if (choice.content().isEmpty()) {
            var empty = choice.emptyType()
                    .map(type -> headers.with("Content-Type", type))
                    .orElse(headers);
            return new Response(choice.status(), empty, new byte[0]);
        }
        var content = choice.content().get();
        var body = body(choice, content);
        if (body instanceof Body.None) {
            return new Response(choice.status(), headers.with("Content-Type", type(content, NOTHING)), new byte[0]);
        }
        if (body instanceof Body.Impossible impossible) {
            return refusals.impossible(impossible.reason());
        }
        var node = ((Body.Value) body).node();
        if (prism()) {
            var refusal = unwritable(node, type(content, node));
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        String type = type(content, node);
        var bytes = BodyWriter.bytes(node, MediaType.parse(type).orElse(content.mediaType()));
        return new Response(choice.status(), headers.with("Content-Type", type), bytes);
    }

    /** What Prism cannot write: text that is no text, and data of a media type that it does not know. */
    private Optional<Response> unwritable(JsonNode node, String type) {
        var mediaType = MediaType.parse(type).orElse(TEXT);
        boolean isText = mediaType.isText();
        boolean known = !isText && (mediaType.isJson() || mediaType.isXml());
        if (known || node.isString()) {
            return Optional.empty();
        }
        return Optional.of(isText ? refusals.complexText() : refusals.unknown("Cannot find serializer for " + type));
    }

    private boolean prism() {
        return options.problems() == MockOptions.Problems.PRISM;
    }

    /** A media range cannot be sent: it becomes the most general type of its kind that can hold the body. */
    private String type(Content content, JsonNode body) {
        if (prism() && !content.mediaType().type().equals("*")) {
            return content.key();
        }
        if (prism()) {
            return body.isString() ? TEXT.toString() : "application/json";
        }
        if (!content.mediaType().isRange()) {
            return content.key();
        }
        return content.mediaType().type().equals("*")
                        || content.mediaType().type().equals("application")
                ? "application/json"
                : content.mediaType().type() + "/plain";
    }

    private sealed interface Body {
        record Value(JsonNode node) implements Body {}

        record None() implements Body {}

        record Impossible(String reason) implements Body {}
    }

    /** The example asked for; else a valid example; else a generated value; else an example, valid or not. */
    private Body body(Choice.FromDocument choice, Content content) {
        if (choice.example().isPresent()) {
            return choice.example()
                    .flatMap(Example::value)
                    .<Body>map(Body.Value::new)
                    .orElseGet(Body.None::new);
        }
        if (choice.branch().isPresent()) {
            return branched(choice, content, content.schema().orElseThrow());
        }
        if (choice.dynamic() && content.schema().isPresent()) {
            return generated(varied(choice, content.schema().get()));
        }
        if (prism() && !options.ignoreExamples()) {
            var example = firstExample(content);
            if (example.isPresent()) {
                return new Body.Value(example.get());
            }
        }
        var examples = options.ignoreExamples() ? List.<JsonNode>of() : examples(content);
        if (content.schema().isEmpty()) {
            return examples.stream().findFirst().<Body>map(Body.Value::new).orElseGet(Body.None::new);
        }
        var valid = examples.stream()
                .filter(example ->
                        isXml(content, example) || isValid(content.schema().get(), example))
                .findFirst();
        if (valid.isPresent()) {
            return new Body.Value(valid.get());
        }
        var generated = generated(staticValue(content.schema().get()));
        return generated instanceof Body.Impossible && !examples.isEmpty()
                ? new Body.Value(examples.get(0))
                : generated;
    }

    /** An example that takes the branch, else a value that does. */
    private Body branched(Choice.FromDocument choice, Content content, Schema schema) {
        var branch = choice.branch().orElseThrow();
        var example = examples(content).stream()
                .filter(each -> isValid(branch.schema(), each.at(branch.at())) && isValid(schema, each))
                .findFirst();
        if (example.isPresent() && !options.ignoreExamples() && !choice.dynamic()) {
            return new Body.Value(example.get());
        }
        var whole = made(choice, schema);
        var inner = made(choice, branch.schema());
        return whole.found().stream()
                .flatMap(base -> inner.found().stream().flatMap(value -> branch.in(base, value)))
                .filter(value -> isValid(schema, value))
                .findFirst()
                .<Body>map(Body.Value::new)
                .orElseGet(() -> new Body.Impossible(
                        "no valid value was found that takes the branch " + branch.name() + ", declared at "
                                + contract.documents().location(branch.schema().place())));
    }

    private Generated made(Choice.FromDocument choice, Schema schema) {
        return choice.dynamic() ? varied(choice, schema) : staticValue(schema);
    }

    private Generated varied(Choice.FromDocument choice, Schema schema) {
        return values.dynamicValue(
                schema, Direction.RESPONSE, choice.seed().map(Seed::of).orElseGet(() -> new Seed(0)));
    }

    /** Prism's: the media type's own example, the schema's, then the named ones; valid or not, as it is written. */
    private Optional<JsonNode> firstExample(Content content) {
        return content.examples().stream()
                .filter(example -> example.place().equals(content.place().member("example")))
                .findFirst()
                .flatMap(Example::value)
                .or(() -> Example.ofSchema(content, contract.documents()).flatMap(Example::value))
                .or(() -> content.examples().stream().findFirst().flatMap(Example::value));
    }

    /** The examples, and what JSON texts among them spell: many documents quote a whole body. */
    private static List<JsonNode> examples(Content content) {
        return content.examples().stream()
                .flatMap(example -> example.value().stream())
                .map(value -> unquoted(content.mediaType(), value))
                .toList();
    }

    private static JsonNode unquoted(MediaType mediaType, JsonNode value) {
        if (!mediaType.isJson() || !value.isString()) {
            return value;
        }
        String text = value.asString().strip();
        boolean quoted = text.startsWith("{") || text.startsWith("[");
        return quoted && Json.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Json.Parsed.Value parsed
                ? parsed.node()
                : value;
    }

    /** XML is written as a text (OpenAPI 3.1.1, Example Object); schemas, which are about data, say nothing of it. */
    private static boolean isXml(Content content, JsonNode example) {
        return content.mediaType().isXml() && example.isString();
    }

    private boolean isValid(Schema schema, JsonNode value) {
        return schemas.findings(schema, value, Direction.RESPONSE).isEmpty();
    }

    private Generated staticValue(Schema schema) {
        if (kept.size() > MOST_KEPT) {
            kept.clear();
        }
        return kept.computeIfAbsent(
                schema,
                key -> prism()
                        ? values.writtenValue(key, Direction.RESPONSE)
                        : values.staticValue(key, Direction.RESPONSE));
    }

    private Body generated(Generated generated) {
        if (generated instanceof Generated.Value value) {
            return new Body.Value(value.value());
        }
        var impossible = (Generated.Impossible) generated;
        return new Body.Impossible(
                impossible.reason() + ", declared at " + contract.documents().location(impossible.place()));
    }

    private Headers headers(Choice.FromDocument choice) {
        var headers = Headers.none();
        for (var header : choice.response().headers()) {
            var value = FRAMING.contains(header.name().toLowerCase(Locale.ROOT))
                    ? Optional.<String>empty()
                    : headerValue(header);
            if (value.isPresent()) {
                headers = headers.and(header.name(), value.get());
            }
        }
        return headers;
    }

    private Optional<String> headerValue(Parameter header) {
        var example = header.examples().stream()
                .flatMap(each -> each.value().stream())
                .findFirst();
        var value = example.or(() -> header.schema()
                .flatMap(schema -> staticValue(schema) instanceof Generated.Value made
                        ? Optional.of(made.value())
                        : Optional.empty()));
        return value.map(node -> HeaderValue.text(node, header))
                .or(() -> header.content().filter(content -> !prism()).flatMap(this::written));
    }

    /** A header's value as {@code content} describes it, on one line; Prism leaves such headers out. */
    private Optional<String> written(Content content) {
        var examples = options.ignoreExamples() ? List.<JsonNode>of() : examples(content);
        return examples.stream()
                .filter(example -> content.schema().stream().allMatch(schema -> isValid(schema, example)))
                .findFirst()
                .or(() -> content.schema().flatMap(schema -> staticValue(schema).found()))
                .map(node -> content.mediaType().isJson() ? Json.text(node) : HeaderValue.text(node, false));
    }
}
