package dev.counterpart.mock.settings;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.spec.tls.Identity;
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
 * @param validateRequest whether requests are validated
 * @param reportUndeclared whether parameters and properties that are not declared are reported
 * @param headerLimits how large headers may be
 * @param delay before every answer that has none of its own
 * @param compat the mock whose behaviour is reproduced
 */
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
        Compat compat) {

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
        return new Builder().build();
    }

    /** These options as the start of a builder. */
    public Builder but() {
        return new Builder(this);
    }

    public MockOptions withPort(int other) {
        return but().port(other).build();
    }

    public MockOptions withAuth(Auth other) {
        return but().auth(Setting.of(other)).build();
    }

    public MockOptions withDynamic(boolean other) {
        return but().dynamic(other).build();
    }

    public MockOptions withCompat(Compat other) {
        return but().compat(other).build();
    }

    /** A builder; options that are not set are those of {@link #defaults}. */
    public static final class Builder {

        private int port = DEFAULT_PORT;
        private String host = DEFAULT_HOST;
        private Optional<Identity> identity = Optional.empty();
        private boolean dynamic;
        private Optional<String> seed = Optional.empty();
        private boolean ignoreExamples;
        private boolean errors;
        private boolean stateful;
        private boolean cors = true;
        private boolean admin = true;
        private Optional<String> adminToken = Optional.empty();
        private AgentRights agents = AgentRights.NONE;
        private Setting<Auth> auth = Setting.of(Auth.PRESENCE);
        private Setting<Boolean> validateRequest = Setting.of(true);
        private boolean reportUndeclared;
        private HeaderLimits headerLimits = HeaderLimits.DEFAULT;
        private Setting<Fixture.Delay> delay = Setting.of(AT_ONCE);
        private Compat compat = Compat.NONE;

        private Builder() {}

        private Builder(MockOptions options) {
            port = options.port;
            host = options.host;
            identity = options.identity;
            dynamic = options.dynamic;
            seed = options.seed;
            ignoreExamples = options.ignoreExamples;
            errors = options.errors;
            stateful = options.stateful;
            cors = options.cors;
            admin = options.admin;
            adminToken = options.adminToken;
            agents = options.agents;
            auth = options.auth;
            validateRequest = options.validateRequest;
            reportUndeclared = options.reportUndeclared;
            headerLimits = options.headerLimits;
            delay = options.delay;
            compat = options.compat;
        }

        public Builder port(int other) {
            port = other;
            return this;
        }

        public Builder host(String other) {
            host = other;
            return this;
        }

        public Builder identity(Optional<Identity> other) {
            identity = other;
            return this;
        }

        public Builder dynamic(boolean other) {
            dynamic = other;
            return this;
        }

        public Builder seed(Optional<String> other) {
            seed = other;
            return this;
        }

        public Builder ignoreExamples(boolean other) {
            ignoreExamples = other;
            return this;
        }

        public Builder errors(boolean other) {
            errors = other;
            return this;
        }

        public Builder stateful(boolean other) {
            stateful = other;
            return this;
        }

        public Builder cors(boolean other) {
            cors = other;
            return this;
        }

        public Builder admin(boolean other) {
            admin = other;
            return this;
        }

        public Builder agents(AgentRights other) {
            agents = other;
            return this;
        }

        public Builder adminToken(Optional<String> other) {
            adminToken = other;
            return this;
        }

        public Builder auth(Setting<Auth> other) {
            auth = other;
            return this;
        }

        public Builder validateRequest(Setting<Boolean> other) {
            validateRequest = other;
            return this;
        }

        public Builder reportUndeclared(boolean other) {
            reportUndeclared = other;
            return this;
        }

        public Builder headerLimits(HeaderLimits other) {
            headerLimits = other;
            return this;
        }

        public Builder delay(Setting<Fixture.Delay> other) {
            delay = other;
            return this;
        }

        public Builder compat(Compat other) {
            compat = other;
            return this;
        }

        public MockOptions build() {
            return new MockOptions(
                    port,
                    host,
                    identity,
                    dynamic,
                    seed,
                    ignoreExamples,
                    errors,
                    stateful,
                    cors,
                    admin,
                    adminToken,
                    agents,
                    auth,
                    validateRequest,
                    reportUndeclared,
                    headerLimits,
                    delay,
                    compat);
        }
    }
}
