package dev.counterpart.mock.engine;

import dev.counterpart.mock.MockOptions.Auth;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.SecurityRequirement;
import dev.counterpart.spec.SecurityScheme;
import dev.counterpart.spec.decode.Pairs;
import dev.counterpart.spec.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether the credentials that an operation needs are there, well formed and, if asked, good.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#security-requirement-object">OpenAPI 3.1.1, Security Requirement Object</a>
 */
final class Authoriser {

    private static final String AUTHORIZATION = "Authorization";
    private static final Set<String> CHECKED = Set.of("basic", "bearer", "digest");
    private static final Set<String> DIGEST_FIELDS = Set.of("username", "realm", "nonce", "uri", "response");

    private final Map<String, SecurityScheme> schemes;
    private final Auth auth;
    private final InstantSource clock;
    private final boolean prism;

    /** @param prism whether to ask and to challenge exactly as Prism does */
    Authoriser(Contract contract, Auth auth, InstantSource clock, boolean prism) {
        this.schemes = contract.securitySchemes();
        this.auth = auth;
        this.clock = clock;
        this.prism = prism;
    }

    Access access(Operation operation, Request request) {
        var granted = new Access.Granted(claims(request), List.of());
        if (auth == Auth.OFF || operation.security().isEmpty()) {
            return granted;
        }
        return prism ? asPrism(operation, request, granted) : asked(operation, request, granted);
    }

    private Access asked(Operation operation, Request request, Access.Granted granted) {
        var reasons = new ArrayList<Reason>();
        var challenges = new LinkedHashSet<String>();
        for (var requirement : operation.security()) {
            var failed = failures(requirement, request, challenges);
            if (failed.isEmpty()) {
                return granted;
            }
            failed.stream().min(Comparator.naturalOrder()).ifPresent(reasons::add);
        }
        var reason = reasons.stream().max(Comparator.naturalOrder()).orElse(Reason.MISSING);
        return new Access.Refused(reason, String.join(", ", challenges));
    }

    /** Why schemes of one alternative are not satisfied; empty if all are. */
    private List<Reason> failures(SecurityRequirement requirement, Request request, Set<String> challenges) {
        var failed = new ArrayList<Reason>();
        for (String name : requirement.scopes().keySet()) {
            var scheme = schemes.get(name);
            var reason = scheme == null ? Optional.<Reason>empty() : failure(scheme, request);
            if (scheme != null && reason.isPresent()) {
                failed.add(reason.get());
                challenge(scheme).ifPresent(challenges::add);
            }
        }
        return failed;
    }

    /** One way in which an alternative fails, as Prism sees it: refused with a challenge, or of a kind that it cannot check. */
    private record Failure(Reason reason, Optional<String> challenge, Optional<String> unchecked) {}

    /** All alternatives must fail; the first failure of all then decides whether it matters. */
    private Access asPrism(Operation operation, Request request, Access.Granted granted) {
        var failures = new ArrayList<Failure>();
        for (var requirement : schemes.isEmpty() ? List.<SecurityRequirement>of() : operation.security()) {
            var failed = asPrism(requirement, request);
            if (failed.isEmpty()) {
                return granted;
            }
            failures.addAll(failed);
        }
        var first = failures.stream().findFirst();
        if (first.isEmpty()) {
            return granted;
        }
        if (first.get().unchecked().isPresent()) {
            return new Access.Granted(
                    granted.claims(), List.of(first.get().unchecked().get()));
        }
        return new Access.Refused(
                failures.stream()
                        .map(Failure::reason)
                        .max(Comparator.naturalOrder())
                        .orElse(Reason.MISSING),
                String.join(
                        ",",
                        failures.stream()
                                .flatMap(failure -> failure.challenge().stream())
                                .toList()));
    }

