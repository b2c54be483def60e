package dev.counterpart.verify.data;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Parameter.In;
import dev.counterpart.spec.SecurityScheme;
import dev.counterpart.spec.http.Authorization;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Pair;
import dev.counterpart.spec.http.Token;
import dev.counterpart.spec.secret.Secret;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Headers that the user wants in every request. Those at the place of a security scheme are credentials, so that the gate can send
 * requests without and with other ones.
 */
public final class FixedHeaders {

    /** Set by the transports (RFC 9112 §6, §9.6). */
    private static final Set<String> FRAMING = Set.of(
            "content-length", "transfer-encoding", "connection", "te", "trailer", "upgrade", "expect", "keep-alive");

    private FixedHeaders() {}

    /** Why that header cannot be sent with every request; empty if it can. */
    public static Optional<String> problem(String name, String value) {
        if (!Token.is(name)) {
            return Optional.of("\"" + name + "\" is not the name of a header");
        }
        if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
            return Optional.of(name + " is set by the gate");
        }
        return Token.hasControl(value)
                ? Optional.of("the value of " + name + " contains a control character")
                : Optional.empty();
    }

    /** The data with the credentials among its headers as a credential, which precedes the others. */
    static GateData sorted(GateData data, Contract contract) {
        var rest = Headers.none();
        var secrets = new LinkedHashMap<String, Secret>();
        for (var field : data.headers().fields()) {
            var found = secrets(contract, field.getKey(), field.getValue());
            secrets.putAll(found);
            String left = found.isEmpty() ? field.getValue() : left(contract, field.getKey(), field.getValue());
            if (!left.isEmpty() || found.isEmpty()) {
                rest = rest.and(field.getKey(), left);
            }
        }
        return secrets.isEmpty()
                ? data
                : data.withHeaders(rest).with(new Credential(name(data), secrets, Optional.empty()));
    }

    /** Whether the header is at the place of a security scheme. */
    static boolean holdsCredentials(Contract contract, String name, String value) {
        return !secrets(contract, name, value).isEmpty()
                || (name.equalsIgnoreCase("Authorization")
                        && contract.securitySchemes().values().stream()
                                .anyMatch(scheme -> scheme.authScheme().isPresent()));
    }

    private static String name(GateData data) {
        String name = "header";
        while (data.credentials().containsKey(name)) {
            name += "'";
        }
        return name;
    }

    private static Map<String, Secret> secrets(Contract contract, String name, String value) {
        var secrets = new LinkedHashMap<String, Secret>();
        for (var scheme : contract.securitySchemes().values()) {
            secret(scheme, name, value)
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> secrets.put(scheme.name(), Secret.named(name, text)));
        }
        return secrets;
    }

    private static Optional<String> secret(SecurityScheme scheme, String name, String value) {
        if (scheme instanceof SecurityScheme.ApiKey key && key.in() == In.HEADER) {
            return key.parameter().equalsIgnoreCase(name) ? Optional.of(value) : Optional.empty();
        }
        if (scheme instanceof SecurityScheme.ApiKey key && key.in() == In.COOKIE) {
            return name.equalsIgnoreCase("Cookie")
                    ? Pair.ofCookie(value).stream()
                            .filter(pair -> pair.hasValue() && pair.name().equals(key.parameter()))
                            .map(Pair::value)
                            .findFirst()
                    : Optional.empty();
        }
        var sent = Authorization.parse(value);
        return scheme.authScheme()
                .filter(auth -> name.equalsIgnoreCase(Authorization.HEADER) && sent.isOf(auth))
                .map(auth -> sent.credentials());
    }

    /** The header without its credentials: the other cookies. */
    private static String left(Contract contract, String name, String value) {
        if (!name.equalsIgnoreCase("Cookie")) {
            return "";
        }
        var keys = contract.securitySchemes().values().stream()
                .filter(scheme -> scheme instanceof SecurityScheme.ApiKey key && key.in() == In.COOKIE)
                .map(scheme -> ((SecurityScheme.ApiKey) scheme).parameter())
                .toList();
        return Pair.ofCookie(value).stream()
                .filter(pair -> !pair.hasValue() || !keys.contains(pair.name()))
                .map(Pair::text)
                .collect(Collectors.joining("; "));
    }
}
