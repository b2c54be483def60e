package dev.counterpart.spec.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.brotli.dec.BrotliInputStream;

/**
 * Content codings: {@code gzip}, {@code x-gzip}, {@code deflate} with and without the zlib format, {@code br} and {@code identity}, several in
 * a row, in any case.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.4">RFC 9110 §8.4</a>
 */
public final class ContentCoding {

    /** The value of Accept-Encoding that names what can be decoded (RFC 9110 §12.5.3). */
    public static final String ACCEPTED = "gzip, deflate, br";

    /** More codings in a row are not decoded: each may multiply the size by a thousand. */
    private static final int MOST_CODINGS = 5;

    private static final Set<String> KNOWN = Set.of("gzip", "x-gzip", "deflate", "br");

    /** The result of decoding a body. */
    public sealed interface Result {

        /** The body without codings. */
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Plain(byte[] body) implements Result {}

        /** A coding that is not known here, in lower case; the body may be valid all the same. */
        record Unsupported(String coding) implements Result {}

        /** A body that is not coded as announced. */
        record Corrupt(String coding, String reason) implements Result {}

        /** A body that decodes to more than {@code limit} bytes. */
        record TooLarge(String coding, int limit) implements Result {}
    }

    private ContentCoding() {}

    /** Whether Content-Encoding names anything but {@code identity}. */
    public static boolean isCoded(Headers headers) {
        return !codings(headers).isEmpty();
    }

    /**
     * The body without the codings that Content-Encoding names. An empty body has none.
     *
     * @param limit the most bytes that the body may have after each decoding
     */
    public static Result decoded(Headers headers, byte[] body, int limit) {
        var codings = codings(headers);
        if (codings.size() > MOST_CODINGS) {
            return new Result.Unsupported("of more than " + MOST_CODINGS + " in a row");
        }
        byte[] plain = body;
        for (String coding : codings) {
            if (plain.length == 0) {
                break;
            }
            var decoded = decoded(coding, plain, limit);
            if (!(decoded instanceof Result.Plain step)) {
                return decoded;
            }
            plain = step.body();
        }
        return new Result.Plain(plain);
    }

    /** Whether a stream with these headers can be decoded while it arrives. */
    public static boolean isDecodable(Headers headers) {
        var codings = codings(headers);
        return codings.size() <= MOST_CODINGS && KNOWN.containsAll(codings);
    }

    /**
     * The stream without the codings that Content-Encoding names; reading waits for bytes. Closing it closes {@code coded}.
     *
     * @throws IOException if the first bytes are not coded as announced; later reads fail likewise
     */
    public static InputStream decoding(Headers headers, InputStream coded) throws IOException {
        var plain = coded;
        for (String coding : codings(headers)) {
            plain = coding.equals("deflate") ? inflating(plain) : opened(coding, plain);
        }
        return plain;
    }

    /** @param coding one of {@link #KNOWN} except deflate, which senders write in two ways */
    private static InputStream opened(String coding, InputStream coded) throws IOException {
        return coding.equals("br") ? new BrotliInputStream(coded) : new GZIPInputStream(coded);
    }

    private static InputStream inflating(InputStream coded) throws IOException {
        var stream = new PushbackInputStream(coded, 2);
        byte[] first = stream.readNBytes(2);
        stream.unread(first);
        var inflater = new Inflater(!hasZlibHeader(first));
        return new InflaterInputStream(stream, inflater) {
            @Override
            public void close() throws IOException {
                super.close();
                inflater.end();
            }
        };
    }

    /** In the order in which they are removed: the last first. */
    private static List<String> codings(Headers headers) {
        var codings = headers.elements("Content-Encoding");
        codings.replaceAll(coding -> coding.toLowerCase(Locale.ROOT));
        codings.removeIf("identity"::equals);
        Collections.reverse(codings);
        return codings;
    }

    private static Result decoded(String coding, byte[] body, int limit) {
        try {
            if (!KNOWN.contains(coding)) {
                return new Result.Unsupported(coding);
            }
            return coding.equals("deflate")
                    ? deflate(body, limit)
                    : read(coding, opened(coding, new ByteArrayInputStream(body)), limit);
        } catch (IOException | RuntimeException corrupt) {
            return new Result.Corrupt(coding, reason(corrupt));
        }
    }

    /** Some senders leave out the zlib format that RFC 9110 §8.4.1.2 asks for; what begins like it may still be without it. */
    private static Result deflate(byte[] body, int limit) throws IOException {
        if (hasZlibHeader(body)) {
            try {
                return inflated(body, false, limit);
            } catch (ZipException notZlib) {
                return withoutZlib(body, limit, notZlib);
            }
        }
        return inflated(body, true, limit);
    }

    private static Result withoutZlib(byte[] body, int limit, ZipException notZlib) throws IOException {
        try {
            return inflated(body, true, limit);
        } catch (IOException neither) {
            throw notZlib;
        }
    }

    private static Result inflated(byte[] body, boolean raw, int limit) throws IOException {
        var inflater = new Inflater(raw);
        try {
            return read("deflate", new InflaterInputStream(new ByteArrayInputStream(body), inflater), limit);
        } finally {
            inflater.end();
        }
    }

    private static boolean hasZlibHeader(byte[] body) {
        return body.length > 1 && (body[0] & 0x0F) == 8 && (((body[0] & 0xFF) << 8) + (body[1] & 0xFF)) % 31 == 0;
    }

    private static Result read(String coding, InputStream stream, int limit) throws IOException {
        try (stream) {
            byte[] bytes = stream.readNBytes(limit);
            return stream.read() < 0 ? new Result.Plain(bytes) : new Result.TooLarge(coding, limit);
        }
    }

    private static String reason(Exception corrupt) {
        String message = corrupt.getMessage();
        return message == null ? corrupt.getClass().getSimpleName() : message;
    }
}