    private List<Failure> asPrism(SecurityRequirement requirement, Request request) {
        var asked = requirement.scopes().keySet().stream()
                .map(schemes::get)
                .filter(Objects::nonNull)
                .toList();
        if (asked.isEmpty()) {
            return request.headers().has(AUTHORIZATION)
                    ? List.of(new Failure(Reason.WRONG_SCHEME, Optional.of("None"), Optional.empty()))
                    : List.of();
        }
        var failures = new ArrayList<Failure>();
        for (var scheme : asked) {
            var unchecked = unchecked(scheme);
            var reason = unchecked.isPresent() ? Optional.of(Reason.MISSING) : failure(scheme, request);
            reason.ifPresent(why -> failures.add(new Failure(why, prismChallenge(scheme, why), unchecked)));
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

    private Optional<Reason> failure(SecurityScheme scheme, Request request) {
        if (scheme instanceof SecurityScheme.ApiKey key) {
            return apiKey(key, request);
        }
        if (scheme instanceof SecurityScheme.MutualTls) {
            return Optional.empty();
        }
        var credentials = Credentials.of(request);
        if (credentials.isEmpty()) {
            return Optional.of(Reason.MISSING);
        }
        String wanted = scheme instanceof SecurityScheme.HttpAuth http ? http.scheme() : "bearer";
        if (!credentials.get().scheme().equals(wanted)) {
            return Optional.of(Reason.WRONG_SCHEME);
        }
        String value = credentials.get().value();
        if (value.isEmpty()) {
            return Optional.of(Reason.EMPTY);
        }
        return switch (wanted) {
            case "bearer" -> bearer(value);
            case "basic" -> isBasic(value) ? Optional.empty() : Optional.of(Reason.MALFORMED);
            case "digest" -> isDigest(value) ? Optional.empty() : Optional.of(Reason.MALFORMED);
            default -> Optional.empty();
        };
    }

    private Optional<Reason> bearer(String token) {
        if (auth != Auth.JWT) {
            return Optional.empty();
        }
        return Jwt.check(token, clock.instant()) instanceof Jwt.Checked.Bad bad
                ? Optional.of(bad.reason())
                : Optional.empty();
    }

    private static Optional<Reason> apiKey(SecurityScheme.ApiKey key, Request request) {
        var sent = key.in() == Parameter.In.HEADER
                ? request.headers().first(key.parameter())
                : pairs(key, request).decodedValues(key.parameter()).stream().findFirst();
        if (sent.isEmpty()) {
            return Optional.of(Reason.MISSING);
        }
        return sent.get().isBlank() ? Optional.of(Reason.EMPTY) : Optional.empty();
    }

    private static Pairs pairs(SecurityScheme.ApiKey key, Request request) {
        return key.in() == Parameter.In.COOKIE
                ? Pairs.ofCookies(String.join(";", request.headers().all("Cookie")))
                : Pairs.ofQuery(request.query());
    }

    /** {@code user:password} in Base64 (RFC 7617 §2). */
    private static boolean isBasic(String value) {
        try {
            return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8).contains(":");
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static boolean isDigest(String value) {
        return DIGEST_FIELDS.stream().allMatch(field -> value.contains(field + "="));
    }

    private static Optional<String> challenge(SecurityScheme scheme) {
        return scheme.authScheme().map(name -> switch (name) {
            case "Basic" -> "Basic realm=\"*\"";
            case "Digest" -> "Digest realm=\"*\", nonce=\"abc123\"";
            default -> name;
        });
    }

    /** Bad credentials of the right scheme are not challenged, and token schemes are called by their kind. */
    private static Optional<String> prismChallenge(SecurityScheme scheme, Reason reason) {
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
        boolean basic = ((SecurityScheme.HttpAuth) scheme).scheme().equals("basic");
        return Optional.of(basic ? "Basic realm=\"*\"" : "Digest realm=\"*\", nonce=\"abc123\"");
    }

    private static ObjectNode claims(Request request) {
        return Credentials.of(request)
                .filter(credentials -> credentials.scheme().equals("bearer"))
                .flatMap(credentials -> Jwt.claims(credentials.value()))
                .orElseGet(Authoriser::noClaims);
    }

    static ObjectNode noClaims() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * What {@code Authorization} says.
     *
     * @param scheme in lower case (RFC 9110 §11.1)
     */
    private record Credentials(String scheme, String value) {

        static Optional<Credentials> of(Request request) {
            return request.headers()
                    .first(AUTHORIZATION)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .map(text -> {
                        int space = text.indexOf(' ');
                        String scheme = space < 0 ? text : text.substring(0, space);
                        return new Credentials(
                                scheme.toLowerCase(Locale.ROOT),
                                space < 0 ? "" : text.substring(space + 1).strip());
                    });
        }
    }
}
