package dev.counterpart.verify.send;

import dev.counterpart.spec.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Reads one answer from a connection, up to its end by its own framing. Each byte is copied a bounded number of times. */
final class AnswerReader {

    /** The size limit of an answer, in bytes. */
    static final int LARGEST = ExactClient.LARGEST;

    /** The size limit of a head, in bytes. */
    static final int LARGEST_HEAD = 64 * 1024;

    /** How long to wait for bytes after the end of an answer, in milliseconds. */
    private static final int TRAILING_WAIT = 150;

    /** Why reading ended. */
    enum Stop {
        /** The answer is complete. */
        REACHED,
        /** The framing is invalid, so the end is unknown. */
        UNCLEAR,
        /** The provider closed the connection. */
        CLOSED,
        /** The provider reset the connection. */
        RESET,
        /** The time is over. */
        LATE,
        /** The head is too large. */
        ENDLESS_HEAD,
        /** The answer is too large. */
        ENDLESS
    }

    /** The bytes so far, which can be read without a copy. */
    private static final class Arrived extends ByteArrayOutputStream {
        Arrived() {
            super(1024);
        }

        byte[] array() {
            return buf;
        }
    }

    private final TargetSocket socket;
    private final Target target;
    private final String method;
    private final long start;
    private final WireParser parser;
    private final Arrived arrived = new Arrived();
    private final byte[] buffer = new byte[16 * 1024];
    private Duration took = Duration.ZERO;

    /** @param start when the request was sent, a value of {@link System#nanoTime} */
    AnswerReader(TargetSocket socket, Target target, Request request, long start) {
        this.socket = socket;
        this.target = target;
        this.method = request.method();
        this.start = start;
        this.parser = WireParser.ofArriving(request.method());
    }

    /** Reads up to the end of the answer, or of the time. */
    Stop read() throws IOException {
        var stop = next();
        while (stop.isEmpty()) {
            stop = next();
        }
        return stop.get();
    }

    private Optional<Stop> next() throws IOException {
        long left = target.timeout().minus(Deadlines.since(start)).toMillis();
        int count = left <= 0 ? TargetSocket.NOTHING : socket.read(buffer, (int) left);
        took = Deadlines.since(start);
        if (left <= 0) {
            return Optional.of(Stop.LATE);
        }
        if (count == TargetSocket.END || count == TargetSocket.RESET) {
            return Optional.of(count == TargetSocket.END ? Stop.CLOSED : Stop.RESET);
        }
        arrived.write(buffer, 0, Math.max(0, count));
        return switch (parser.end(arrived.array(), arrived.size())) {
            case REACHED -> Optional.of(Stop.REACHED);
            case UNCLEAR -> Optional.of(Stop.UNCLEAR);
            case OPEN -> tooLarge();
        };
    }

    private Optional<Stop> tooLarge() {
        if (parser.isEndlessHead(LARGEST_HEAD)) {
            return Optional.of(Stop.ENDLESS_HEAD);
        }
        return arrived.size() > LARGEST ? Optional.of(Stop.ENDLESS) : Optional.empty();
    }

    /** Waits briefly for bytes after the end of the answer; whether the connection has ended then. */
    boolean readOn() throws IOException {
        int count = socket.read(buffer, TRAILING_WAIT);
        while (count > 0 && arrived.size() < LARGEST) {
            arrived.write(buffer, 0, count);
            count = socket.read(buffer, TRAILING_WAIT);
        }
        return count == TargetSocket.END || count == TargetSocket.RESET;
    }

    /** The number of bytes that arrived. */
    int size() {
        return arrived.size();
    }

    /** The time from the request to the last read. */
    Duration took() {
        return took;
    }

    /** The answer as clients see it: see {@link WireParser#answer}. */
    Observation answer() {
        return WireParser.answer(arrived.array(), arrived.size(), method, took);
    }

    /** All bytes as an observation: see {@link WireParser#observation}. */
    Observation observation(boolean closed) {
        return WireParser.observation(arrived.array(), arrived.size(), method, closed, took);
    }

    /** Why there is no answer to that stop. */
    Observation failure(Stop stop) {
        return switch (stop) {
            case LATE -> SendFailures.late(took, target);
            case ENDLESS_HEAD -> SendFailures.endlessHead(LARGEST_HEAD / 1024, took);
            case ENDLESS -> SendFailures.endless(LARGEST / 1024 / 1024, took);
            case RESET -> SendFailures.reset(took);
            default -> throw new IllegalArgumentException(stop + " is an answer");
        };
    }
}
