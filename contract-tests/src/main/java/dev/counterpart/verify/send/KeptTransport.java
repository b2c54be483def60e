package dev.counterpart.verify.send;

import dev.counterpart.spec.http.Request;
import dev.counterpart.verify.send.Observation.Answered;
import dev.counterpart.verify.send.Observation.Reason;
import dev.counterpart.verify.send.Observation.Unanswered;
import java.io.IOException;
import java.util.Optional;

/**
 * Sends requests one after the other over one connection, as long as the provider keeps it open (RFC 9112 §9.3). Requests of several
 * threads wait for each other.
 */
final class KeptTransport implements Transport {

    private final Target target;
    private Optional<TargetSocket> open = Optional.empty();

    KeptTransport(Target target) {
        this.target = target;
    }

    @Override
    public synchronized Observation send(Request request) {
        long start = System.nanoTime();
        boolean isReused = open.isPresent();
        try {
            var observed = sent(request, start);
            boolean isClosed = observed instanceof Unanswered unanswered && unanswered.reason() == Reason.NOTHING;
            if (isReused && isClosed) {
                close(); // The provider may close an idle connection at any time.
                observed = sent(request, System.nanoTime());
            }
            if (!(observed instanceof Answered answered) || isLast(answered)) {
                close();
            }
            return observed;
        } catch (IOException failed) {
            close();
            return SendFailures.unanswered(failed, Deadlines.since(start), target);
        }
    }

    private Observation sent(Request request, long start) throws IOException {
        if (open.isEmpty()) {
            open = Optional.of(TargetSocket.connected(target));
        }
        var socket = open.get();
        socket.writeKept(request);
        return received(socket, request, start);
    }

    private Observation received(TargetSocket socket, Request request, long start) throws IOException {
        var reader = new AnswerReader(socket, target, request, start);
        var stop = reader.read();
        if (stop != AnswerReader.Stop.REACHED) {
            close();
        }
        return switch (stop) {
            case REACHED, UNCLEAR, CLOSED -> reader.answer();
            case RESET -> reader.size() == 0 ? reader.failure(stop) : reader.answer();
            default -> reader.failure(stop);
        };
    }

    /** Whether the provider closes the connection after that answer (RFC 9112 §9.6). */
    private static boolean isLast(Answered answered) {
        return answered.response().headers().elements("Connection").stream().anyMatch("close"::equalsIgnoreCase);
    }

    @Override
    public synchronized void close() {
        open.ifPresent(TargetSocket::close);
        open = Optional.empty();
    }
}
