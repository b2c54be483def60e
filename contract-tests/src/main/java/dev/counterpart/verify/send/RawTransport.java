package dev.counterpart.verify.send;

import dev.counterpart.spec.http.Request;
import dev.counterpart.verify.send.Observation.Reason;
import dev.counterpart.verify.send.Observation.Unanswered;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Sends requests over a plain socket and reads every byte of the answer, which an HTTP client would partly hide. */
public final class RawTransport implements Transport {

    /** How long to wait for bytes after the end of an answer, in milliseconds. */
    private static final int TRAILING_WAIT = 150;

    private static final int LARGEST = ExactClient.LARGEST;

    /**
     * Up to this size the end of an answer is searched after each read; above it when the size has doubled or nothing arrives.
     */
    static final int SMALL = 64 * 1024;

    private final Target target;

    public RawTransport(Target target) {
        this.target = target;
    }

    @Override
    public Observation send(Request request) {
        long start = System.nanoTime();
        try (var socket = TargetSocket.connected(target)) {
            socket.write(request);
            return received(socket, request, start);
        } catch (IOException failed) {
            return Failures.unanswered(failed, Deadlines.since(start), target);
        }
    }

    private Observation received(TargetSocket socket, Request request, long start) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[16 * 1024];
        int looked = 0;
        while (bytes.size() <= LARGEST) {
            long left = target.timeout().minus(Deadlines.since(start)).toMillis();
            if (left <= 0) {
                return timedOut(bytes, request, start);
            }
            boolean unlooked = looked < bytes.size();
            int count = socket.read(buffer, (int) (unlooked ? Math.min(left, TRAILING_WAIT) : left));
            if (count == TargetSocket.RESET && bytes.size() == 0) {
                return Failures.reset(Deadlines.since(start));
            }
            if (count == TargetSocket.END || count == TargetSocket.RESET) {
                return WireParser.observation(bytes.toByteArray(), request.method(), true, Deadlines.since(start));
            }
            bytes.write(buffer, 0, Math.max(0, count));
            boolean look = count == TargetSocket.NOTHING || bytes.size() < SMALL || bytes.size() > 2 * looked;
            if (look && WireParser.end(bytes.toByteArray(), request.method()) != WireParser.End.OPEN) {
                var answered = Deadlines.since(start);
                boolean closed = readOn(socket, bytes);
                return WireParser.observation(bytes.toByteArray(), request.method(), closed, answered);
            }
            if (look && bytes.size() > SMALL && !WireParser.hasHead(bytes.toByteArray())) {
                return Failures.endlessHead(SMALL / 1024, Deadlines.since(start));
            }
            looked = look ? bytes.size() : looked;
        }
        return Failures.endless(LARGEST / 1024 / 1024, Deadlines.since(start));
    }

    /** Waits briefly for bytes after an answer that is complete by its own framing; whether the connection has ended then. */
    static boolean readOn(TargetSocket socket, ByteArrayOutputStream bytes) throws IOException {
        var buffer = new byte[16 * 1024];
        int count = socket.read(buffer, TRAILING_WAIT);
        while (count > 0 && bytes.size() < LARGEST) {
            bytes.write(buffer, 0, count);
            count = socket.read(buffer, TRAILING_WAIT);
        }
        return count == TargetSocket.END || count == TargetSocket.RESET;
    }

    private static Observation timedOut(ByteArrayOutputStream bytes, Request request, long start) {
        return bytes.size() == 0
                ? new Unanswered(
                        Reason.TIMEOUT,
                        "no answer after " + Deadlines.since(start).toMillis() + " ms",
                        Deadlines.since(start))
                : WireParser.observation(bytes.toByteArray(), request.method(), false, Deadlines.since(start));
    }
}
