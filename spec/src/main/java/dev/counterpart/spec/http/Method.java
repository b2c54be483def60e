package dev.counterpart.spec.http;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request method. Methods are case-sensitive (RFC 9110 §9.1). Those that have a field of their own in a path item are constants; OpenAPI 3.2
 * allows any other one under {@code additionalOperations}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-9">RFC 9110 §9</a>
 * @see <a href="https://www.iana.org/assignments/http-methods">HTTP Method Registry</a>
 */
public final class Method implements Comparable<Method> {

    public static final Method GET = new Method("GET", 0);
    public static final Method PUT = new Method("PUT", 1);
    public static final Method POST = new Method("POST", 2);
    public static final Method DELETE = new Method("DELETE", 3);
    public static final Method OPTIONS = new Method("OPTIONS", 4);
    public static final Method HEAD = new Method("HEAD", 5);
    public static final Method PATCH = new Method("PATCH", 6);
    public static final Method TRACE = new Method("TRACE", 7);
    /** OpenAPI 3.2 and the HTTP QUERY draft: safe, idempotent, with a body. */
    public static final Method QUERY = new Method("QUERY", 8);

    private static final List<Method> CONSTANTS = List.of(GET, PUT, POST, DELETE, OPTIONS, HEAD, PATCH, TRACE, QUERY);
    private static final Comparator<Method> ORDER =
            Comparator.<Method>comparingInt(method -> method.position).thenComparing(Method::name);
    private static final int LONGEST = 100;

    private static final Set<String> SAFE =
            Set.of("GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "PRI", "PROPFIND", "REPORT", "SEARCH");
    private static final Set<String> IDEMPOTENT = Set.of(
            "PUT",
            "DELETE",
            "ACL",
            "BASELINE-CONTROL",
            "BIND",
            "CHECKIN",
            "CHECKOUT",
            "COPY",
            "LABEL",
            "LINK",
            "MERGE",
            "MKACTIVITY",
            "MKCALENDAR",
            "MKCOL",
            "MKREDIRECTREF",
            "MKWORKSPACE",
            "MOVE",
            "ORDERPATCH",
            "PROPPATCH",
            "REBIND",
            "UNBIND",
            "UNCHECKOUT",
            "UNLINK",
            "UNLOCK",
            "UPDATE",
            "UPDATEREDIRECTREF",
            "VERSION-CONTROL");

    private final String name;
    private final int position;

    private Method(String name, int position) {
        this.name = name;
        this.position = position;
    }

    /** The methods that have a field of their own in a path item. */
    public static List<Method> constants() {
        return CONSTANTS;
    }

    /** The constant with that name. */
    public static Optional<Method> named(String name) {
        for (var method : CONSTANTS) {
            if (method.name.equals(name)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }

    /** The method with that name, a constant or another one; empty if the name is not a token of up to 100 characters. */
    public static Optional<Method> any(String name) {
        var constant = named(name);
        return constant.isPresent() || name.length() > LONGEST || !Token.is(name)
                ? constant
                : Optional.of(new Method(name, CONSTANTS.size()));
    }

    /**
     * The method with that name.
     *
     * @throws IllegalArgumentException if the name is not a token
     */
    public static Method of(String name) {
        return any(name)
                .orElseThrow(() -> new IllegalArgumentException("method must be a token but was \"" + name + "\""));
    }

    public String name() {
        return name;
    }

    /** Whether the method is safe (RFC 9110 §9.2.1), as far as it is registered. */
    public boolean isSafe() {
        return SAFE.contains(name);
    }

    /** Whether the method is idempotent (RFC 9110 §9.2.2), as far as it is registered. */
    public boolean isIdempotent() {
        return isSafe() || IDEMPOTENT.contains(name);
    }

    /** The constants in their order, then other methods by name. */
    @Override
    public int compareTo(Method other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Method that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
