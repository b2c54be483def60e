package dev.counterpart.verify.send;

import dev.counterpart.spec.http.Request;
import dev.counterpart.verify.send.Observation.Answered;
import dev.counterpart.verify.send.Observation.Reason;
import dev.counterpart.verify.send.Observation.Unanswered;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Sends requests one after the other over one connection, as long as the provider keeps it open (RFC 9112 §9.3). Requests of several
 * threads wait for each other.
 */
final class KeptTransport implements Transport {

    private static final int LARGEST = ExactClient.LARGEST;

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
            return Failures.unanswered(failed, Deadlines.since(start), target);
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
        var bytes = new ByteArrayOutputStream(1024);
        var buffer = new byte[16 * 1024];
        while (bytes.size() <= LARGEST) {
            long left = target.timeout().minus(Deadlines.since(start)).toMillis();
            if (left <= 0) {
                return Failures.late(Deadlines.since(start), target);
            }
            int count = socket.read(buffer, (int) left);
            var took = Deadlines.since(start);
            if (count == TargetSocket.RESET && bytes.size() == 0) {
                return Failures.reset(took);
            }
            if (count == TargetSocket.END || count == TargetSocket.RESET) {
                close();
                return WireParser.answer(bytes.toByteArray(), request.method(), took);
            }
            bytes.write(buffer, 0, Math.max(0, count));
            var end = WireParser.end(bytes.toByteArray(), request.method());
            if (end == WireParser.End.UNCLEAR) {
                close();
            }
            if (end != WireParser.End.OPEN) {
                return WireParser.answer(bytes.toByteArray(), request.method(), took);
            }
        }
        return Failures.endless(LARGEST / 1024 / 1024, Deadlines.since(start));
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
