package dev.counterpart.spec.validate;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.SecurityRequirement;
import dev.counterpart.spec.SecurityScheme;
import dev.counterpart.spec.Sha256;
import dev.counterpart.spec.decode.Pairs;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.rule.Severity;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Statuses that an operation need not document: refusals of requests that the document does not allow. A provider may have further
 * ones for a request that is malformed, has no valid credentials, or is one too many.
 *
 * <p>Thread-safe.
 */
public final class UndocumentedRefusals {

    private static final int TOO_MANY_REQUESTS = 429;

    private final Contract contract;
    private final RequestValidator requests;

    public UndocumentedRefusals(Contract contract, RequestValidator requests) {
        this.contract = contract;
        this.requests = requests;
    }

    /** Whether the status refuses an invalid request: any 4xx. */
    public static boolean ofInvalid(int status) {
        return status / 100 == 4;
    }

    /** Whether the status refuses a request for its credentials: 401 and 403 (RFC 9110 §15.5.2, §15.5.4), or 429 (RFC 6585 §4). */
    public static boolean ofDenied(int status) {
        return status == 401 || status == 403 || status == TOO_MANY_REQUESTS;
    }

    /**
     * Whether the operation need not document that status in answer to the request. 401 and 403 need not be documented for a request
     * without credentials; for others see {@link #dependOnCredentials}.
     *
     * @param encodedPathValues the route's values by name, percent-encoded
     * @param request with the body as sent
     */
    public boolean allow(Operation operation, Map<String, String> encodedPathValues, Request request, int status) {
        return status == TOO_MANY_REQUESTS
                || isDenialWithoutCredentials(contract, operation, request, status)
                || (ofInvalid(status) && isInvalid(operation, encodedPathValues, request));
    }

    /** Whether the status denies a request that has none of the credentials that its operation needs. */
    public static boolean isDenialWithoutCredentials(
            Contract contract, Operation operation, Request request, int status) {
        return ofDenied(status) && operation.needsCredentials() && !hasCredentials(contract, operation, request);
    }

    /**
     * Whether the status need not be documented if the credentials of the request are invalid, and is a violation if they are valid: 401 and
     * 403 in answer to a request that has some.
     */
    public boolean dependOnCredentials(Operation operation, Request request, int status) {
        return ofDenied(status)
                && status != TOO_MANY_REQUESTS
                && operation.needsCredentials()
                && hasCredentials(contract, operation, request);
    }

    private static boolean hasCredentials(Contract contract, Operation operation, Request request) {
        return contract.securitySchemes(operation).stream()
                .anyMatch(scheme -> credential(scheme, request).isPresent());
    }

    /**
     * The requirements of the operation that the request has all credentials for, each with these credentials, as hashes: equal for
     * equal credentials and requirements, and without the credentials themselves.
     */
    public Set<String> credentials(Operation operation, Request request) {
        return operation.security().stream()
                .filter(requirement -> !requirement.isAnonymous())
                .flatMap(requirement -> credentials(requirement, request).stream())
                .map(Sha256::hex)
                .collect(Collectors.toSet());
    }

    private Optional<String> credentials(SecurityRequirement requirement, Request request) {
        var all = new ArrayList<String>();
        for (var scheme : new TreeMap<>(requirement.scopes()).entrySet()) {
            var sent = Optional.ofNullable(contract.securitySchemes().get(scheme.getKey()))
                    .flatMap(known -> credential(known, request));
            if (sent.isEmpty()) {
                return Optional.empty();
            }
            all.add(scheme.getKey() + "\n" + new TreeSet<>(scheme.getValue()) + "\n" + sent.get());
        }
        return Optional.of(String.join("\n\n", all));
    }

    private static Optional<String> credential(SecurityScheme scheme, Request request) {
        if (!(scheme instanceof SecurityScheme.ApiKey key)) {
            return request.headers().joined("Authorization");
        }
        return switch (key.in()) {
            case QUERY -> first(Pairs.ofQuery(request.query()), key);
            case COOKIE -> first(Pairs.ofCookies(request.headers()), key);
            default -> request.headers().joined(key.parameter());
        };
    }

    private static Optional<String> first(Pairs pairs, SecurityScheme.ApiKey key) {
        return pairs.decodedValues(key.parameter()).stream().findFirst();
    }

    private boolean isInvalid(Operation operation, Map<String, String> encodedPathValues, Request request) {
        return requests.violations(operation, encodedPathValues, request).stream()
                .anyMatch(violation -> violation.severity() == Severity.ERROR);
    }
}
