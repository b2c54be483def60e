package dev.counterpart.verify.report;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.secret.Masking;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A request and its answer as reports show them: secrets masked, long bodies cut. */
public record Exchange(Sent request, Optional<Received> response) {

    /** Longer bodies are cut, in bytes. */
    private static final int LONGEST_BODY = 64 * 1024;

    /** {@code target} is the path and the query, percent-encoded. */
    public record Sent(String method, String target, List<Field> headers, Body body) {
        public Sent {
            headers = List.copyOf(headers);
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
     * @param text the body, or its Base64 form (RFC 4648 §4) if it is not text; cut if it is long
     * @param size of the whole body, in bytes
     */
    public record Body(String text, boolean isBase64, int size) {

        static Body of(byte[] body, Masking masking) {
            var text = text(body);
            return text.isPresent()
                    ? new Body(cut(masking.text(text.get())), false, body.length)
                    : new Body(cut(Base64.getEncoder().encodeToString(body)), true, body.length);
        }

        private static Optional<String> text(byte[] body) {
            try {
                return Optional.of(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(body))
                        .toString());
            } catch (CharacterCodingException notUtf8) {
                return Optional.empty();
            }
        }

        private static String cut(String text) {
            return text.length() > LONGEST_BODY ? text.substring(0, LONGEST_BODY) : text;
        }
    }

    static Exchange of(Result result, Masking masking) {
        var request = result.sent().request();
        return new Exchange(
                new Sent(
                        request.method(),
                        masking.text(request.target()),
                        fields(request.headers(), masking),
                        Body.of(request.body(), masking)),
                result.answer()
                        .map(answer -> answer.response())
                        .map(response -> new Received(
                                response.status(),
                                fields(response.headers(), masking),
                                Body.of(response.body(), masking))));
    }

    private static List<Field> fields(Headers headers, Masking masking) {
        return headers.fields().stream()
                .map(field -> new Field(field.getKey(), masking.header(field.getKey(), field.getValue())))
                .toList();
    }

    /** The value of the first header line of that name, ignoring case. */
    public static Optional<String> first(List<Field> headers, String name) {
        return headers.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
    }
}
