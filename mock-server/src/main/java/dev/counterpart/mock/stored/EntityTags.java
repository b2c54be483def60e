package dev.counterpart.mock.stored;

import dev.counterpart.mock.source.Materials;
import dev.counterpart.mock.state.ItemCollection;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.Sha256;
import dev.counterpart.spec.http.EntityTag;
import dev.counterpart.spec.http.Preconditions;
import dev.counterpart.spec.http.Request;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
    private static final Set<String> CONDITIONS = Set.of("if-match", "if-none-match");
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
        String hash = Sha256.hex(Json.text(representation)).substring(0, LENGTH);
        String quoted = "\"" + hash + "\"";
        return Stream.of(quoted, "W/" + quoted, hash)
                .filter(tag -> schemas.stream()
                        .allMatch(schema -> materials.isValid(schema, JsonNodeFactory.instance.stringNode(tag))))
                .findFirst()
                .orElse(quoted);
    }

    /** The value of the header for a response that declares it. */
    Optional<String> header(DeclaredResponse response, Optional<? extends JsonNode> representation) {
        return representation
                .filter(known -> declared(response).findAny().isPresent())
                .map(this::tag);
    }

    /** Whether {@code If-Match} forbids to answer the request as usual. */
    boolean failsMatch(Request request, Optional<? extends JsonNode> current) {
        return areUsed && Preconditions.failsMatch(request, validators(current));
    }

    /** Whether {@code If-None-Match} forbids to answer the request as usual. */
    boolean failsNoneMatch(Request request, Optional<? extends JsonNode> current) {
        return areUsed && Preconditions.failsNoneMatch(request, validators(current));
    }

    private Preconditions.Validators validators(Optional<? extends JsonNode> current) {
        return new Preconditions.Validators(
                current.isPresent(), current.map(this::tag).flatMap(EntityTag::parse), Optional.empty());
    }
}
