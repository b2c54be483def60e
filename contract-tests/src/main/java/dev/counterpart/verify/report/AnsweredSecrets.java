package dev.counterpart.verify.report;

import dev.counterpart.spec.http.Pair;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.secret.Masking;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.spec.secret.SecretNames;
import dev.counterpart.spec.secret.Secrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The secrets in answers, which no report shows: values whose names say that they are tokens, passwords or keys, and cookies. A
 * value is masked wherever it is repeated; in its own place it is masked by its name, see {@link ReportedExchange}.
 */
public final class AnsweredSecrets {

    /** Shorter texts are as likely words, which would be masked everywhere. */
    private static final int SHORTEST = 8;

    /** More are masked in their own place only. */
    private static final int MOST = 5_000;

    /** Larger bodies are searched up to here, in characters. */
    private static final int LARGEST = 4 * 1024 * 1024;

    /** A signed JWT (RFC 7519), whatever its name. */
    private static final Pattern SIGNED =
            Pattern.compile("\\beyJ[\\w-]{4,8000}+\\.eyJ[\\w-]{2,8000}+\\.[\\w-]{16,2000}+");

    private final Map<String, Secret> found = new LinkedHashMap<>();

    static List<Secret> of(List<Result> results) {
        var secrets = new AnsweredSecrets();
        results.forEach(secrets::add);
        return secrets.all();
    }

    /** Masks what is secret in that answer. */
    public static Masking masking(Result result) {
        return new Masking(of(List.of(result)));
    }

    /** Remembers what is secret in an answer. */
    public void add(Result result) {
        result.answer().ifPresent(answered -> add(answered.response()));
    }

    /** What was found so far. */
    public List<Secret> all() {
        return List.copyOf(found.values());
    }

    private void add(Response response) {
        response.headers().fields().forEach(field -> addHeader(field.getKey(), field.getValue()));
        if (response.hasBody()) {
            String whole = response.text();
            String text = whole.substring(0, Math.min(whole.length(), LARGEST));
            Secrets.byName().text(text, response.contentType(), UnaryOperator.identity(), this::add);
            SIGNED.matcher(text).results().forEach(token -> add("token", token.group()));
        }
    }

    private void addHeader(String name, String value) {
        if (name.equalsIgnoreCase("Set-Cookie")) {
            add("cookie", Pair.ofSetCookie(value).cookieValue().strip());
        } else if (SecretNames.isSecret(name.toLowerCase(Locale.ROOT))) {
            add(name, value);
        }
    }

    private void add(String name, String value) {
        if (value.length() >= SHORTEST && found.size() < MOST) {
            found.putIfAbsent(value, new Secret(value, "[" + name + "]"));
        }
    }
}
