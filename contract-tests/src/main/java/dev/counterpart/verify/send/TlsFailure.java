package dev.counterpart.verify.send;

import dev.counterpart.verify.send.Observation.Reason;
import dev.counterpart.verify.send.Observation.Unanswered;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Why there is no TLS connection. The JDK has types for some causes; the others differ only in their messages. */
record TlsFailure(Reason reason, String message) {

    private static final Pattern OTHER_HOST = Pattern.compile("^No (subject alternative|name matching)|hostname");

    /** Alerts about the client's certificate (RFC 8446 §6.2). Some servers send handshake_failure instead. */
    private static final Pattern CLIENT = Pattern.compile(
            "fatal alert: (certificate_required|bad_certificate|unsupported_certificate|certificate_unknown|unknown_ca"
                    + "|certificate_expired|certificate_revoked|access_denied)");

    static TlsFailure of(Throwable failed) {
        var causes = causes(failed);
        var last = causes.get(causes.size() - 1);
        return Stream.<Function<Throwable, Optional<TlsFailure>>>of(
                        TlsFailure::outOfDate, cause -> refused(cause, cause == last))
                .flatMap(reading -> causes.stream().map(reading).flatMap(Optional::stream))
                .findFirst()
                .orElseGet(() -> new TlsFailure(Reason.NO_TLS, "no secure connection: " + last(causes)));
    }

    private static Optional<TlsFailure> outOfDate(Throwable cause) {
        if (cause instanceof CertificateExpiredException) {
            return Optional.of(untrusted("it has expired"));
        }
        return cause instanceof CertificateNotYetValidException
                ? Optional.of(untrusted("it is not valid yet"))
                : Optional.empty();
    }

    private static Optional<TlsFailure> refused(Throwable cause, boolean isLast) {
        String message = String.valueOf(cause.getMessage());
        if (OTHER_HOST.matcher(message).find()) {
            return Optional.of(new TlsFailure(Reason.OTHER_HOST, "the certificate is for another host: " + message));
        }
        if (cause instanceof CertPathBuilderException) {
            return Optional.of(untrusted("its issuer is unknown"));
        }
        if (isLast && (cause instanceof CertPathValidatorException || cause instanceof CertificateException)) {
            return Optional.of(untrusted(message));
        }
        return CLIENT.matcher(message).find()
                ? Optional.of(new TlsFailure(
                        Reason.CLIENT_CERTIFICATE, "the provider does not accept the client: " + alert(message)))
                : Optional.empty();
    }

    private static TlsFailure untrusted(String reason) {
        return new TlsFailure(Reason.UNTRUSTED, "the certificate is not trusted: " + reason);
    }

    Unanswered unanswered(Duration took) {
        return new Unanswered(reason, message, took);
    }

    private static String alert(String message) {
        return message.substring(message.lastIndexOf(' ') + 1).replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    private static List<Throwable> causes(Throwable failed) {
        var causes = new ArrayList<Throwable>();
        for (var cause = failed; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static String last(List<Throwable> causes) {
        return causes.stream()
                .map(Throwable::getMessage)
                .filter(message -> message != null)
                .reduce((first, second) -> second)
                .orElse("TLS failed");
    }
}
