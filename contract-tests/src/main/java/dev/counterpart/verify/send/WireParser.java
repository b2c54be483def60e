package dev.counterpart.verify.send;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.http.Token;
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

    private final boolean isHead;
    private final boolean readsOn;
    private final List<Fault> faults = new ArrayList<>();
    private byte[] bytes;

    /** How many of the bytes belong to the answer. */
    private int size;

    private int at;
    private boolean cutOff;
    private Optional<Head> found = Optional.empty();

    /** Where the final response begins, after interim ones. */
    private int headAt;

    /** Whether there is an empty line after something that is not HTTP. */
    private boolean isOther;

    private WireParser(byte[] bytes, int size, String method, boolean readsOn) {
        this.bytes = bytes;
        this.size = size;
        this.isHead = method.equals("HEAD");
        this.readsOn = readsOn;
    }

    /** A parser for the end of an answer that is still arriving. */
    static WireParser ofArriving(String method) {
        return new WireParser(new byte[0], 0, method, true);
    }

    /** Whether more than {@code limit} bytes have arrived of a head without the empty line that ends it. */
    boolean isEndlessHead(int limit) {
        if (found.isPresent() || isOther || size - headAt <= limit) {
            return false;
        }
        isOther = hasEmptyLine();
        return !isOther;
    }

    private boolean hasEmptyLine() {
        for (int i = headAt + 1; i < size; i++) {
            boolean isEmpty = bytes[i - 1] == '\n' || (i > 1 && bytes[i - 1] == '\r' && bytes[i - 2] == '\n');
            if (bytes[i] == '\n' && isEmpty) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the answer has ended with these bytes, which begin with those of the call before. Parsing continues at
     * {@link #position}, so that the cost of all calls together is linear in the size of the answer.
     */
    End end(byte[] arrived, int count) {
        bytes = arrived;
        size = count;
        if (found.isEmpty()) {
            at = headAt;
            found = head();
        }
        return found.map(this::end).orElse(End.OPEN);
    }

    /** Where the next call of {@link #end(byte[], int)} begins. */
    int position() {
        return found.isEmpty() ? headAt : at;
    }

    private End end(Head head) {
        if (head.isBodiless(isHead)) {
            return End.REACHED;
        }
        boolean isClear = TransferCoding.unasked(head.headers()).isEmpty()
                && !(head.isChunked() && head.headers().has("Content-Length"));
        var end = head.isChunked() ? endOfChunks() : endOfCounted(head.headers());
        return end == End.REACHED && !isClear ? End.UNCLEAR : end;
    }

    private End endOfChunks() {
        var chunk = chunk();
        while (chunk.kind() == Chunk.Kind.DATA) {
            chunk = chunk();
        }
        return switch (chunk.kind()) {
            case LAST -> End.REACHED;
            case BROKEN -> End.UNCLEAR;
            default -> End.OPEN;
        };
    }

    private End endOfCounted(Headers headers) {
        if (!headers.has("Content-Length")) {
            return End.OPEN;
        }
        var length = length(headers.elements("Content-Length"));
        if (length.isEmpty()) {
            return End.UNCLEAR;
        }
        return size - at < length.get() ? End.OPEN : End.REACHED;
    }

    /** What came back, as clients see it: what follows the answer's end, or a head that has no body, is not read. */
    static Observation answer(byte[] bytes, int size, String method, Duration took) {
        return observation(new WireParser(bytes, size, method, false), true, took);
    }

    /**
     * The observation.
     *
     * @param closed whether the provider closed the connection after these bytes
     */
    static Observation observation(byte[] bytes, int size, String method, boolean closed, Duration took) {
        return observation(new WireParser(bytes, size, method, true), closed, took);
    }

    private static Observation observation(WireParser parser, boolean closed, Duration took) {
        if (parser.size == 0) {
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
        if (isTls()) {
            return new Unanswered(Reason.TLS_EXPECTED, "the provider expects TLS (https)", took);
        }
        String start = new String(bytes, 0, Math.min(60, size), StandardCharsets.ISO_8859_1);
        return new Unanswered(
                cutOff ? (closed ? Reason.CUT_OFF : Reason.TIMEOUT) : Reason.NOT_HTTP,
                (cutOff ? "the answer ends in its head: " : "the answer is not HTTP: ") + start,
                took);
    }

    /** Whether it is a TLS alert, the answer of a TLS server to plain text (RFC 8446 §5.1). */
    private boolean isTls() {
        return size > 2 && bytes[0] == 0x15 && bytes[1] == 3;
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
            headAt = at;
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
        return new String(bytes, 0, Math.min(5, size), StandardCharsets.ISO_8859_1).startsWith("HTTP/");
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
        if (colon < 0 || !Token.is(name)) {
            fault(Fault.Kind.HEADER_SYNTAX, line);
            return colon < 0 || name.isBlank()
                    ? before
                    : before.and(name.strip(), line.substring(colon + 1).strip());
        }
        String value = line.substring(colon + 1).strip();
        if (Token.hasControl(value)) {
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
        var length = length(lengths);
        if (length.isEmpty()) {
            var distinct = lengths.stream().distinct().toList();
            fault(Fault.Kind.CONTENT_LENGTH, "Content-Length: " + String.join(" and ", distinct));
            return rest();
        }
        return counted(length.get());
    }

    /** The length that the field lines agree on. */
    private static Optional<Integer> length(List<String> lengths) {
        return lengths.stream().distinct().count() == 1 && lengths.get(0).matches("[0-9]{1,9}")
                ? Optional.of(Integer.parseInt(lengths.get(0)))
                : Optional.empty();
    }

    private byte[] counted(int length) {
        int available = size - at;
        cutOff = available < length;
        var body = Arrays.copyOfRange(bytes, at, at + Math.min(length, available));
        at += body.length;
        if (readsOn && at < size) {
            fault(
                    Fault.Kind.TRAILING_BYTES,
                    (size - at) + " bytes after the " + length + " that Content-Length announces");
        }
        return body;
    }

    private byte[] chunks() {
        var body = new ByteArrayOutputStream();
        while (true) {
            var chunk = chunk();
            body.write(bytes, chunk.from(), chunk.length());
            switch (chunk.kind()) {
                case DATA -> {}
                case CUT -> {
                    cutOff = true;
                    return body.toByteArray();
                }
                case BROKEN -> {
                    body.writeBytes(rest());
                    return body.toByteArray();
                }
                case LAST -> {
                    if (readsOn && at < size) {
                        fault(Fault.Kind.TRAILING_BYTES, (size - at) + " bytes after the last chunk");
                    }
                    return body.toByteArray();
                }
            }
        }
    }

    /** A chunk, and where its data is. */
    private record Chunk(Kind kind, int from, int length) {
        enum Kind {
            DATA,
            LAST,
            /** More bytes belong to it; it is parsed again when they are there. */
            CUT,
            /** Its end does not follow its data, or its size is malformed; all that follows belongs to the body. */
            BROKEN
        }
    }

    private Chunk chunk() {
        int start = at;
        var line = line();
        if (line.isEmpty()) {
            return cut(start);
        }
        var sizes = CHUNK_SIZE.matcher(line.get());
        if (!sizes.matches()) {
            fault(Fault.Kind.TRANSFER_CODING, "a chunk size was expected but there is: " + line.get());
            return new Chunk(Chunk.Kind.BROKEN, at, 0);
        }
        int length = Integer.parseInt(sizes.group(1), 16);
        if (length == 0) {
            return headers().isEmpty() ? cut(start) : new Chunk(Chunk.Kind.LAST, at, 0);
        }
        return size - at < length + 2 ? cut(start) : chunk(length);
    }

    private Chunk cut(int start) {
        at = start;
        return new Chunk(Chunk.Kind.CUT, start, 0);
    }

    private Chunk chunk(int length) {
        int from = at;
        at += length;
        if (bytes[at] != '\r' || bytes[at + 1] != '\n') {
            fault(Fault.Kind.TRANSFER_CODING, "a chunk of " + length + " bytes does not end with a line end");
            return new Chunk(Chunk.Kind.BROKEN, from, length);
        }
        at += 2;
        return new Chunk(Chunk.Kind.DATA, from, length);
    }

    private byte[] rest() {
        var rest = Arrays.copyOfRange(bytes, at, size);
        at = size;
        return rest;
    }

    /** The next line without its end; empty if no line ends. A line that ends without CR is an error. */
    private Optional<String> line() {
        for (int end = at; end < size; end++) {
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
