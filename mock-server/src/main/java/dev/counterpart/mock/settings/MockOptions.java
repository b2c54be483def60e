package dev.counterpart.mock.settings;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.spec.tls.Identity;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.Optional;

/**
 * The options of a mock.
 *
 * @param port 0 for any free one
 * @param host the address to bind
 * @param identity for HTTPS; without one the mock serves HTTP
 * @param dynamic whether bodies are generated from the schema, with realistic values, instead of taken from examples
 * @param seed of generated values
 * @param ignoreExamples whether the examples of media types are ignored
 * @param errors whether a response that violates the contract is replaced by a 500
 * @param stateful whether collections of the contract keep what requests create, change and remove
 * @param cors whether any origin may read the answers
 * @param admin whether the server answers its admin API below {@code /__counterpart}
 * @param agents what coding agents may do at {@code /__counterpart/mcp}
 * @param adminToken that clients on other machines need for the admin API; empty if they may not use it
 * @param auth how credentials are checked
 * @param validateRequest whether requests are validated
 * @param reportUndeclared whether parameters and properties that are not declared are reported
 * @param headerLimits how large headers may be
 * @param delay before every answer that has none of its own
 * @param compat the mock whose behaviour is reproduced
 */
@RecordBuilder
public record MockOptions(
        int port,
        String host,
        Optional<Identity> identity,
        boolean dynamic,
        Optional<String> seed,
        boolean ignoreExamples,
        boolean errors,
        boolean stateful,
        boolean cors,
        boolean admin,
        Optional<String> adminToken,
        AgentRights agents,
        Setting<Auth> auth,
        Setting<Boolean> validateRequest,
        boolean reportUndeclared,
        HeaderLimits headerLimits,
        Setting<Fixture.Delay> delay,
        Compat compat)
        implements MockOptionsBuilder.With {

    public static final int DEFAULT_PORT = 4010;
    public static final String DEFAULT_HOST = "127.0.0.1";

    /** No delay. */
    public static final Fixture.Delay AT_ONCE = new Fixture.Delay(Duration.ZERO, Duration.ZERO);

    /** How credentials are checked. */
    public enum Auth {
        /** Credentials must be present and of the declared scheme. */
        PRESENCE,
        /** A bearer token must be a JWT of this mock, within its lifetime. */
        JWT,
        /** Not at all. */
        OFF
    }

    /** The mock whose behaviour is reproduced. */
    public enum Compat {
        /** Counterpart's own. */
        NONE,
        /** Prism's: its reading of requests, negotiation, security, error documents and their words. */
        PRISM
    }

    public static MockOptions defaults() {
        return MockOptionsBuilder.builder()
                .port(DEFAULT_PORT)
                .host(DEFAULT_HOST)
                .cors(true)
                .admin(true)
                .agents(AgentRights.NONE)
                .auth(Setting.of(Auth.PRESENCE))
                .validateRequest(Setting.of(true))
                .headerLimits(HeaderLimits.DEFAULT)
                .delay(Setting.of(AT_ONCE))
                .compat(Compat.NONE)
                .build();
    }

    public MockOptions withAuth(Auth other) {
        return withAuth(Setting.of(other));
    }
}
