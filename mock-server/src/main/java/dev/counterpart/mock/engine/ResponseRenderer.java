package dev.counterpart.mock.engine;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.mock.request.RequestFacts;
import dev.counterpart.mock.source.Choice;
import dev.counterpart.mock.source.Kept;
import dev.counterpart.mock.source.Materials;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.write.ParameterWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/**
 * Turns a choice into a response. The headers of documented responses are generated on first use and kept.
 *
 * <p>Thread-safe.
 */
final class ResponseRenderer {

    /** Headers that belong to the connection, not to the answer (RFC 9110 §7.6.1, RFC 9112 §6). */
    private static final Set<String> FRAMING = Set.of(
            "transfer-encoding", "content-length", "connection", "keep-alive", "content-type", "upgrade", "trailer");

    private static final JsonNode NOTHING = JsonNodeFactory.instance.stringNode("");

    private final Materials materials;
    private final Map<DeclaredResponse, Headers> headers = new ConcurrentHashMap<>();

    /** By choice, compared by identity: sources return the same object for each choice that does not vary. */
    private final Kept<ByIdentity, Rendered> kept = new Kept<>();

    private record ByIdentity(Choice choice) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ByIdentity that && choice == that.choice;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(choice);
        }
    }

    ResponseRenderer(Materials materials) {
        this.materials = materials;
    }

    /**
     * The response of a choice.
     *
     * @param warnings violations of the response, which is sent anyway, in words
     */
    record Rendered(Response response, List<String> warnings) {

        static Rendered of(Response response) {
            return new Rendered(response, List.of());
        }
    }

    Rendered render(Choice choice, RequestFacts facts) {
        return choice.varies()
                ? rendered(choice, facts)
                : kept.of(new ByIdentity(choice), () -> rendered(choice, facts));
    }

    private Rendered rendered(Choice choice, RequestFacts facts) {
        if (choice instanceof Choice.FromFixture given) {
            return fixture(given.fixture(), facts);
        }
        if (choice instanceof Choice.FromState item) {
            return state(item, facts.route().operation());
        }
        return Rendered.of(
                choice instanceof Choice.FromDocument document
                        ? document(document, facts.route().operation())
                        : ((Choice.OfOurOwn) choice).response());
    }

    private Rendered state(Choice.FromState item, Operation operation) {
        var response = document(item.document(), operation);
        for (var field : item.headers().fields()) {
            response = response.with(field.getKey(), field.getValue());
        }
        return Rendered.of(response);
    }

    private static Rendered fixture(Fixture fixture, RequestFacts facts) {
        var response = new Response(fixture.status(), fixture.headers(), new byte[0]);
        if (fixture.body().isEmpty()) {
            return Rendered.of(response);
        }
        var body = fixture.body().get();
        boolean isNamed = response.headers().has("Content-Type");
        var typed = isNamed ? response : response.with("Content-Type", body.mediaType());
        if (body.template().isEmpty()) {
            return Rendered.of(typed.withBody(body.bytes()));
        }
        var filled = body.filled(TemplateValues.of(facts));
        var warnings = Stream.concat(
                        filled.failure().stream().map(reason -> "the template cannot be filled in: " + reason),
                        filled.violations().stream().map(Violation::line))
                .toList();
        return new Rendered(typed.withBody(filled.bytes()), warnings);
    }

    private Response document(Choice.FromDocument choice, Operation operation) {
        var known = headers.computeIfAbsent(choice.response(), this::headers);
        return materials.dialect().serialisation().finished(document(choice, known), operation);
    }

    private static Response empty(Choice.FromDocument choice, Headers headers) {
        var empty = choice.emptyType()
                .map(type -> headers.with("Content-Type", type))
                .orElse(headers);
        return new Response(choice.status(), empty, new byte[0]);
    }

    private Response document(Choice.FromDocument choice, Headers headers) {
        if (choice.content().isEmpty()) {
            return empty(choice, headers);
        }
        var content = choice.content().get();
        var node = choice.body().orElse(NOTHING);
        String type = materials.dialect().serialisation().mediaType(content, node);
        var response = new Response(choice.status(), headers.with("Content-Type", type), new byte[0]);
        return choice.body().isEmpty()
                ? response
                : materials
                        .dialect()
                        .serialisation()
                        .written(node, type, content)
                        .in(response);
    }

    private Headers headers(DeclaredResponse response) {
        var headers = Headers.none();
        for (var header : response.headers()) {
            var value = lines(header);
            for (String line : value) {
                headers = headers.and(header.name(), line);
            }
        }
        return headers;
    }

    /** The lines of a header: one, except that each item of an array is a {@code Set-Cookie} of its own. */
    private List<String> lines(Parameter header) {
        var value = value(header);
        boolean isCookies = header.name().equalsIgnoreCase("Set-Cookie");
        return isCookies && value.map(JsonNode::isArray).orElse(false)
                ? value.get()
                        .valueStream()
                        .map(item -> ParameterWriter.header(header, item))
                        .toList()
                : value.map(node -> ParameterWriter.header(header, node)).stream()
                        .toList();
    }

    /** Generated for a text of which nothing else is known. */
    private static final JsonNode ANY_TEXT = StringNode.valueOf("string");

    private Optional<JsonNode> value(Parameter header) {
        String name = header.name().toLowerCase(Locale.ROOT);
        var rules = materials.dialect().headers();
        if (FRAMING.contains(name) || !rules.sends(name, materials.options().cors())) {
            return Optional.empty();
        }
        boolean mayBeGenerated = rules.generates(name);
        return header.examples().stream()
                .flatMap(each -> each.value().stream())
                .findFirst()
                .or(() -> header.schema().filter(schema -> mayBeGenerated).flatMap(schema -> generated(name, schema)))
                .or(() -> header.content()
                        .filter(content -> mayBeGenerated)
                        .filter(content -> rules.sendsContent())
                        .flatMap(this::value));
    }

    /** A schema such as {@code type: string} allows values that clients and caches refuse, {@code ETag: string}. */
    private Optional<JsonNode> generated(String name, Schema schema) {
        var generated = materials.statics().of(schema).found();
        boolean isAnyText = generated.filter(ANY_TEXT::equals).isPresent();
        return Optional.of(name)
                .filter(each -> isAnyText)
                .flatMap(materials.dialect().headers()::typical)
                .<JsonNode>map(StringNode::valueOf)
                .filter(typical -> materials.isValid(schema, typical))
                .or(() -> generated);
    }

    /** The value of a header that is described by {@code content}. */
    private Optional<JsonNode> value(Content content) {
        return materials
                .example(content)
                .or(() -> content.schema()
                        .flatMap(schema -> materials.statics().of(schema).found()));
    }
}
