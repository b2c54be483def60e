package dev.counterpart.spec;

import dev.counterpart.spec.document.Place;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A method on a path template, merged with the declarations of its path item and the document.
 *
 * @param parameters the operation's own, and those of its path item that it does not override
 * @param responses in document order
 * @param security alternatives, one of which must be satisfied; empty if the operation needs no credentials
 * @param servers the operation's own, else its path item's, else the document's
 * @param callbacks in document order
 * @param ignoredHeaders header parameters named Accept, Content-Type or Authorization, which must be ignored (OpenAPI 3.1.1, Parameter
 *     Object)
 */
@RecordBuilder
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
        List<Parameter> ignoredHeaders,
        Place place)
        implements OperationBuilder.With {

    public Operation {
        ignoredHeaders = List.copyOf(ignoredHeaders);
        callbacks = List.copyOf(callbacks);
        tags = List.copyOf(tags);
        parameters = List.copyOf(parameters);
        responses = List.copyOf(responses);
        security = List.copyOf(security);
        servers = List.copyOf(servers);
    }

    /** The response declared for that status: the exact status first, then its range, then {@code default}. */
    public Optional<DeclaredResponse> responseFor(int status) {
        DeclaredResponse best = null;
        for (var response : responses) {
            boolean isBetter = best == null || rank(response.status()) < rank(best.status());
            if (isBetter && response.status().covers(status)) {
                best = response;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The response with that key. */
    public Optional<DeclaredResponse> response(StatusKey key) {
        return responses.stream()
                .filter(response -> response.status().equals(key))
                .findFirst();
    }

    /** The same operation without its request body. */
    public Operation withoutBody() {
        return withBody(Optional.empty());
    }

    /** The same operation with only those of its parameters. */
    public Operation withParameters(Predicate<Parameter> isKept) {
        return withParameters(parameters.stream().filter(isKept).toList());
    }

    /** The same operation, in which no header is ignored. */
    public Operation withIgnoredHeaders() {
        if (ignoredHeaders.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(parameters);
        all.addAll(ignoredHeaders);
        return withParameters(all).withIgnoredHeaders(List.of());
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
