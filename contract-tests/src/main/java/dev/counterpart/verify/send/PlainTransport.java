package dev.counterpart.verify.send;

import dev.counterpart.spec.http.Request;
import dev.counterpart.verify.send.Observation.Reason;
import dev.counterpart.verify.send.Observation.Unanswered;
import java.io.IOException;
import java.time.Duration;

/**
 * Sends requests over a socket of their own, without any HTTP client. It sends the same requests and reads the same answers as
 * {@link RestAssuredTransport} at a fraction of the cost. Where an answer is not HTTP, it reports the reason.
 */
public final class PlainTransport implements TimedTransport {

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
            return SendFailures.unanswered(failed, Deadlines.since(start), target);
        }
    }

    @Override
    public TimedTransport within(Duration limit) {
        return new PlainTransport(target.within(limit));
    }

    private Observation received(TargetSocket socket, Request request, long start) throws IOException {
        var reader = new AnswerReader(socket, target, request, start);
        var stop = reader.read();
        return switch (stop) {
            case REACHED, CLOSED -> reader.answer();
            case UNCLEAR -> {
                reader.readOn();
                yield reader.answer();
            }
            case RESET -> reader.size() == 0 ? reader.failure(stop) : cutOff(reader);
            default -> reader.failure(stop);
        };
    }

    private static Observation cutOff(AnswerReader reader) {
        return new Unanswered(
                Reason.CUT_OFF,
                "the answer is incomplete: the connection was reset after " + reader.size() + " bytes",
                reader.took());
    }
}
