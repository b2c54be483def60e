package dev.counterpart.mock;

import dev.counterpart.fixtures.Fixture;
import java.util.Optional;

/**
 * How the mock behaves.
 *
 * @param port 0 for any free one
 * @param host the address to bind
 * @param dynamic whether bodies are generated anew from the schema, realistic, instead of taken from examples
 * @param seed of generated values
 * @param ignoreExamples whether the examples of media types are passed over
 * @param errors whether a response that breaks the contract is turned into a 500
 * @param cors whether any origin may read the answers
 * @param validateRequest whether requests are judged
 * @param delay before every answer that has none of its own
 * @param problems how much our own error documents tell
 */
public record MockOptions(
        int port,
        String host,
        boolean dynamic,
        Optional<String> seed,
        boolean ignoreExamples,
        boolean errors,
        boolean cors,
        Auth auth,
        boolean validateRequest,
        Optional<Fixture.Delay> delay,
        Problems problems) {

    public static final int DEFAULT_PORT = 4010;
    public static final String DEFAULT_HOST = "127.0.0.1";

    /** How credentials are checked. */
    public enum Auth {
        /** They must be there and of the right scheme. */
        PRESENCE,
        /** A bearer token must be a JWT of ours, in its time. */
        JWT,
        /** Not at all. */
        OFF
    }

    /** How much our own error documents tell. */
    public enum Problems {
        /** Prism's members and, for each violation, rule, place, value, declaration and remedy. */
        FULL,
        /** Exactly Prism's members and words, for clients that compare them. */
        PRISM
    }

    public static MockOptions defaults() {
        return new MockOptions(
                DEFAULT_PORT,
                DEFAULT_HOST,
                false,
                Optional.empty(),
                false,
                false,
                true,
                Auth.PRESENCE,
                true,
                Optional.empty(),
                Problems.FULL);
    }

    public MockOptions withPort(int other) {
        return new MockOptions(
                other, host, dynamic, seed, ignoreExamples, errors, cors, auth, validateRequest, delay, problems);
    }

    public MockOptions withAuth(Auth other) {
        return new MockOptions(
                port, host, dynamic, seed, ignoreExamples, errors, cors, other, validateRequest, delay, problems);
    }

    public MockOptions withDynamic(boolean other) {
        return new MockOptions(
                port, host, other, seed, ignoreExamples, errors, cors, auth, validateRequest, delay, problems);
    }

    public MockOptions withProblems(Problems other) {
        return new MockOptions(
                port, host, dynamic, seed, ignoreExamples, errors, cors, auth, validateRequest, delay, other);
    }
}
