package dev.counterpart.verify.cases;

import dev.counterpart.spec.Spot;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.Violation;
import dev.counterpart.spec.http.Method;
import dev.counterpart.verify.data.Flaw;
import dev.counterpart.verify.data.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the answer to a case must be. */
public sealed interface Expectation {

    /**
     * The status that the data file names, and what it says about the answer.
     *
     * @param sameAs title of the entry whose answer this one must look like
     * @param limit how long the answer may take
     */
    record Answer(StatusKey status, List<Statement> statements, Optional<String> sameAs, Optional<Duration> limit)
            implements Expectation {
        public Answer {
            statements = List.copyOf(statements);
        }

        /** Whatever the answer looks like, and however long it takes. */
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

    /** The request is valid: an answer that the document declares. */
    record Documented() implements Expectation {
        @Override
        public boolean provokes(int status) {
            return false;
        }

        @Override
        public boolean tolerates(int status) {
            return false;
        }

        @Override
        public String text() {
            return "an answer that the document declares";
        }
    }

    /**
     * The request is invalid and is to be refused: no 2xx, no 5xx.
     *
     * @param at the part of the request that is wrong
     * @param flaw what is wrong with it, in words
     */
    record Refusal(Spot at, String flaw) implements Expectation {

        /** What a violation says is wrong, in words. */
        public static String flaw(Violation violation) {
            return violation.actual() + " is not " + violation.expected();
        }

        @Override
        public boolean provokes(int status) {
            return false;
        }

        @Override
        public boolean tolerates(int status) {
            return status / 100 == 4;
        }

        @Override
        public String text() {
            return "a refusal (4xx)";
        }
    }

    /**
     * The request is valid, if unlike the one that succeeded: it is not called invalid, and does not make the provider fail.
     * What it asks for need not exist.
     *
     * @param at the part of the request that is unlike
     * @param what is in it, in words
     * @param isClosed whether the document lists or counts the value, so that the provider has no further say
     */
    record Valid(Spot at, String what, boolean isClosed) implements Expectation {

        /** Refusals that are not about the validity of the request, and limits. */
        private static final Set<Integer> OTHERWISE_REFUSED = Set.of(401, 403, 404, 409, 410, 429);

        @Override
        public boolean provokes(int status) {
            return false;
        }

        @Override
        public boolean tolerates(int status) {
            return OTHERWISE_REFUSED.contains(status);
        }

        @Override
        public String text() {
            return "an answer that is no refusal";
        }
    }

    /**
     * An odd request that may be answered or refused, as long as the provider does not fail.
     *
     * @param what is odd about it, in words
     */
    record Robust(String what) implements Expectation {
        @Override
        public boolean provokes(int status) {
            return status == 501;
        }

        @Override
        public boolean tolerates(int status) {
            return status / 100 == 4 || status == 501;
        }

        @Override
        public String text() {
            return "an answer that the document declares, or a refusal (4xx)";
        }
    }

    /** Credentials that are good, with the name of their scheme in other letters (RFC 9110 §11.1). */
    record SchemeCase() implements Expectation {
        @Override
        public boolean provokes(int status) {
            return false;
        }

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
     * The credentials are not good: 401, or in some cases another 4xx, never a 2xx.
     *
     * @param isKnown whether the request is known to succeed with good credentials, so that 404 cannot be about the thing
     */
    record Denial(Flaw flaw, boolean isKnown) implements Expectation {

        /** What servers answer to credentials that they cannot read: malformed (RFC 6750 §3.1), or too long in headers or URL. */
        private static final Set<Integer> MALFORMED = Set.of(400, 413, 414, 431);

        /** Of a request whose success nobody vouches for. */
        public Denial(Flaw flaw) {
            this(flaw, false);
        }

        /** Whether no credentials are sent at all. */
        public boolean isForNothing() {
            return flaw == Flaw.MISSING;
        }

        @Override
        public boolean provokes(int status) {
            return false;
        }

        @Override
        public boolean tolerates(int status) {
            return status == 401
                    || status == 403
                    || status == 429
                    || (MALFORMED.contains(status) && flaw.isMalformed())
                    || (status == 404 && flaw == Flaw.NOT_ALLOWED);
        }

        @Override
        public String text() {
            return flaw == Flaw.NOT_ALLOWED ? "a denial (401, 403 or 404)" : "a denial (401)";
        }
    }

    /**
     * The path is not the operation's own, and no credentials are sent: whatever is answered, it is not what the operation answers
     * to those who may ask.
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
    record WrongMethod(Set<Method> allowed) implements Expectation {
        public WrongMethod {
            allowed = Collections.unmodifiableSet(EnumSet.copyOf(allowed));
        }

        @Override
        public boolean provokes(int status) {
            return status == 501;
        }

        @Override
        public boolean tolerates(int status) {
            return status / 100 == 4 || status == 501;
        }

        @Override
        public String text() {
            return "405, allowing "
                    + allowed.stream().sorted().map(Method::name).collect(Collectors.joining(", "));
        }
    }

    /** A request of somebody else's, of which nothing is known: an answer that the document declares, 5xx included. */
    record Observed() implements Expectation {
        @Override
        public boolean provokes(int status) {
            return true;
        }

        @Override
        public boolean tolerates(int status) {
            return false;
        }

        @Override
        public String text() {
            return "an answer that the document declares";
        }
    }

    /**
     * HEAD on a path that declares GET: the same status without a body, or a refusal of the method.
     *
     * @param isDenied whether GET is denied, as the request has no credentials, so that HEAD does not succeed
     */
    record HeadOfGet(boolean isDenied) implements Expectation {
        @Override
        public boolean provokes(int status) {
            return status == 501;
        }

        @Override
        public boolean tolerates(int status) {
            return status / 100 == 4 || status == 501;
        }

        @Override
        public String text() {
            return isDenied ? "a denial (401), as for GET" : "the answer to GET without its body";
        }
    }

    /** Whether the case asks for that status, so that even a 5xx is no fault. */
    boolean provokes(int status);

    /** Whether that status is right although the document does not declare it. */
    boolean tolerates(int status);

    /** The expectation in words. */
    String text();
}
