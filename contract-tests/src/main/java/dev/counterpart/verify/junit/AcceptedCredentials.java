package dev.counterpart.verify.junit;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Method;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The credentials that the provider has accepted in this run, as hashes. They are no longer known after a change that may have ended them.
 *
 * <p>Thread-safe.
 */
final class AcceptedCredentials {

    /** Names of operations that end or replace credentials. */
    private static final Pattern ENDING = Pattern.compile(
            "(?i)log-?_?(out|off)|sign-?_?(out|off)|revo[ck]|session|token|password|secret|key|credential");

    private final Set<String> accepted = ConcurrentHashMap.newKeySet();

    /** Notes an answer to a request with these credentials. */
    void note(Operation operation, Set<String> credentials, int status) {
        if (status / 100 != 2) {
            return;
        }
        if (mayEnd(operation)) {
            accepted.removeAll(credentials);
        } else {
            accepted.addAll(credentials);
        }
    }

    private static boolean mayEnd(Operation operation) {
        var method = operation.key().method();
        return !method.isSafe()
                && (method.equals(Method.DELETE)
                        || ENDING.matcher(operation.key().path() + " " + operation.name())
                                .find());
    }

    /** Whether one of them was accepted for the same security requirement. */
    boolean know(Set<String> credentials) {
        return credentials.stream().anyMatch(accepted::contains);
    }
}
