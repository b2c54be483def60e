package dev.counterpart.spec;

import dev.counterpart.spec.document.Place;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A method on a path template, merged with the declarations of its path item and the document.
 *
 * @param parameters the operation's own, and those of its path item that it does not override
 * @param responses in document order
 * @param security alternatives, one of which must be satisfied; empty if the operation needs no credentials
 * @param servers the operation's own, else its path item's, else the document's
 * @param callbacks in document order
 */
public record Operation(
        OperationKey key,
        Optional<String> operationId,
        String summary,
        List<String> tags,
        boolean deprecated,
        List<Parameter> parameters,
        Optional<RequestBody> body,
        List<DeclaredResponse> responses,
        List<SecurityRequirement> security,
        List<Server> servers,
        List<Callback> callbacks,
        Place place) {

    public Operation {
        callbacks = List.copyOf(callbacks);
        tags = List.copyOf(tags);
        parameters = List.copyOf(parameters);
        responses = List.copyOf(responses);
        security = List.copyOf(security);
        servers = List.copyOf(servers);
    }

    /** An operation without callbacks. */
    public Operation(
            OperationKey key,
            Optional<String> operationId,
            String summary,
            List<String> tags,
            boolean deprecated,
            List<Parameter> parameters,
            Optional<RequestBody> body,
            List<DeclaredResponse> responses,
            List<SecurityRequirement> security,
            List<Server> servers,
            Place place) {
        this(
                key,
                operationId,
                summary,
                tags,
                deprecated,
                parameters,
                body,
                responses,
                security,
                servers,
                List.of(),
                place);
    }

    /** The response declared for that status: the exact status first, then its range, then {@code default}. */
    public Optional<DeclaredResponse> responseFor(int status) {
        return responses.stream()
                .filter(response -> response.status().covers(status))
                .min(Comparator.comparingInt(response -> rank(response.status())));
    }

    /** The response with that key. */
    public Optional<DeclaredResponse> response(StatusKey key) {
        return responses.stream()
                .filter(response -> response.status().equals(key))
                .findFirst();
    }

    /** The same operation without its request body. */
    public Operation withoutBody() {
        return new Operation(
                key,
                operationId,
                summary,
                tags,
                deprecated,
                parameters,
                Optional.empty(),
                responses,
                security,
                servers,
                callbacks,
                place);
    }

    /** The name in reports, folders and data files: the operationId, else {@code GET /pets/{petId}}. */
    public String name() {
        return operationId.orElseGet(key::toString);
    }

    /** The security requirements; empty if one of them allows anonymous access. */
    public boolean needsCredentials() {
        return !security.isEmpty() && security.stream().noneMatch(SecurityRequirement::isAnonymous);
    }

    private static int rank(StatusKey key) {
        if (key.isExact()) {
            return 0;
        }
        return key.isRange() ? 1 : 2;
    }

    @Override
    public String toString() {
        return key.toString();
    }
}
