package dev.counterpart.verify.send;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.send.Observation.Answered;
import dev.counterpart.verify.send.Observation.Fault;
import dev.counterpart.verify.send.Observation.Reason;
import dev.counterpart.verify.send.Observation.Unanswered;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The bytes of an answer as a message, and all errors in its framing.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>
 */
final class WireParser {

    private static final Pattern STATUS_LINE =
            Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})( [^\\x00-\\x08\\x0A-\\x1F]*)?");
    private static final Pattern ANY_STATUS = Pattern.compile("HTTP/\\S* *([1-9][0-9]{2})(?![0-9]).*", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9A-Fa-f]{1,7})[ \\t]*(;.*)?");

    /** Where an answer stands by its own framing. */
    enum End {
        /** More bytes belong to it. */
        OPEN,
        /** It is complete: only surplus bytes can follow. */
        REACHED,
        /** Its framing is invalid, so its end is unknown. */
        UNCLEAR
    }

    private final byte[] bytes;
    private final boolean isHead;
    private final boolean readsOn;
    private final List<Fault> faults = new ArrayList<>();
    private int at;
    private boolean cutOff;

    private WireParser(byte[] bytes, String method, boolean readsOn) {
        this.bytes = bytes;
        this.isHead = method.equals("HEAD");
        this.readsOn = readsOn;
    }

    /** Whether there is an empty line, which ends the head. */
    static boolean hasHead(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.contains("\r\n\r\n") || text.contains("\n\n");
    }

    /** Whether the answer has ended with these bytes. */
    static End end(byte[] bytes, String method) {
        var parser = new WireParser(bytes, method, true);
        var head = parser.head();
        if (head.isEmpty()) {
            return End.OPEN;
        }
        boolean framed = head.get().isChunked()
                || head.get().headers().has("Content-Length")
                || head.get().isBodiless(parser.isHead);
        parser.body(head.get(), false);
        if (!framed || parser.cutOff) {
            return End.OPEN;
        }
        boolean isUnclear = parser.faults.stream()
                .anyMatch(fault ->
                        fault.kind() == Fault.Kind.CONTENT_LENGTH || fault.kind() == Fault.Kind.TRANSFER_CODING);
        return isUnclear && !head.get().isBodiless(parser.isHead) ? End.UNCLEAR : End.REACHED;
    }

    /** What came back, as clients see it: what follows the answer's end, or a head that has no body, is not read. */
    static Observation answer(byte[] bytes, String method, Duration took) {
        return observation(new WireParser(bytes, method, false), true, took);
    }

    /**
     * The observation.
     *
     * @param closed whether the provider closed the connection after these bytes
     */
    static Observation observation(byte[] bytes, String method, boolean closed, Duration took) {
        return observation(new WireParser(bytes, method, true), closed, took);
    }

    private static Observation observation(WireParser parser, boolean closed, Duration took) {
        if (parser.bytes.length == 0) {
            return new Unanswered(Reason.NOTHING, "the connection ended before the answer", took);
        }
        var head = parser.head();
        if (head.isEmpty()) {
            return parser.withoutHead(closed, took);
        }
        var body = parser.body(head.get(), closed);
        if (parser.cutOff) {
            return new Unanswered(
                    closed ? Reason.CUT_OFF : Reason.TIMEOUT,
                    "the answer ends after " + body.length + " bytes of its body",
                    took);
        }
        var decoded = PlainBody.of(head.get().headers(), body);
        decoded.fault().ifPresent(fault -> parser.fault(fault.kind(), fault.message()));
        return new Answered(
                new Response(head.get().status(), head.get().headers(), decoded.body()), parser.faults, took);
    }

    private Unanswered withoutHead(boolean closed, Duration took) {
        if (isTls(bytes)) {
            return new Unanswered(Reason.TLS_EXPECTED, "the provider expects TLS (https)", took);
        }
        String start = new String(bytes, 0, Math.min(60, bytes.length), StandardCharsets.ISO_8859_1);
        return new Unanswered(
                cutOff ? (closed ? Reason.CUT_OFF : Reason.TIMEOUT) : Reason.NOT_HTTP,
                (cutOff ? "the answer ends in its head: " : "the answer is not HTTP: ") + start,
                took);
    }

    /** Whether it is a TLS alert, the answer of a TLS server to plain text (RFC 8446 §5.1). */
    private static boolean isTls(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == 0x15 && bytes[1] == 3;
    }

    /** 204 announces no body (RFC 9110 §8.6, RFC 9112 §6.1); Content-Length: 0 is accepted. */
    private void announced(Head head) {
        if (head.status() != 204) {
            return;
        }
        if (head.headers().has("Transfer-Encoding")) {
            fault(Fault.Kind.TRANSFER_CODING, "Transfer-Encoding beside 204, which has no body");
        }
        head.headers()
                .first("Content-Length")
                .filter(length -> !length.strip().equals("0"))
                .ifPresent(length -> fault(
                        Fault.Kind.CONTENT_LENGTH, "Content-Length: " + length + " beside 204, which has no body"));
    }

    /** Status and header lines. */
    private record Head(int status, Headers headers) {

        boolean isChunked() {
            var codings = headers.elements("Transfer-Encoding");
            return !codings.isEmpty() && codings.get(codings.size() - 1).equalsIgnoreCase("chunked");
        }

        boolean isBodiless(boolean head) {
            return head || status == 204 || status == 304;
        }
    }

    /** The final response's head: interim responses (1xx) are skipped. */
    private Optional<Head> head() {
        while (true) {
            var line = line();
            if (line.isEmpty()) {
                cutOff = startsLikeHttp();
                return Optional.empty();
            }
            var status = status(line.get());
            if (status.isEmpty()) {
                return Optional.empty();
            }
            var headers = headers();
            if (headers.isEmpty()) {
                cutOff = true;
                return Optional.empty();
            }
            if (status.get() >= 200 || status.get() == 101) {
                return Optional.of(new Head(status.get(), headers.get()));
            }
        }
    }

    private boolean startsLikeHttp() {
        return new String(bytes, 0, Math.min(5, bytes.length), StandardCharsets.ISO_8859_1).startsWith("HTTP/");
    }

    private Optional<Integer> status(String line) {
        var right = STATUS_LINE.matcher(line);
        if (right.matches()) {
            return Optional.of(Integer.parseInt(right.group(1)));
        }
        var wrong = ANY_STATUS.matcher(line);
        if (!wrong.matches()) {
            return Optional.empty();
        }
        fault(Fault.Kind.STATUS_LINE, line);
        return Optional.of(Integer.parseInt(wrong.group(1)));
    }

    private Optional<Headers> headers() {
        var headers = Headers.none();
        while (true) {
            var line = line();
            if (line.isEmpty()) {
                return Optional.empty();
            }
            if (line.get().isEmpty()) {
                return Optional.of(headers);
            }
            headers = header(line.get(), headers);
        }
    }

    private Headers header(String line, Headers before) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? line : line.substring(0, colon);
        if (colon < 0 || !NAME.matcher(name).matches()) {
            fault(Fault.Kind.HEADER_SYNTAX, line);
            return colon < 0 || name.isBlank()
                    ? before
                    : before.and(name.strip(), line.substring(colon + 1).strip());
        }
        String value = line.substring(colon + 1).strip();
        if (value.chars().anyMatch(c -> (c < 0x20 && c != '\t') || c == 0x7F)) {
            fault(Fault.Kind.HEADER_SYNTAX, line);
        }
        return before.and(name, value);
    }

    private byte[] body(Head head, boolean closed) {
        if (head.isBodiless(isHead)) {
            announced(head);
            return readsOn ? rest() : new byte[0];
        }
        TransferCoding.unasked(head.headers()).ifPresent(message -> fault(Fault.Kind.TRANSFER_CODING, message));
        boolean hasLength = head.headers().has("Content-Length");
        if (head.isChunked()) {
            if (hasLength) {
                fault(Fault.Kind.TRANSFER_CODING, "Transfer-Encoding: chunked beside Content-Length");
            }
            return chunks();
        }
        if (!hasLength) {
            cutOff = !closed;
            return rest();
        }
        return counted(head.headers().elements("Content-Length"));
    }

    private byte[] counted(List<String> lengths) {
        var distinct = lengths.stream().distinct().toList();
        if (distinct.size() != 1 || !distinct.get(0).matches("[0-9]{1,9}")) {
            fault(Fault.Kind.CONTENT_LENGTH, "Content-Length: " + String.join(" and ", distinct));
            return rest();
        }
        return counted(Integer.parseInt(distinct.get(0)));
    }

    private byte[] counted(int length) {
        int available = bytes.length - at;
        cutOff = available < length;
        var body = Arrays.copyOfRange(bytes, at, at + Math.min(length, available));
        at += body.length;
        if (readsOn && at < bytes.length) {
            fault(
                    Fault.Kind.TRAILING_BYTES,
                    (bytes.length - at) + " bytes after the " + length + " that Content-Length announces");
        }
        return body;
    }

    private byte[] chunks() {
        var body = new ByteArrayOutputStream();
        while (true) {
            var line = line();
            if (line.isEmpty()) {
                return cut(body);
            }
            var size = CHUNK_SIZE.matcher(line.get());
            if (!size.matches()) {
                return unchunked(body, "a chunk size was expected but there is: " + line.get());
            }
            int length = Integer.parseInt(size.group(1), 16);
            if (length == 0) {
                trailers();
                return body.toByteArray();
            }
            if (bytes.length - at < length + 2) {
                return cut(body);
            }
            body.write(bytes, at, length);
            at += length;
            if (bytes[at] != '\r' || bytes[at + 1] != '\n') {
                return unchunked(body, "a chunk of " + length + " bytes does not end with a line end");
            }
            at += 2;
        }
    }

    /** The body with all that follows a violation of the transfer coding. */
    private byte[] unchunked(ByteArrayOutputStream body, String violation) {
        fault(Fault.Kind.TRANSFER_CODING, violation);
        body.writeBytes(rest());
        return body.toByteArray();
    }

    private byte[] cut(ByteArrayOutputStream body) {
        cutOff = true;
        return body.toByteArray();
    }

    private void trailers() {
        if (headers().isEmpty()) {
            cutOff = true;
        } else if (readsOn && at < bytes.length) {
            fault(Fault.Kind.TRAILING_BYTES, (bytes.length - at) + " bytes after the last chunk");
        }
    }

    private byte[] rest() {
        var rest = Arrays.copyOfRange(bytes, at, bytes.length);
        at = bytes.length;
        return rest;
    }

    /** The next line without its end; empty if no line ends. A line that ends without CR is an error. */
    private Optional<String> line() {
        for (int end = at; end < bytes.length; end++) {
            if (bytes[end] == '\n') {
                boolean carriage = end > at && bytes[end - 1] == '\r';
                String line = new String(bytes, at, end - at - (carriage ? 1 : 0), StandardCharsets.ISO_8859_1);
                if (!carriage) {
                    fault(Fault.Kind.HEADER_SYNTAX, "a line that ends with LF alone: " + line);
                }
                at = end + 1;
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private void fault(Fault.Kind kind, String message) {
        if (faults.stream().noneMatch(fault -> fault.kind() == kind)) {
            faults.add(new Fault(kind, message));
        }
    }
}
