package dev.counterpart.mock.record;

import dev.counterpart.fixtures.When;
import dev.counterpart.mock.record.SecretRules.Where;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.SecurityScheme;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.http.Authorization;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Pair;
import dev.counterpart.spec.secret.Masking;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.spec.secret.Secrets;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Replaces secrets in the values of messages by fakes. It remembers the secrets that it has seen, and replaces them wherever they
 * occur afterwards: in a path, a link or a text, also encoded.
 */
final class Cleaner {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization");

    /** Members whose value may be the name of a secret, which is the member {@code value}. */
    private static final Set<String> NAMES = Set.of("name", "key", "field", "parameter");

    /** In place of user and password: {@code demo:demo}. */
    private static final String BASIC = "ZGVtbzpkZW1v";

    /** Shorter secrets are replaced only where they stand under their name. In characters. */
    private static final int SHORTEST = 8;

    /** So many secrets are remembered. */
    private static final int MOST_KNOWN = 20_000;

    private final SecretRules rules;
    private final Secrets names;
    private final Fakes fakes;
    private final Map<String, Secret> known = new HashMap<>();
    private final List<Secret> added = new ArrayList<>();
    private Masking masking = Masking.none();

    Cleaner(SecretRules rules, Contract contract, Fakes.Style style) {
        this.rules = rules;
        this.names = Secrets.byName()
                .and(contract.securitySchemes().values().stream()
                        .filter(SecurityScheme.ApiKey.class::isInstance)
                        .map(scheme -> ((SecurityScheme.ApiKey) scheme).parameter())
                        .toList());
        this.fakes = new Fakes(style);
    }

    /** The value of a request without secrets. */
    JsonNode fact(When.Key key, JsonNode value) {
        return switch (key.part()) {
            case PATH -> text(Where.PATH, key.name(), value);
            case QUERY -> text(Where.QUERY, key.name(), value);
            case COOKIE -> text(Where.COOKIE, key.name(), value);
            case HEADER -> NODES.stringNode(header(key.name(), value.asString("")));
            default -> scalar(lastName(key.name()), value, false);
        };
    }

    /** The last name of a pointer that is not an index. */
    private static String lastName(String pointer) {
        String name = pointer;
        for (var part : pointer.split("/", -1)) {
            if (!part.isEmpty() && !part.chars().allMatch(Character::isDigit)) {
                name = Place.unescaped(part);
            }
        }
        return name;
    }

    private JsonNode text(Where where, String name, JsonNode value) {
        return NODES.stringNode(named(where, name, value.asString("")));
    }

    Headers headers(Headers headers) {
        var clean = Headers.none();
        for (var field : headers.fields()) {
            clean = clean.and(field.getKey(), header(field.getKey(), field.getValue()));
        }
        return clean;
    }

