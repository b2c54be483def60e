package dev.counterpart.verify.send;

import dev.counterpart.spec.http.Headers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Undoes the content codings of a body (RFC 9110 §8.4): gzip and deflate. */
final class ContentCoding {

    /** The largest body that is unpacked, in bytes. */
    private static final int LARGEST = 64 * 1024 * 1024;

    /** The body, and what was wrong with its coding. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Decoded(byte[] body, Optional<String> fault) {}

    private ContentCoding() {}

    static Decoded decoded(Headers headers, byte[] body) {
        var codings = codings(headers);
        byte[] result = body;
        for (String coding : codings) {
            if (result.length == 0) {
                return new Decoded(result, Optional.empty());
            }
            try {
                result = decoded(coding, result);
            } catch (IOException broken) {
                return new Decoded(body, Optional.of("Content-Encoding is " + coding + " but " + reason(broken)));
            }
        }
        return new Decoded(result, Optional.empty());
    }

    /** In the order in which they are to be undone: the last first. */
    private static List<String> codings(Headers headers) {
        var codings = new ArrayList<String>();
        headers.joined("Content-Encoding")
                .ifPresent(value -> Arrays.stream(value.split(",", -1))
                        .map(each -> each.strip().toLowerCase(Locale.ROOT))
                        .filter(each -> !each.isEmpty() && !each.equals("identity"))
                        .forEach(codings::add));
        Collections.reverse(codings);
        return codings;
    }

    private static byte[] decoded(String coding, byte[] body) throws IOException {
        return switch (coding) {
            case "gzip", "x-gzip" -> all(new GZIPInputStream(new ByteArrayInputStream(body)));
            case "deflate" ->
                all(new InflaterInputStream(new ByteArrayInputStream(body), new Inflater(!hasZlibHeader(body))));
            default -> throw new IOException("that coding is unknown");
        };
    }

    /** Some servers send deflate without the zlib header that RFC 9110 §8.4.1.2 asks for. */
    private static boolean hasZlibHeader(byte[] body) {
        return body.length > 1 && (body[0] & 0x0F) == 8 && (((body[0] & 0xFF) << 8) + (body[1] & 0xFF)) % 31 == 0;
    }

    private static byte[] all(InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new IOException("the body unpacks to more than " + LARGEST + " bytes");
        }
        return bytes;
    }

    private static String reason(IOException broken) {
        return "the body is not: " + broken.getMessage();
    }
}
