package dev.counterpart.mock.dialect.prism;

import dev.counterpart.mock.access.Access;
import dev.counterpart.mock.access.Reason;
import dev.counterpart.mock.access.SchemeCheck;
import dev.counterpart.mock.settings.MockOptions.Auth;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.SecurityRequirement;
import dev.counterpart.spec.SecurityScheme;
import dev.counterpart.spec.http.Authorization;
import dev.counterpart.spec.http.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Checks credentials as Prism does: access is refused if all alternatives fail, and the first failure decides the message. */
final class PrismAuthoriser {

    private static final Set<String> CHECKED = Set.of("basic", "bearer", "digest");

    private final Map<String, SecurityScheme> schemes;
    private final SchemeCheck check;

    PrismAuthoriser(Contract contract, SchemeCheck check) {
        this.schemes = contract.securitySchemes();
        this.check = check;
    }

    /** How an alternative fails: refused with a challenge, or of a kind that cannot be checked. */
    private record Failure(Reason reason, Optional<String> challenge, Optional<String> unchecked) {}

    Access access(Operation operation, Request request, Auth auth) {
        var granted = new Access.Granted(SchemeCheck.claims(request), List.of());
        if (auth == Auth.OFF || operation.security().isEmpty()) {
            return granted;
        }
        var failures = new ArrayList<Failure>();
        for (var requirement : schemes.isEmpty() ? List.<SecurityRequirement>of() : operation.security()) {
            var failed = failures(requirement, request, auth);
            if (failed.isEmpty()) {
                return granted;
            }
            failures.addAll(failed);
        }
        if (failures.isEmpty()) {
            return granted;
        }
        var unchecked = failures.get(0).unchecked();
        return unchecked.isPresent()
                ? new Access.Granted(granted.claims(), List.of(unchecked.get()))
                : refused(failures);
    }

    private static Access refused(List<Failure> failures) {
        var reason = failures.stream()
                .map(Failure::reason)
                .max(Comparator.naturalOrder())
                .orElse(Reason.MISSING);
        var challenges = failures.stream()
                .flatMap(failure -> failure.challenge().stream())
                .toList();
        return new Access.Refused(reason, String.join(",", challenges));
    }

    private List<Failure> failures(SecurityRequirement requirement, Request request, Auth auth) {
        var asked = requirement.scopes().keySet().stream()
                .map(schemes::get)
                .filter(Objects::nonNull)
                .toList();
        if (asked.isEmpty()) {
            return request.headers().has(Authorization.HEADER)
                    ? List.of(new Failure(Reason.WRONG_SCHEME, Optional.of("None"), Optional.empty()))
                    : List.of();
        }
        var failures = new ArrayList<Failure>();
        for (var scheme : asked) {
            var unchecked = unchecked(scheme);
            var reason = unchecked.isPresent() ? Optional.of(Reason.MISSING) : check.failure(scheme, request, auth);
            reason.ifPresent(why -> failures.add(new Failure(why, challenge(scheme, why), unchecked)));
        }
        return failures;
    }

    private static Optional<String> unchecked(SecurityScheme scheme) {
        if (scheme instanceof SecurityScheme.MutualTls) {
            return Optional.of("mutualTLS");
        }
        return scheme instanceof SecurityScheme.HttpAuth http && !CHECKED.contains(http.scheme())
                ? Optional.of("http/" + http.scheme())
                : Optional.empty();
    }

    /** Invalid credentials of the right scheme are not challenged, and token schemes are named by their kind. */
    private static Optional<String> challenge(SecurityScheme scheme, Reason reason) {
        if (scheme instanceof SecurityScheme.OAuth2) {
            return Optional.of("OAuth2");
        }
        if (scheme instanceof SecurityScheme.OpenIdConnect) {
            return Optional.of("OpenID");
        }
        if (scheme.isBearer()) {
            return Optional.of("Bearer");
        }
        boolean known = scheme instanceof SecurityScheme.HttpAuth http && CHECKED.contains(http.scheme());
        boolean otherScheme = reason == Reason.MISSING || reason == Reason.WRONG_SCHEME;
        if (!known || !otherScheme) {
            return Optional.empty();
        }
        return Optional.of(scheme.isBasic() ? "Basic realm=\"*\"" : "Digest realm=\"*\", nonce=\"abc123\"");
    }
}
