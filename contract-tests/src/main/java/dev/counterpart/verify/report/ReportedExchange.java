package dev.counterpart.verify.report;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.http.Utf8;
import dev.counterpart.spec.secret.Masking;
import dev.counterpart.spec.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** A request and its answer as reports show them: secrets masked, long bodies cut. */
public record ReportedExchange(Sent request, Optional<Received> response) {

    /** Longer bodies are cut, in bytes. */
    private static final int LONGEST_BODY = 64 * 1024;

    /** {@code target} is the path and the query, percent-encoded; for a provider other than the tested one, with its URL before. */
    public record Sent(String method, String target, List<Field> headers, Body body) {
        public Sent {
            headers = List.copyOf(headers);
        }

        /** Whether another provider than the tested one was asked. */
        public boolean isElsewhere() {
            return target.startsWith("http://") || target.startsWith("https://");
        }

        /** The query, percent-encoded; empty where there is none. */
        public String query() {
            int mark = target.indexOf('?');
            return mark < 0 ? "" : target.substring(mark + 1);
        }
    }

    /** An answer. */
    public record Received(int status, List<Field> headers, Body body) {
        public Received {
            headers = List.copyOf(headers);
        }
    }

    /** One header line. */
    public record Field(String name, String value) {}

    /**
     * What a message holds.
     *
     * @param text the body, or its Base64 form (RFC 4648 §4) if it is not text; cut if it is long; in parentheses why it is left out
     * @param size of the whole body, in bytes
     */
    public record Body(String text, boolean isBase64, int size) {

        /** A body that we sent. */
        static Body sent(byte[] body, Masking masking) {
            var text = text(body);
            if (text.isPresent()) {
                return new Body(cut(masking.text(text.get())), false, body.length);
            }
            String octets = new String(body, StandardCharsets.ISO_8859_1);
            return masking.text(octets).equals(octets)
                    ? new Body(cut(Base64.getEncoder().encodeToString(body)), true, body.length)
                    : leftOut(body, "it contains credentials");
        }

        /** A body that was answered; what cannot be read might hold a secret, so it is left out. */
        static Body answered(Response response, Masking masking) {
            byte[] body = response.body();
            return text(body)
                    .map(text -> Secrets.byName()
                            .text(cut(text), response.contentType(), masking::text, (name, value) -> {})
                            .map(named -> new Body(cut(masking.text(named)), false, body.length))
                            .orElseGet(() -> leftOut(body, "it may contain secrets")))
                    .orElseGet(() -> leftOut(body, "it is not text"));
        }

        private static Body leftOut(byte[] body, String reason) {
            return new Body("(left out: " + reason + ")", false, body.length);
        }

        private static Optional<String> text(byte[] body) {
            return Utf8.text(body).filter(text -> text.chars().noneMatch(Body::isControl));
        }

        private static boolean isControl(int next) {
            return next < ' ' && !Character.isWhitespace(next);
        }

        private static String cut(String text) {
            return text.length() > LONGEST_BODY ? text.substring(0, LONGEST_BODY) : text;
        }
    }

    static ReportedExchange of(Result result, String base, Masking masking) {
        var request = result.sent().request();
        return new ReportedExchange(
                new Sent(
                        request.method(),
                        base + masking.target(request.target()),
                        fields(request.headers(), masking, masking::header),
                        Body.sent(request.body(), masking)),
                result.answer()
                        .map(answer -> answer.response())
                        .map(response -> new Received(
                                response.status(),
                                fields(response.headers(), masking, (name, value) -> answered(name, value, masking)),
                                Body.answered(response, masking))));
    }

    private static List<Field> fields(Headers headers, Masking masking, BinaryOperator<String> masked) {
        return headers.fields().stream()
                .map(field -> new Field(masking.text(field.getKey()), masked.apply(field.getKey(), field.getValue())))
                .toList();
    }

    private static String answered(String name, String value, Masking masking) {
        return masking.header(name, Secrets.byName().header(name, value));
    }

    /** The value of the first header line of that name, ignoring case. */
    public static Optional<String> first(List<Field> headers, String name) {
        return headers.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
    }
}
