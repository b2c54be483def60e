package dev.counterpart.spec;

import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One OpenAPI document as a model: immutable, with all references resolved except those to schemas.
 *
 * <p>Thread-safe.
 *
 * @param title may be empty
 * @param operations in document order
 * @param webhooks in document order
 * @param securitySchemes by name
 * @param documents the files, for schemas and locations
 */
public record Contract(
        OpenApiVersion version,
        String title,
        List<Operation> operations,
        List<Webhook> webhooks,
        Map<String, SecurityScheme> securitySchemes,
        List<Server> servers,
        Documents documents) {

    public Contract {
        operations = List.copyOf(operations);
        webhooks = List.copyOf(webhooks);
        securitySchemes = Collections.unmodifiableMap(new LinkedHashMap<>(securitySchemes));
        servers = List.copyOf(servers);
    }

    /** A contract without webhooks. */
    public Contract(
            OpenApiVersion version,
            String title,
            List<Operation> operations,
            Map<String, SecurityScheme> securitySchemes,
            List<Server> servers,
            Documents documents) {
        this(version, title, operations, List.of(), securitySchemes, servers, documents);
    }

    /** The same contract with these operations only. */
    public Contract with(List<Operation> others) {
        return new Contract(version, title, others, webhooks, securitySchemes, servers, documents);
    }

    /** The operation with that operationId or that key, written as {@code GET /pets/{petId}}. */
    public Optional<Operation> operation(String name) {
        return operations.stream()
                .filter(operation ->
                        operation.operationId().filter(name::equals).isPresent()
                                || operation.key().toString().equals(name))
                .findFirst();
    }

    /** The declared security schemes that an operation refers to, in the order of its requirements. */
    public List<SecurityScheme> securitySchemes(Operation operation) {
        return operation.security().stream()
                .flatMap(requirement -> requirement.scopes().keySet().stream())
                .distinct()
                .flatMap(name -> Optional.ofNullable(securitySchemes.get(name)).stream())
                .toList();
    }

    /** Whether an alternative of the operation's requirements has an API key. */
    public boolean needsApiKey(Operation operation) {
        return securitySchemes(operation).stream().anyMatch(SecurityScheme.ApiKey.class::isInstance);
    }

    /**
     * Whether a request can satisfy the operation's requirements without a credential in the request itself: by a client certificate, or by a
     * scheme that the document does not declare.
     */
    public boolean mayHaveHiddenCredentials(Operation operation) {
        return operation.security().stream()
                .anyMatch(requirement -> requirement.scopes().keySet().stream()
                        .map(securitySchemes::get)
                        .allMatch(scheme -> scheme == null || scheme instanceof SecurityScheme.MutualTls));
    }

    /** The schema at that place. */
    public Schema schema(Place place) {
        return new Schema(place, documents.at(place));
    }
}
