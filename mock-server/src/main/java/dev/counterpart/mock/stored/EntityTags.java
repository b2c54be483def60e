package dev.counterpart.mock.stored;

import dev.counterpart.mock.source.Materials;
import dev.counterpart.mock.state.ItemCollection;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The entity tags of a collection and its items, if the document declares the headers for them, and the conditions of requests.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13">RFC 9110, Conditional Requests</a>
 */
final class EntityTags {

    private static final String TAG = "ETag";
    private static final String MATCH = "If-Match";
    private static final String NONE_MATCH = "If-None-Match";
    private static final Set<String> CONDITIONS = Set.of("if-match", "if-none-match");
    private static final Pattern LISTED = Pattern.compile("(?:W/)?\"[^\"]*\"|[^,\\s]+");
    private static final int LENGTH = 32;

    private final Materials materials;
    private final boolean areUsed;
    private final List<Schema> schemas;

    EntityTags(Materials materials, ItemCollection collection) {
        this.materials = materials;
        var headers = collection.operations().stream()
                .flatMap(operation -> operation.responses().stream())
                .flatMap(EntityTags::declared)
                .toList();
        schemas = headers.stream().flatMap(header -> header.schema().stream()).toList();
        areUsed = !headers.isEmpty()
                || collection.operations().stream()
                        .flatMap(operation -> operation.parameters().stream())
                        .anyMatch(EntityTags::isCondition);
    }

    private static Stream<Parameter> declared(DeclaredResponse response) {
        return response.headers().stream().filter(header -> header.name().equalsIgnoreCase(TAG));
    }

    private static boolean isCondition(Parameter parameter) {
        return parameter.in() == Parameter.In.HEADER
                && CONDITIONS.contains(parameter.name().toLowerCase(Locale.ROOT));
    }

    /** The tag of a representation, in a form that the document allows. */
    String tag(JsonNode representation) {
        String hash = hash(representation);
        String quoted = "\"" + hash + "\"";
        return Stream.of(quoted, "W/" + quoted, hash)
                .filter(tag -> schemas.stream()
                        .allMatch(schema -> materials.isValid(schema, JsonNodeFactory.instance.stringNode(tag))))
                .findFirst()
                .orElse(quoted);
    }

    private static String hash(JsonNode representation) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(Json.text(representation).getBytes(StandardCharsets.UTF_8)))
                    .substring(0, LENGTH);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    /** The value of the header for a response that declares it. */
    Optional<String> header(DeclaredResponse response, Optional<? extends JsonNode> representation) {
        return representation
                .filter(known -> declared(response).findAny().isPresent())
                .map(this::tag);
    }

    /** Whether {@code If-Match} forbids to answer the request as usual. */
    boolean failsMatch(Request request, Optional<? extends JsonNode> current) {
        return areUsed
                && request.headers().has(MATCH)
                && !(current.isPresent() && matches(request, MATCH, tag(current.get()), false));
    }

    /** Whether {@code If-None-Match} forbids to answer the request as usual. */
    boolean failsNoneMatch(Request request, Optional<? extends JsonNode> current) {
        return areUsed
                && request.headers().has(NONE_MATCH)
                && current.isPresent()
                && matches(request, NONE_MATCH, tag(current.get()), true);
    }

    /** Weak comparison ignores whether a tag is weak; strong comparison needs tags that are not (RFC 9110 §8.8.3.2). */
    private static boolean matches(Request request, String header, String tag, boolean isWeak) {
        String values = String.join(",", request.headers().all(header));
        if (values.strip().equals("*")) {
            return true;
        }
        return LISTED.matcher(values)
                .results()
                .map(match -> match.group())
                .anyMatch(sent -> isWeak
                        ? opaque(sent).equals(opaque(tag))
                        : !sent.startsWith("W/") && !tag.startsWith("W/") && sent.equals(tag));
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
