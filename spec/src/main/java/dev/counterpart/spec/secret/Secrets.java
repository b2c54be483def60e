package dev.counterpart.spec.secret;

import dev.counterpart.spec.http.Authorization;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Pair;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Masks secrets in messages by the names under which they are sent: credentials and cookies in headers, and what is called a
 * token, password, secret or key in headers, queries, forms and JSON. For values that are known, see {@link Masking}.
 *
 * <p>The cost is linear in the size of the message; of a body the first {@link #LARGEST_BODY} bytes are kept. Thread-safe.
 */
public final class Secrets {

    /** What stands in the place of a secret. */
    public static final String MASK = "***";

    /** Bodies are cut here, in bytes. */
    public static final int LARGEST_BODY = 1_048_576;

    private static final Set<String> TABLES =
            Set.of("text/csv", "application/csv", "text/tab-separated-values", "text/tsv");

    private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization");
    /** Fields about credentials that hold none: {@code Access-Control-Allow-Credentials: true}. */
    private static final String CORS = "access-control-";

    private static final Set<String> LINKS = Set.of("location", "content-location", "referer", "link");

    /** What OAuth 2.0, OpenID Connect, SAML and CAS send in redirections, and signatures of URLs. */
    private static final Set<String> IN_LINKS = Set.of(
            "code",
            "state",
            "nonce",
            "session_state",
            "device_code",
            "user_code",
            "code_verifier",
            "assertion",
            "samlresponse",
            "samlrequest",
            "ticket",
            "otp",
            "sig",
            "signature",
            "x-amz-signature",
            "x-goog-signature");

    /** Header fields whose values are in bodies, too: in echoes of messages, logs, and parts that are messages. */
    private static final Set<String> FIELDS = Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");

    /** User name and password of a URL in a text. Both are limited, so that the search is linear. */
    private static final Pattern USER_INFO =
            Pattern.compile("(?<=://)[^\\s/?#@:\"'<>\\\\]{0,256}:([^\\s/?#@\"'<>\\\\]{1,256})@");

    /** How deep texts are looked for in the strings of texts. */
    private static final int MOST_NESTED = 3;

    /** Before and after the URL in a Link header. */
    private static final Pattern ANGLE = Pattern.compile("(?=[<>])");

    private static final Secrets BY_NAME = new Secrets(Set.of());

    private final Set<String> names;

    /** Made on first use; threads may make it twice. */
    private @Nullable Secrets ofLinks;

    private Secrets(Set<String> names) {
        this.names = names;
    }

    /** Masks what is called by a usual name. */
    public static Secrets byName() {
        return BY_NAME;
    }

    /** Masks these names as well, in any case: those of the API keys of a contract. */
    public Secrets and(Collection<String> more) {
        var all = more.stream().map(Secrets::lower).collect(Collectors.toSet());
        all.addAll(names);
        return new Secrets(Set.copyOf(all));
    }

    /** Masks what is secret in URLs of answers as well: codes and states of a login. */
    public Secrets ofLinks() {
        var known = ofLinks;
        if (known == null) {
            known = and(IN_LINKS);
            ofLinks = known;
        }
        return known;
    }

    /** Whether the values of that header are URLs, in any case. */
    public static boolean isLink(String header) {
        return LINKS.contains(lower(header));
    }

    /** The request without secrets in query, headers and body. */
    public Request masked(Request request) {
        return request.withQuery(query(request.query()))
                .withHeaders(headers(request.headers()))
                .withBody(body(request.body(), request.contentType()));
    }

    /** The response without secrets in headers and body. */
    public Response masked(Response response) {
        return response.withHeaders(headers(response.headers()))
                .withBody(body(response.body(), response.contentType()));
    }

    /** The fields without secrets; of credentials the scheme stays. */
    public Headers headers(Headers headers) {
        return new Headers(headers.fields().stream()
                .map(field -> Map.entry(field.getKey(), header(field.getKey(), field.getValue())))
                .toList());
    }

    /** The value of a header without secrets: {@code Bearer ***}, {@code session=***; Path=/}. */
    public String header(String name, String value) {
        String lower = lower(name);
        if (CREDENTIALS.contains(lower)) {
            return value.substring(0, Authorization.secretAt(value)) + MASK;
        }
        if (lower.equals("cookie")) {
            return Pair.all(value, ';').stream().map(Secrets::cookie).collect(Collectors.joining(";"));
        }
        if (lower.equals("set-cookie")) {
            int end = indexOrEnd(value, ';', 0);
            return cookie(new Pair(value.substring(0, end))) + value.substring(end);
        }
        if (isSecret(name) && !lower.startsWith(CORS)) {
            return MASK;
        }
        return isLink(lower) ? link(value) : new PairMask(value, this::isSecret, (secret, found) -> {}).masked();
    }

    /** The query, or form, without the values of secret parameters. */
    public String query(String query) {
        return query(query, (name, value) -> {});
    }

    private String query(String query, BiConsumer<String, String> found) {
        var masked = new StringBuilder(query.length());
        for (int from = 0; from <= query.length(); ) {
            int end = indexOrEnd(query, '&', from);
            int equals = query.indexOf('=', from);
            boolean hasValue = equals >= 0 && equals < end;
            String name = hasValue ? PercentEncoding.formDecoded(query.substring(from, equals)) : "";
            boolean isSecret = hasValue && isSecret(name);
            if (isSecret) {
                found.accept(name, PercentEncoding.formDecoded(query.substring(equals + 1, end)));
            }
            masked.append(isSecret ? query.substring(from, equals + 1) + MASK : query.substring(from, end));
            if (end < query.length()) {
                masked.append('&');
            }
            from = end + 1;
        }
        return masked.toString();
    }

    /** The text without the values of secret fields, if it is JSON or contains some; incomplete or malformed text too. */
    public String json(String text) {
        return json(text, MOST_NESTED, UnaryOperator.identity(), (name, value) -> {});
    }

    /**
     * The text of a body without the values of secret fields, in any format: JSON, forms, XML, events, lines and prose.
     *
     * @param known masks values that are known; used for strings that are spelled with escapes
     * @param found receives the name and the value of each secret
     * @return empty if the text names a secret field whose value cannot be located
     */
    public Optional<String> text(
            String text, Optional<MediaType> type, UnaryOperator<String> known, BiConsumer<String, String> found) {
        if (type.filter(MediaType::isForm).isPresent()) {
            return Optional.of(query(text, found));
        }
        String json = withoutUserInfo(json(text, MOST_NESTED, known, found), found);
        var pairs = new PairMask(json, this::isSecretField, found);
        String masked = pairs.masked();
        boolean isTable = type.filter(each -> TABLES.contains(each.essence())).isPresent();
        return pairs.isUnclear() || (isTable && hasSecretColumn(text)) ? Optional.empty() : Optional.of(masked);
    }

    /** A string in a JSON text may be a text with secret fields itself. */
    private String json(String text, int nested, UnaryOperator<String> known, BiConsumer<String, String> found) {
        UnaryOperator<String> inner = plain -> known.apply(nested == 0 ? plain : json(plain, nested - 1, known, found));
        return new JsonMask(text, this::isSecretField, inner, found).masked();
    }

    private static String withoutUserInfo(String text, BiConsumer<String, String> found) {
        return USER_INFO.matcher(text).replaceAll(match -> {
            found.accept("password", PercentEncoding.decoded(match.group(1)));
            return MASK + "@";
        });
    }

    /** Whether a member, element or line of that name has a secret value. */
    private boolean isSecretField(String name) {
        return isSecret(name) || FIELDS.contains(lower(name));
    }

    private boolean hasSecretColumn(String text) {
        String header = text.lines().findFirst().orElse("");
        return Arrays.stream(header.split("[,;\t]"))
                .anyMatch(name -> isSecret(name.replace("\"", "").strip()));
    }

    private byte[] body(byte[] body, Optional<MediaType> type) {
        byte[] kept = body.length <= LARGEST_BODY ? body : Arrays.copyOf(body, LARGEST_BODY);
        String text =
                new String(kept, StandardCharsets.ISO_8859_1); // one character per byte, in every encoding of ASCII
        return text(text, type, UnaryOperator.identity(), (name, value) -> {})
                .orElse(MASK)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A cookie without a name is all value. */
    private static String cookie(Pair pair) {
        String text = pair.text();
        String blanks = text.substring(0, text.length() - text.stripLeading().length());
        return pair.hasValue() ? pair.with(MASK).text() : text.isBlank() ? text : blanks + MASK;
    }

    /** A URL of an answer. */
    private String link(String value) {
        var ofLinks = ofLinks();
        return ANGLE.splitAsStream(value).map(ofLinks::url).collect(Collectors.joining());
    }

    /** A URL without its user name and password, and without the secrets in query and fragment. */
    public String url(String text) {
        String url = text.replaceAll("//[^/?#]*@", "//" + MASK + "@");
        int fragment = indexOrEnd(url, '#', 0);
        int query = Math.min(indexOrEnd(url, '?', 0), fragment);
        return url.substring(0, query) + pairs(url.substring(query, fragment)) + pairs(url.substring(fragment));
    }

    /** The pairs after a first character that does not belong to them. */
    private String pairs(String text) {
        return text.isEmpty() ? text : text.charAt(0) + query(text.substring(1));
    }

    /** Whether a field, parameter or header of that name has a secret value. */
    public boolean isSecret(String name) {
        return SecretNames.isSecret(name) || (!names.isEmpty() && names.contains(lower(name)));
    }

    private static int indexOrEnd(String text, char character, int from) {
        int index = text.indexOf(character, from);
        return index < 0 ? text.length() : index;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