    private String header(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("cookie")) {
            return Pair.all(value, ';').stream().map(this::cookie).collect(Collectors.joining(";"));
        }
        if (lower.equals("set-cookie")) {
            int end = value.indexOf(';') < 0 ? value.length() : value.indexOf(';');
            return cookie(new Pair(value.substring(0, end))) + value.substring(end);
        }
        if (CREDENTIALS.contains(lower) && rules.whole(Where.HEADER, name).isEmpty()) {
            return credentials(value);
        }
        if (Secrets.isLink(name) && rules.whole(Where.HEADER, name).isEmpty()) {
            return link(name, value);
        }
        return lower.startsWith("access-control-") || lower.equals("www-authenticate")
                ? plain(value)
                : named(Where.HEADER, name, value);
    }

    private String link(String name, String value) {
        String replaced = rules.replaced(Optional.of(Where.HEADER), name, value, fakes);
        return body(replaced, Optional.empty(), names.ofLinks()).orElse(Secrets.MASK);
    }

    private String credentials(String value) {
        String scheme = value.substring(0, Authorization.secretAt(value));
        String secret = Authorization.secret(value);
        if (!scheme.strip().equalsIgnoreCase("basic")) {
            return scheme + remembered(secret, fakes.of("token", secret));
        }
        password(secret).ifPresent(password -> remembered(password, fakes.of("password", password)));
        return scheme + remembered(secret, BASIC);
    }

    /** The password of Basic credentials (RFC 7617 §2). */
    private static Optional<String> password(String base64) {
        try {
            String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            return Optional.of(pair.substring(pair.indexOf(':') + 1)).filter(text -> !text.isEmpty());
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private String cookie(Pair pair) {
        return pair.hasValue()
                ? pair.with(secretUnlessRuled(Where.COOKIE, pair.name().strip(), pair.value()))
                        .text()
                : pair.text();
    }

    /** The value that has a name: secret if a row or the name says so. */
    private String named(Where where, String name, String value) {
        return where == Where.COOKIE
                        || names.isSecret(name)
                        || rules.whole(where, name).isPresent()
                ? secretUnlessRuled(where, name, value)
                : plain(rules.replaced(Optional.of(where), name, value, fakes));
    }

    private String secretUnlessRuled(Where where, String name, String value) {
        var row = rules.whole(where, name);
        if (row.isPresent() && row.get().action() != SecretRules.Action.FAKE) {
            return row.get().action() == SecretRules.Action.KEEP
                    ? value
                    : remembered(value, row.get().replacement());
        }
        return remembered(value, fakes.of(name, value));
    }

    private String remembered(String secret, String fake) {
        boolean isNew = secret.length() >= SHORTEST && !secret.equals(fake) && known.size() < MOST_KNOWN;
        if (isNew && known.putIfAbsent(secret, new Secret(secret, fake)) == null) {
            added.add(new Secret(secret, fake));
        }
        return fake;
    }

    /** A text without known secrets, values that rows find, and values that are called secret in the text itself. */
    String plain(String text) {
        return body(text, Optional.empty()).orElse(Secrets.MASK);
    }

    /**
     * The text of a body without secrets.
     *
     * @return empty if it names a secret whose value cannot be located
     */
    Optional<String> body(String text, Optional<MediaType> type) {
        return body(text, type, names);
    }

    private Optional<String> body(String text, Optional<MediaType> type, Secrets secrets) {
        var values = new ArrayList<String>();
        secrets.text(text, type, UnaryOperator.identity(), (name, value) -> {
            if (!value.isEmpty()
                    && !fakes.isFake(value)
                    && rules.whole(Where.FIELD, name).isEmpty()) {
                remembered(value, fakes.of(name, value));
                values.add(value);
            }
        });
        String clean = masking().text(rules.replaced(Optional.empty(), "", text, fakes));
        boolean isShort = values.stream().anyMatch(value -> value.length() < SHORTEST);
        boolean mayRemain = isShort
                || secrets.text(clean, type, UnaryOperator.identity(), (n, v) -> {})
                        .isEmpty();
        return mayRemain ? secrets.text(clean, type, UnaryOperator.identity(), (n, v) -> {}) : Optional.of(clean);
    }

    private Masking masking() {
        if (!added.isEmpty()) {
            masking = masking.and(added);
            added.clear();
        }
        return masking;
    }

    /** The value without secrets. */
    JsonNode json(JsonNode value) {
        return json("", value, false);
    }

    private JsonNode json(String name, JsonNode value, boolean isSecret) {
        if (value.isObject()) {
            return object(value, isSecret);
        }
        if (value.isArray()) {
            var copy = NODES.arrayNode();
            value.forEach(each -> copy.add(json(name, each, isSecret)));
            return copy;
        }
        return scalar(name, value, isSecret);
    }

    private JsonNode object(JsonNode value, boolean isSecret) {
        var copy = NODES.objectNode();
        boolean isNamed = value.properties().stream()
                .filter(each -> NAMES.contains(each.getKey().toLowerCase(Locale.ROOT)))
                .anyMatch(each -> names.isSecret(each.getValue().asString("")));
        value.properties().forEach(each -> {
            boolean isValueOfName = isNamed && each.getKey().equalsIgnoreCase("value");
            copy.set(
                    each.getKey(),
                    json(each.getKey(), each.getValue(), inside(each.getKey(), isSecret) || isValueOfName));
        });
        return copy;
    }

    private boolean inside(String name, boolean isSecret) {
        boolean isKept = rules.whole(Where.FIELD, name)
                .filter(row -> row.action() == SecretRules.Action.KEEP)
                .isPresent();
        return !isKept && (isSecret || names.isSecret(name));
    }

    private JsonNode scalar(String name, JsonNode value, boolean isSecret) {
        if (value.isString()) {
            String text = value.asString();
            return NODES.stringNode(
                    isSecret ? secretUnlessRuled(Where.FIELD, name, text) : named(Where.FIELD, name, text));
        }
        boolean isCount = name.toLowerCase(Locale.ROOT).endsWith("s");
        var row = rules.whole(Where.FIELD, name);
        boolean isKept =
                row.filter(each -> each.action() == SecretRules.Action.KEEP).isPresent();
        boolean isNumber = value.isIntegralNumber() && !isCount && !isKept;
        return isNumber && (isSecret || names.isSecret(name) || row.isPresent())
                ? NODES.numberNode(new BigInteger(Fakes.number(value.asString(""))))
                : value;
    }

    /** Whether bytes that are not text contain a known secret. */
    boolean isIn(String latin1) {
        return !masking().text(latin1).equals(latin1);
    }

    /** The header, query or cookie names of API keys. */
    static List<When.Key> keys(Contract contract) {
        return contract.securitySchemes().values().stream()
                .filter(SecurityScheme.ApiKey.class::isInstance)
                .map(SecurityScheme.ApiKey.class::cast)
                .map(key -> new When.Key(When.Part.of(key.in()).orElseThrow(), key.parameter()))
                .toList();
    }
}
