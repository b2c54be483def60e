package dev.counterpart.verify.send;

import dev.counterpart.verify.send.Observation.Reason;
import dev.counterpart.verify.send.Observation.Unanswered;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Requests without an answer, distinguished by cause. */
final class SendFailures {

    private SendFailures() {}
    /** @param text before the message of the exception */
    private record Kind(Predicate<Throwable> exception, Reason reason, String text) {}

    /** Kinds of exceptions, also those of the HTTP client, which differ by version in their packages. */
    private static final List<Kind> KINDS = List.of(
            new Kind(cause -> cause instanceof ExactClient.EndlessException, Reason.ENDLESS, ""),
            new Kind(cause -> cause instanceof UnknownHostException, Reason.UNREACHABLE, "the host is unknown: "),
            new Kind(
                    cause -> cause instanceof ConnectException || cause instanceof NoRouteToHostException,
                    Reason.UNREACHABLE,
                    "the connection was refused: "),
            new Kind(
                    cause -> cause instanceof SocketException || isNamed(cause, "nohttpresponse", "connectionclosed"),
                    Reason.NOTHING,
                    "the connection was closed before the answer: "),
            new Kind(
                    cause -> isNamed(cause, "truncatedchunk", "malformedchunk", "eofexception"),
                    Reason.CUT_OFF,
                    "the answer is incomplete: "),
            new Kind(
                    cause -> isNamed(cause, "protocolexception", "parseexception"),
                    Reason.NOT_HTTP,
                    "the answer is not HTTP: "));

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
            if (cause instanceof InterruptedIOException) {
                return new Unanswered(Reason.TIMEOUT, "no answer after " + took.toMillis() + " ms", took);
            }
            if (cause instanceof SSLException) {
                return TlsFailure.of(failed).unanswered(took);
            }
            var kind = kind(cause);
            if (kind.isPresent()) {
                return new Unanswered(kind.get().reason(), kind.get().text() + cause.getMessage(), took);
            }
        }
        return new Unanswered(Reason.NOT_HTTP, "the answer could not be read: " + failed.getMessage(), took);
    }

    private static Optional<Kind> kind(Throwable cause) {
        return KINDS.stream().filter(kind -> kind.exception().test(cause)).findFirst();
    }

    private static boolean isNamed(Throwable cause, String... parts) {
        String name = cause.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return Stream.of(parts).anyMatch(name::contains);
    }
}
