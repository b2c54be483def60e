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
import java.util.regex.Pattern;

/** Why there is no TLS connection. The JDK has types for some causes; the others differ only in their messages. */
record TlsFailure(Reason reason, String message) {

    private static final Pattern OTHER_HOST = Pattern.compile("^No (subject alternative|name matching)|hostname");

    /** Alerts about the client's certificate (RFC 8446 §6.2). Some servers send handshake_failure instead. */
    private static final Pattern CLIENT = Pattern.compile(
            "fatal alert: (certificate_required|bad_certificate|unsupported_certificate|certificate_unknown|unknown_ca"
                    + "|certificate_expired|certificate_revoked|access_denied)");

    static TlsFailure of(Throwable failed) {
        var causes = causes(failed);
        for (var cause : causes) {
            if (cause instanceof CertificateExpiredException) {
                return new TlsFailure(Reason.UNTRUSTED, "the certificate is not trusted: it has expired");
            }
            if (cause instanceof CertificateNotYetValidException) {
                return new TlsFailure(Reason.UNTRUSTED, "the certificate is not trusted: it is not valid yet");
            }
        }
        for (var cause : causes) {
            String message = String.valueOf(cause.getMessage());
            if (OTHER_HOST.matcher(message).find()) {
                return new TlsFailure(Reason.OTHER_HOST, "the certificate is for another host: " + message);
            }
            if (cause instanceof CertPathBuilderException) {
                return new TlsFailure(Reason.UNTRUSTED, "the certificate is not trusted: its issuer is unknown");
            }
            if (cause instanceof CertPathValidatorException || cause instanceof CertificateException) {
                boolean isLast = cause == causes.get(causes.size() - 1);
                if (isLast) {
                    return new TlsFailure(Reason.UNTRUSTED, "the certificate is not trusted: " + message);
                }
            }
            if (CLIENT.matcher(message).find()) {
                return new TlsFailure(
                        Reason.CLIENT_CERTIFICATE, "the provider does not accept the client: " + alert(message));
            }
        }
        return new TlsFailure(Reason.NO_TLS, "no secure connection: " + last(causes));
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
