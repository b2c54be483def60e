package dev.counterpart.mock.record;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.SecurityScheme;
import dev.counterpart.spec.http.Request;
import java.util.Optional;

/** Credentials that are recognizably fake, of the kinds that an operation requires. The mock accepts them unless it checks tokens. */
public final class FakeCredentials {

    private static final String FAKE = "fake";

    /** {@code user:password} in Base64 (RFC 7617 §2). */
    private static final String FAKE_BASIC = "Basic dXNlcjpwYXNzd29yZA==";

    private FakeCredentials() {}

    /** The request with those of the first requirement of its operation; the same request if it needs none. */
    public static Request on(Request request, Operation operation, Contract contract) {
        var with = request;
        if (!operation.security().isEmpty()) {
            for (String name : operation.security().get(0).scopes().keySet()) {
                var scheme = Optional.ofNullable(contract.securitySchemes().get(name));
                with = scheme.isPresent() ? with(with, scheme.get()) : with;
            }
        }
        return with;
    }

    private static Request with(Request request, SecurityScheme scheme) {
        return scheme instanceof SecurityScheme.ApiKey key
                ? withKey(request, key)
                : scheme.authScheme()
                        .map(type -> type.equals("Basic") ? FAKE_BASIC : type + " " + FAKE)
                        .map(value -> request.with("Authorization", value))
                        .orElse(request);
    }

    private static Request withKey(Request request, SecurityScheme.ApiKey key) {
        String pair = key.parameter() + "=" + FAKE;
        return switch (key.in()) {
            case HEADER -> request.with(key.parameter(), FAKE);
            case COOKIE -> request.andCookie(pair);
            default -> request.andQuery(pair);
        };
    }
}
