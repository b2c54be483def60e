package dev.counterpart.spec;

import dev.counterpart.spec.document.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A request that can follow a response.
 *
 * @param name as the document calls it
 * @param operationId of the operation that it leads to; absent where {@code operationRef} is used
 * @param operationRef the place of the operation that it leads to
 * @param parameters constants and runtime expressions by the name of the parameter, which may begin with its place: {@code path.id}
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#link-object">OpenAPI 3.1.1, Link Object</a>
 */
public record Link(
        String name,
        Optional<String> operationId,
        Optional<Place> operationRef,
        Map<String, JsonNode> parameters,
        Place place) {

    public Link {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** The operation that it leads to; empty if the document has none. */
    public Optional<Operation> target(Contract contract) {
        return operationId.isPresent()
                ? contract.operation(operationId.get())
                : contract.operations().stream()
                        .filter(operation ->
                                operationRef.filter(operation.place()::equals).isPresent())
                        .findFirst();
    }
}
