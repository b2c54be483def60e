package dev.counterpart.verify.plan;

import dev.counterpart.spec.Spot;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.http.Method;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the answer to a case must be. */
public sealed interface Expectation {

    /** The status that the data file names, and what it says about the answer. */
    record Answer(StatusKey status, List<Statement> statements) implements Expectation {
        public Answer {
            statements = List.copyOf(statements);
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

    /** The credentials are not good: 401, or in some cases another 4xx, never a 2xx. */
    record Denial(Flaw flaw) implements Expectation {
        @Override
        public boolean provokes(int status) {
            return false;
        }

        @Override
        public boolean tolerates(int status) {
            return status == 401 || status == 403 || (status == 400 && flaw.isMalformed());
        }

        @Override
        public String text() {
            return "a denial (401)";
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

    /** HEAD on a path that declares GET: the same status without a body, or a refusal of the method. */
    record HeadOfGet() implements Expectation {
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
            return "the answer to GET without its body";
        }
    }

    /** Whether the case asks for that status, so that even a 5xx is no fault. */
    boolean provokes(int status);

    /** Whether that status is right although the document does not declare it. */
    boolean tolerates(int status);

    /** The expectation in words. */
    String text();
}
