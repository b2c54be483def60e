package dev.counterpart.mock.access;

import dev.counterpart.mock.settings.MockOptions.Auth;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.SecurityRequirement;
import dev.counterpart.spec.SecurityScheme;
import dev.counterpart.spec.http.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether the credentials of a request satisfy one of the alternatives that an operation declares.
 *
 * <p>Thread-safe.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#security-requirement-object">OpenAPI 3.1.1, Security Requirement Object</a>
 */
public final class Authoriser {

    private final Contract contract;
    private final Map<String, SecurityScheme> schemes;
    private final SchemeCheck check;

    public Authoriser(Contract contract, SchemeCheck check) {
        this.contract = contract;
        this.schemes = contract.securitySchemes();
        this.check = check;
    }

    public Access access(Operation operation, Request request, Auth auth) {
        var granted = new Access.Granted(SchemeCheck.claims(request), List.of());
        if (auth == Auth.OFF || operation.security().isEmpty()) {
            return granted;
        }
        var reasons = new ArrayList<Reason>();
        var challenges = new LinkedHashSet<String>();
        for (var requirement : operation.security()) {
            var failed = failures(requirement, request, auth, challenges);
            if (failed.isEmpty()) {
                return granted;
            }
            failed.stream().min(Comparator.naturalOrder()).ifPresent(reasons::add);
        }
        if (challenges.isEmpty() && contract.needsApiKey(operation)) {
            challenges.add(SecurityScheme.API_KEY_CHALLENGE);
        }
        var reason = reasons.stream().max(Comparator.naturalOrder()).orElse(Reason.MISSING);
        return new Access.Refused(reason, String.join(", ", challenges));
    }

    /** Why schemes of one alternative are not satisfied; empty if all are. */
    private List<Reason> failures(SecurityRequirement requirement, Request request, Auth auth, Set<String> challenges) {
        var failed = new ArrayList<Reason>();
        for (String name : requirement.scopes().keySet()) {
            var scheme = schemes.get(name);
            var reason = scheme == null ? Optional.<Reason>empty() : check.failure(scheme, request, auth);
            if (scheme != null && reason.isPresent()) {
                failed.add(reason.get());
                challenge(scheme).ifPresent(challenges::add);
            }
        }
        return failed;
    }

    private static Optional<String> challenge(SecurityScheme scheme) {
        return scheme.authScheme().map(name -> switch (name) {
            case "Basic" -> "Basic realm=\"*\"";
            case "Digest" -> "Digest realm=\"*\", nonce=\"abc123\"";
            default -> name;
        });
    }
}
