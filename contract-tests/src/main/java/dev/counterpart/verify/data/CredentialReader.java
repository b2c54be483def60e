package dev.counterpart.verify.data;

import dev.counterpart.fixtures.Durations;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.verify.data.GateData.Entry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Reads {@code credentials}: tokens by security scheme, or how to log in. */
final class CredentialReader {

    private static final String LOGIN = "login";
    private static final String OAUTH2 = "oauth2";
    static final List<String> LOGIN_KEYS =
            List.of("operation", "as", "path", "query", "header", "cookie", "body", "token", "expires", "scheme");
    static final List<String> OAUTH2_KEYS =
            List.of("grant", "client-id", "client-secret", "username", "password", "scope", "token-url", "scheme");

    private final DataReader reader;
    private final Scalars scalars;

    CredentialReader(DataReader reader, Scalars scalars) {
        this.reader = reader;
        this.scalars = scalars;
    }

    Map<String, Credential> credentials(JsonPointer at) {
        var credentials = new LinkedHashMap<String, Credential>();
        for (var member : reader.members(at, "credentials").entrySet()) {
            var place = at.appendProperty(member.getKey());
            credential(place, member.getKey(), member.getValue())
                    .ifPresent(credential -> credentials.put(member.getKey(), credential));
        }
        return credentials;
    }

    private Optional<Credential> credential(JsonPointer at, String name, JsonNode node) {
        if (name.equals(Entry.NO_CREDENTIALS)) {
            reader.problem(at, "the name none is reserved for requests without credentials", "choose another name");
            return Optional.empty();
        }
        var secrets = new LinkedHashMap<String, Secret>();
        Optional<Login> login = Optional.empty();
        if (node.isValueNode()) {
            scalars.secret(at, name, node).ifPresent(secret -> secrets.put(Credential.ANY, secret));
        } else if (reader.isObject(at, node, "a credential")) {
            for (var member : node.properties()) {
                var place = at.appendProperty(member.getKey());
                if (isLogin(member.getKey(), member.getValue())) {
                    login = login(place, name, member.getKey(), member.getValue());
                } else {
                    scalars.secret(place, name, member.getValue())
                            .ifPresent(secret -> secrets.put(member.getKey(), secret));
                }
            }
        }
        return secrets.isEmpty() && login.isEmpty()
                ? Optional.empty()
                : Optional.of(new Credential(name, secrets, flaw(name), login));
    }

    /** A security scheme may have such a name as well; its value is text. */
    private static boolean isLogin(String key, JsonNode value) {
        return value.isObject() && (key.equals(LOGIN) || key.equals(OAUTH2));
    }

    private Optional<Login> login(JsonPointer at, String name, String kind, JsonNode node) {
        return kind.equals(LOGIN) ? byOperation(at, node) : oauth2(at, name, node);
    }

    private Optional<Login> byOperation(JsonPointer at, JsonNode node) {
        reader.keysKnown(at, node, LOGIN_KEYS);
        var operation = reader.text(at, "operation");
        Optional<AnswerPart> token =
                node.has("token") ? reader.part(at.appendProperty("token"), node.get("token")) : missing(at, "token");
        if (operation.isEmpty()) {
            missing(at, "operation");
        }
        if (operation.isEmpty() || token.isEmpty()) {
            return Optional.empty();
        }
        var expires = at.appendProperty("expires");
        var lifetime = lifetime(expires);
        var expiresIn = lifetime.isEmpty() && node.has("expires")
                ? reader.part(expires, node.get("expires"))
                : Optional.<AnswerPart>empty();
        var request = Entry.of(StatusKey.parse("2XX").orElseThrow(), reader.location(at), Origin.Source.DATA)
                .withTitle(LOGIN)
                .withAs(reader.text(at, "as").or(() -> Optional.of(Entry.NO_CREDENTIALS)))
                .withParameters(reader.parameters(at))
                .withHeader(reader.header(at.appendProperty("header")))
                .withBody(reader.body(at));
        return Optional.of(new Login.ByOperation(
                operation.get(), request, token.get(), expiresIn, lifetime, reader.text(at, "scheme")));
    }

    /** The time that a token is valid; empty if the entry names a part of the answer instead. */
    private Optional<Duration> lifetime(JsonPointer at) {
        if (!reader.at(at).isString()) {
            return Optional.empty();
        }
        String text = reader.at(at).asString();
        if (!Durations.bound(text).isEmpty()) {
            reader.problem(at, Durations.refusal("expires", "5m", text), "correct the time, or remove it");
        }
        return Durations.parsePositive(text);
    }

    private static Stream<String> needed(Login.Grant grant) {
        return grant == Login.Grant.PASSWORD
                ? Stream.of("username", "password")
                : Stream.of("client-id", "client-secret");
    }

    private Optional<Login> oauth2(JsonPointer at, String name, JsonNode node) {
        reader.keysKnown(at, node, OAUTH2_KEYS);
        String named = reader.text(at, "grant").orElse(node.has("username") ? "password" : "client_credentials");
        var grant = grant(named);
        if (grant.isEmpty()) {
            reader.problem(
                    at.appendProperty("grant"),
                    "the grant is client_credentials or password, but this is \"" + named + "\"",
                    "write grant: client_credentials or grant: password");
            return Optional.empty();
        }
        needed(grant.get()).filter(member -> !node.has(member)).forEach(member -> missing(at, member));
        return Optional.of(new Login.OAuth2(
                grant.get(),
                reader.text(at, "client-id"),
                secret(at, name, node, "client-secret"),
                reader.text(at, "username"),
                secret(at, name, node, "password"),
                reader.names(at.appendProperty("scope"), "scopes", "[read, write]"),
                reader.text(at, "token-url"),
                reader.text(at, "scheme"),
                reader.location(at)));
    }

    private static Optional<Login.Grant> grant(String name) {
        return switch (name.replace('-', '_')) {
            case "client_credentials" -> Optional.of(Login.Grant.CLIENT_CREDENTIALS);
            case "password" -> Optional.of(Login.Grant.PASSWORD);
            default -> Optional.empty();
        };
    }

    private Optional<Secret> secret(JsonPointer at, String name, JsonNode node, String key) {
        return node.has(key)
                ? scalars.secret(at.appendProperty(key), name + "_" + key, node.get(key))
                : Optional.empty();
    }

    private <T> Optional<T> missing(JsonPointer at, String key) {
        reader.problem(at, "the login has no " + key, "write " + key + ":");
        return Optional.empty();
    }

    private static Optional<Flaw> flaw(String name) {
        return switch (name) {
            case "expired" -> Optional.of(Flaw.EXPIRED);
            case "revoked" -> Optional.of(Flaw.REVOKED);
            case "not-yet-valid" -> Optional.of(Flaw.NOT_YET_VALID);
            case "wrong-audience" -> Optional.of(Flaw.WRONG_AUDIENCE);
            case "other-key" -> Optional.of(Flaw.OTHER_KEY);
            default -> Optional.empty();
        };
    }
}
