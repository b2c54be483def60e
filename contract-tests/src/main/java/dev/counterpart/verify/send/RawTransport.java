package dev.counterpart.verify.send;

import dev.counterpart.spec.http.Request;
import dev.counterpart.verify.send.Observation.Reason;
import dev.counterpart.verify.send.Observation.Unanswered;
import java.io.IOException;

/** Sends requests over a plain socket and reads every byte of the answer, which an HTTP client would partly hide. */
public final class RawTransport implements Transport {

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
            return SendFailures.unanswered(failed, Deadlines.since(start), target);
        }
    }

    private Observation received(TargetSocket socket, Request request, long start) throws IOException {
        var reader = new AnswerReader(socket, target, request, start);
        var stop = reader.read();
        return switch (stop) {
            case REACHED, UNCLEAR -> reader.observation(reader.readOn());
            case CLOSED -> reader.observation(true);
            case RESET -> reader.size() == 0 ? reader.failure(stop) : reader.observation(true);
            case LATE -> reader.size() == 0 ? timedOut(reader) : reader.observation(false);
            default -> reader.failure(stop);
        };
    }

    private static Observation timedOut(AnswerReader reader) {
        return new Unanswered(Reason.TIMEOUT, "no answer after " + reader.took().toMillis() + " ms", reader.took());
    }
}
