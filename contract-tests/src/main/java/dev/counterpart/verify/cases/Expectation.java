package dev.counterpart.verify.cases;

import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.validate.UndocumentedRefusals;
import dev.counterpart.verify.data.Flaw;
import dev.counterpart.verify.data.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The expected answer to a case. */
public sealed interface Expectation {

    /**
     * The status in the data file, and its statements about the answer.
     *
     * @param sameAs title of the entry whose answer must look the same
     * @param limit the maximum time of the answer
     */
    record Answer(StatusKey status, List<Statement> statements, Optional<String> sameAs, Optional<Duration> limit)
            implements Expectation {
        public Answer {
            statements = List.copyOf(statements);
        }

        /** Without a statement about content or time. */
        public Answer(StatusKey status, List<Statement> statements) {
            this(status, statements, Optional.empty(), Optional.empty());
        }

        @Override
        public boolean provokes(int status) {
            return this.status.covers(status);
        }

        @Override
        public boolean tolerates(int status) {
            return false;
        }

        @Override
        public String text() {
            return "status " + status;
        }
    }

    /**
     * The request is valid: an answer that the document declares.
     *
     * @param isCertain false if no certainly valid request could be made, so that it may be refused as invalid
     */
    record Documented(boolean isCertain) implements Expectation {

        /** The request is certainly valid. */
        public Documented() {
            this(true);
        }

        @Override
        public boolean tolerates(int status) {
            return !isCertain && UndocumentedRefusals.ofInvalid(status);
        }

        @Override
        public String text() {
            return "an answer that the document declares" + (isCertain ? "" : ", or a refusal (4xx)");
        }
    }

    /**
     * The request is invalid and must be refused: neither 2xx nor 5xx.
     *
     * @param at the invalid part of the request
     * @param flaw why it is invalid, in words
     */
    record Refusal(Spot at, String flaw) implements Expectation {

        /** The reason in a violation, in words. */
        public static String flaw(Violation violation) {
            return violation.actual() + " is not " + violation.expected();
        }

        @Override
        public boolean tolerates(int status) {
            return UndocumentedRefusals.ofInvalid(status);
        }

        @Override
        public String text() {
            return "a refusal (4xx)";
        }
    }

    /**
     * The request is valid but unusual compared to the one that succeeded: it must be neither refused as invalid nor answered
     * 5xx. What it asks for need not exist.
     *
     * @param at the unusual part of the request
     * @param what the unusual value, in words
     * @param isClosed whether the document lists or counts the value, so that the provider cannot restrict it further
     */
    record Valid(Spot at, String what, boolean isClosed) implements Expectation {

        /** Refusals for reasons other than the validity of the request, and limits. */
        private static final Set<Integer> OTHERWISE_REFUSED = Set.of(401, 403, 404, 409, 410, 429);

        @Override
        public boolean tolerates(int status) {
            return OTHERWISE_REFUSED.contains(status);
        }

        @Override
        public String text() {
            return "an answer that is not a refusal";
        }
    }

    /** A request that a provider may refuse, or not implement (501). */
    sealed interface Refusable extends Expectation {
        @Override
        default boolean provokes(int status) {
            return status == 501;
        }

        @Override
        default boolean tolerates(int status) {
            return status / 100 == 4 || status == 501;
        }
    }

    /**
     * An unusual request that may be answered or refused, but not with 5xx.
     *
     * @param what is unusual, in words
     */
    record Robust(String what) implements Refusable {
        @Override
        public String text() {
            return "an answer that the document declares, or a refusal (4xx)";
        }
    }

    /** Valid credentials, with the name of their scheme in other letters (RFC 9110 §11.1). */
    record SchemeCase() implements Expectation {
        @Override
        public boolean tolerates(int status) {
            return status / 100 == 4;
        }

        @Override
        public String text() {
            return "the answer to the same request with the scheme in its usual case";
        }
    }

    /**
     * The credentials are not valid: 401, or in some cases another 4xx, never 2xx.
     *
     * @param isKnown whether the request is known to succeed with valid credentials, so that 404 cannot mean that the resource is
     * missing
     */
    record Denial(Flaw flaw, boolean isKnown) implements Expectation {

        /**
         * Answers of servers to credentials that they cannot read: malformed (RFC 6750 §3.1), or too long for a header or URL.
         */
        private static final Set<Integer> MALFORMED = Set.of(400, 413, 414, 431);

        /** Additional statuses if the request is not known to succeed. */
        public Denial(Flaw flaw) {
            this(flaw, false);
        }

        /** Whether no credentials are sent at all. */
        public boolean isForNothing() {
            return flaw == Flaw.MISSING;
        }

        @Override
        public boolean tolerates(int status) {
            return UndocumentedRefusals.ofDenied(status)
                    || (MALFORMED.contains(status) && flaw.isMalformed())
                    || (status == 404 && flaw == Flaw.NOT_ALLOWED)
                    || (status / 100 == 4 && flaw == Flaw.INCOMPLETE);
        }

        @Override
        public String text() {
            return switch (flaw) {
                case NOT_ALLOWED -> "a denial (401, 403 or 404)";
                case INCOMPLETE -> "a denial (4xx)";
                default -> "a denial (401)";
            };
        }
    }

    /**
     * The path differs from that of the operation, and no credentials are sent. The answer must not be that of the operation to
     * authorised callers.
     */
    record Detour() implements Expectation {
        @Override
        public boolean provokes(int status) {
            return status == 501;
        }

        @Override
        public boolean tolerates(int status) {
            return status < 500;
        }

        @Override
        public String text() {
            return "a denial (401), or that there is nothing";
        }
    }

    /** The path does not declare the method: 405 with {@code Allow}, or another refusal. */
    record WrongMethod(Set<Method> allowed) implements Refusable {
        public WrongMethod {
            allowed = Collections.unmodifiableSet(new TreeSet<>(allowed));
        }

        @Override
        public String text() {
            return "405, allowing "
                    + allowed.stream().sorted().map(Method::name).collect(Collectors.joining(", "));
        }
    }

    /**
     * A request of the user's own tests: an answer that the document declares, 5xx included.
     *
     * @param isRefusal whether the answer is a refusal that the document need not declare
     */
    record Observed(boolean isRefusal) implements Expectation {
        @Override
        public boolean provokes(int status) {
            return true;
        }

        @Override
        public boolean tolerates(int status) {
            return isRefusal;
        }

        @Override
        public String text() {
            return "an answer that the document declares";
        }
    }

    /**
     * HEAD on a path that declares GET: the same status without a body, or a refusal of the method.
     *
     * @param isDenied whether GET is denied because the request has no credentials, so that HEAD must not succeed
     */
    record HeadOfGet(boolean isDenied) implements Refusable {
        @Override
        public String text() {
            return isDenied ? "a denial (401), as for GET" : "the answer to GET without its body";
        }
    }

    /** Whether the case asks for that status, so that even 5xx is not a violation. */
    default boolean provokes(int status) {
        return false;
    }

    /** Whether that status is correct although the document does not declare it. */
    boolean tolerates(int status);

    /** The expectation in words. */
    String text();
}
