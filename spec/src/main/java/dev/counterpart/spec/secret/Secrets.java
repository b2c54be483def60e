package dev.counterpart.spec.secret;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

    private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization");
    /** Fields about credentials that hold none: {@code Access-Control-Allow-Credentials: true}. */
    private static final String CORS = "access-control-";

    private static final Set<String> LINKS = Set.of("location", "content-location", "referer", "link");
    private static final Pattern COOKIE_VALUE = Pattern.compile("=[^;]*");
    private static final Secrets BY_NAME = new Secrets(Set.of());

    private final Set<String> names;

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
        var masked = Headers.none();
        for (var field : headers.fields()) {
            masked = masked.and(field.getKey(), header(field.getKey(), field.getValue()));
        }
        return masked;
    }

    /** The value of a header without secrets: {@code Bearer ***}, {@code session=***; Path=/}. */
    public String header(String name, String value) {
        String lower = lower(name);
        if (CREDENTIALS.contains(lower)) {
            int space = value.indexOf(' ');
            return space < 0 ? MASK : value.substring(0, space + 1) + MASK;
        }
        if (lower.equals("cookie")) {
            return COOKIE_VALUE.matcher(value).replaceAll("=" + MASK);
        }
        if (lower.equals("set-cookie")) {
            return COOKIE_VALUE.matcher(value).replaceFirst("=" + MASK);
        }
        if (isSecret(name) && !lower.startsWith(CORS)) {
            return MASK;
        }
        return LINKS.contains(lower) ? link(value) : value;
    }

    /** The query, or form, without the values of secret parameters. */
    public String query(String query) {
        var masked = new StringBuilder(query.length());
        for (int from = 0; from <= query.length(); ) {
            int end = indexOrEnd(query, '&', from);
            int equals = query.indexOf('=', from);
            boolean hasValue = equals >= 0 && equals < end;
            boolean isSecret = hasValue && isSecret(PercentEncoding.decoded(query.substring(from, equals)));
            masked.append(isSecret ? query.substring(from, equals + 1) + MASK : query.substring(from, end));
            if (end < query.length()) {
                masked.append('&');
            }
            from = end + 1;
        }
        return masked.toString();
    }

    /** The text without the values of secret fields, where it is JSON or contains some; cut or malformed text too. */
    public String json(String text) {
        return new JsonMask(text, this::isSecret).masked();
    }

    private byte[] body(byte[] body, Optional<MediaType> type) {
        byte[] kept = body.length <= LARGEST_BODY ? body : Arrays.copyOf(body, LARGEST_BODY);
        String text =
                new String(kept, StandardCharsets.ISO_8859_1); // one character per byte, in every encoding of ASCII
        boolean isForm = type.filter(each -> each.essence().equals("application/x-www-form-urlencoded"))
                .isPresent();
        return (isForm ? query(text) : json(text)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private String link(String value) {
        int start = value.indexOf('?') >= 0 ? value.indexOf('?') : value.indexOf('#');
        return start < 0 ? value : value.substring(0, start + 1) + query(value.substring(start + 1));
    }

    private boolean isSecret(String name) {
        return SecretNames.isSecret(name) || names.contains(lower(name));
    }

    private static int indexOrEnd(String text, char character, int from) {
        int index = text.indexOf(character, from);
        return index < 0 ? text.length() : index;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
