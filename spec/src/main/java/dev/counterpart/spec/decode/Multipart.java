package dev.counterpart.spec.decode;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of a multipart body; those of {@code multipart/form-data} have names.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>
 */
public final class Multipart {

    /** The maximum number of parts of a valid body. */
    static final int MOST_PARTS = 10_000;

    /**
     * One part.
     *
     * @param name empty if the part has none
     * @param content each byte is one character (ISO 8859-1)
     */
    public record Part(String name, Optional<String> fileName, Headers headers, String content) {

        /** The media type; empty if there is none, or it is malformed. */
        public Optional<MediaType> contentType() {
            return headers.first("Content-Type").flatMap(MediaType::parse);
        }

        /** The content. */
        public byte[] bytes() {
            return content.getBytes(StandardCharsets.ISO_8859_1);
        }

        /** The content in the charset of the part, else in UTF-8 (RFC 7578 §4.4, §5.1.2). */
        String text() {
            var charset = contentType().flatMap(BodyDecoder::charset).orElse(StandardCharsets.UTF_8);
            return new String(bytes(), charset);
        }
    }

    private Multipart() {}

    /** The parts of a body of that media type, those of a form without unnamed ones; none if it is malformed or not a multipart body. */
    public static List<Part> of(byte[] body, MediaType type) {
        boolean isMultipart = type.type().equals("multipart");
        return type.parameter("boundary")
                .filter(boundary -> isMultipart)
                .flatMap(boundary -> parts(body, boundary, type.subtype().equals("form-data")))
                .orElse(List.of());
    }

    /** The parts, one more than {@link #MOST_PARTS} if there are more, and without unnamed ones if {@code namedOnly}; empty if the boundary does not occur. */
    static Optional<List<Part>> parts(byte[] body, String boundary, boolean namedOnly) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String delimiter = "--" + boundary;
        int start = isDelimiter(text, 0, delimiter) ? 0 : 2 + next(text, 0, delimiter);
        if (start == 1) {
            return Optional.empty();
        }
        var parts = new ArrayList<Part>();
        int position = start + delimiter.length();
        while (!text.startsWith("--", position) && parts.size() <= MOST_PARTS) {
            int end = next(text, position, delimiter);
            if (end < 0) {
                return Optional.empty();
            }
            part(text.substring(position, end), namedOnly).ifPresent(parts::add);
            position = end + 2 + delimiter.length();
        }
        return Optional.of(parts);
    }

    /** The index of the line break before the next delimiter line, starting at {@code from}; -1 if there is none. */
    private static int next(String text, int from, String delimiter) {
        int found = text.indexOf("\r\n" + delimiter, from);
        while (found >= 0 && !isDelimiter(text, found + 2, delimiter)) {
            found = text.indexOf("\r\n" + delimiter, found + 2);
        }
        return found;
    }

    /**
     * A line with other characters after the boundary belongs to the content, such as the delimiter of a nested
     * multipart (RFC 2046 §5.1.1).
     */
    private static boolean isDelimiter(String text, int at, String delimiter) {
        int end = at + delimiter.length();
        return text.startsWith(delimiter, at)
                && (text.startsWith("--", end)
                        || text.startsWith("\r\n", end)
                        || text.startsWith(" ", end)
                        || text.startsWith("\t", end));
    }

    private static Optional<Part> part(String text, boolean namedOnly) {
        int blank = text.indexOf("\r\n\r\n");
        if (blank < 0) {
            return Optional.empty();
        }
        var headers = headers(text.substring(0, blank));
        var disposition = headers.first("Content-Disposition").flatMap(value -> MediaType.parse("x/" + value));
        return disposition
                .flatMap(value -> value.parameter("name"))
                .or(() -> namedOnly ? Optional.empty() : Optional.of(""))
                .map(name -> new Part(
                        utf8(name),
                        disposition.flatMap(value -> value.parameter("filename")),
                        headers,
                        text.substring(blank + 4)));
    }

    private static Headers headers(String lines) {
        var fields = new ArrayList<Map.Entry<String, String>>();
        for (String line : lines.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.add(Map.entry(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip()));
            }
        }
        return new Headers(fields);
    }

    private static String utf8(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
