package dev.counterpart.verify.send;

import dev.counterpart.verify.send.Observation.Reason;
import dev.counterpart.verify.send.Observation.Unanswered;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Requests without an answer, distinguished by cause. */
final class Failures {

    private Failures() {}

    /** Why there is no answer: a timeout if the time is over, unless the target is unreachable or the answer too large. */
    static Unanswered unanswered(Throwable failed, Duration took, Target target) {
        var unanswered = unanswered(failed, took);
        boolean isLate = took.compareTo(target.timeout()) >= 0
                && !unanswered.reason().isUnreachable()
                && unanswered.reason() != Reason.ENDLESS;
        return isLate ? late(took, target) : unanswered;
    }

    /** The answer was not complete when the time was over. */
    static Unanswered late(Duration took, Target target) {
        return new Unanswered(
                Reason.TIMEOUT,
                "the answer has not ended after " + target.timeout().toMillis() + " ms",
                took);
    }

    /** The connection was reset before the first byte of an answer. */
    static Unanswered reset(Duration took) {
        return new Unanswered(Reason.NOTHING, "the connection was closed before the answer: Connection reset", took);
    }

    static Unanswered endlessHead(int kibibytes, Duration took) {
        return new Unanswered(Reason.ENDLESS, "the head has not ended after " + kibibytes + " KiB", took);
    }

    static Unanswered endless(int mebibytes, Duration took) {
        return new Unanswered(Reason.ENDLESS, "the answer has not ended after " + mebibytes + " MiB", took);
    }

    private static Unanswered unanswered(Throwable failed, Duration took) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof ExactClient.EndlessException) {
                return new Unanswered(Reason.ENDLESS, message, took);
            }
            if (cause instanceof UnknownHostException) {
                return new Unanswered(Reason.UNREACHABLE, "the host is unknown: " + message, took);
            }
            if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
                return new Unanswered(Reason.UNREACHABLE, "the connection was refused: " + message, took);
            }
            if (cause instanceof InterruptedIOException) {
                return new Unanswered(Reason.TIMEOUT, "no answer after " + took.toMillis() + " ms", took);
            }
            if (cause instanceof SSLException) {
                return TlsFailure.of(failed).unanswered(took);
            }
            String kind = cause.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            if (kind.contains("nohttpresponse")
                    || kind.contains("connectionclosed")
                    || cause instanceof SocketException) {
                return new Unanswered(Reason.NOTHING, "the connection was closed before the answer: " + message, took);
            }
            if (kind.contains("truncatedchunk") || kind.contains("malformedchunk") || kind.contains("eofexception")) {
                return new Unanswered(Reason.CUT_OFF, "the answer is incomplete: " + message, took);
            }
            if (kind.contains("protocolexception") || kind.contains("parseexception")) {
                return new Unanswered(Reason.NOT_HTTP, "the answer is not HTTP: " + message, took);
            }
        }
        return new Unanswered(Reason.NOT_HTTP, "the answer could not be read: " + failed.getMessage(), took);
    }
}
