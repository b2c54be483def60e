package dev.counterpart.verify.send;

import dev.counterpart.spec.http.Request;
import dev.counterpart.verify.send.Observation.Reason;
import dev.counterpart.verify.send.Observation.Unanswered;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;

/**
 * Sends requests over a socket of their own, without any HTTP client. It sends the same requests and reads the same answers as
 * {@link RestAssuredTransport} at a fraction of the cost. Where an answer is not HTTP, it reports the reason.
 */
public final class PlainTransport implements TimedTransport {

    /** How long to wait for bytes before a large answer is parsed to find its end, in milliseconds. */
    private static final int PAUSE = 5;

    private static final int LARGEST = ExactClient.LARGEST;

    private final Target target;

    public PlainTransport(Target target) {
        this.target = target;
    }

    @Override
    public Observation send(Request request) {
        long start = System.nanoTime();
        try (var socket = TargetSocket.connected(target)) {
            // What this program needs before the request is sent, least of all its first time, is not the provider's
            // time.
            start = System.nanoTime();
            socket.write(request);
            return received(socket, request, start);
        } catch (IOException failed) {
            return Failures.unanswered(failed, Deadlines.since(start), target);
        }
    }

    @Override
    public TimedTransport within(Duration limit) {
        return new PlainTransport(target.within(limit));
    }

    private Observation received(TargetSocket socket, Request request, long start) throws IOException {
        var bytes = new ByteArrayOutputStream(1024);
        var buffer = new byte[16 * 1024];
        int parsed = 0;
        while (bytes.size() <= LARGEST) {
            long left = target.timeout().minus(Deadlines.since(start)).toMillis();
            if (left <= 0) {
                return Failures.late(Deadlines.since(start), target);
            }
            boolean isParsed = parsed == bytes.size();
            int count = socket.read(buffer, (int) (isParsed ? left : Math.min(left, PAUSE)));
            var took = Deadlines.since(start);
            if (count == TargetSocket.END) {
                return WireParser.answer(bytes.toByteArray(), request.method(), took);
            }
            if (count == TargetSocket.RESET) {
                return reset(bytes, request, took);
            }
            bytes.write(buffer, 0, Math.max(0, count));
            if (count == TargetSocket.NOTHING || bytes.size() < RawTransport.SMALL || bytes.size() > 2 * parsed) {
                parsed = bytes.size();
                var end = WireParser.end(bytes.toByteArray(), request.method());
                if (end == WireParser.End.UNCLEAR) {
                    RawTransport.readOn(socket, bytes);
                }
                if (end != WireParser.End.OPEN) {
                    return WireParser.answer(bytes.toByteArray(), request.method(), took);
                }
                if (parsed > RawTransport.SMALL && !WireParser.hasHead(bytes.toByteArray())) {
                    return Failures.endlessHead(RawTransport.SMALL / 1024, took);
                }
            }
        }
        return Failures.endless(LARGEST / 1024 / 1024, Deadlines.since(start));
    }

    /** Bytes that came before the connection was reset are an answer if that is complete. */
    private static Observation reset(ByteArrayOutputStream bytes, Request request, Duration took) {
        if (bytes.size() == 0) {
            return Failures.reset(took);
        }
        return WireParser.end(bytes.toByteArray(), request.method()) == WireParser.End.OPEN
                ? new Unanswered(
                        Reason.CUT_OFF,
                        "the answer is incomplete: the connection was reset after " + bytes.size() + " bytes",
                        took)
                : WireParser.answer(bytes.toByteArray(), request.method(), took);
    }
}
