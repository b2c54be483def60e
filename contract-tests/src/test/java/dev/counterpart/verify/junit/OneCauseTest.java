package dev.counterpart.verify.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.verify.LocalProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What a user sees of {@link ContractTests} when the provider is incorrect: each cause once, and no frames. */
class OneCauseTest {

    private static @Nullable LocalProvider provider;

    /** As a user writes it. */
    static class UserTest implements ContractTests {
        @Override
        public String data() {
            return "";
        }

        @Override
        public Optional<Contract> givenContract() {
            return Optional.of(oneThing());
        }

        @Override
        public Optional<String> url() {
            assumeTrue(provider != null, "it is run by the tests of the outer class");
            return Optional.of(provider.target().url().toString());
        }
    }

    /** A test of the user, what became of it, and why. */
    private record Outcome(String title, Status status, Optional<Throwable> reason) {

        String message() {
            return reason.map(Throwable::getMessage).orElse("");
        }
    }

    private static Contract oneThing() {
        try {
            var file = Files.createTempFile(Path.of("target"), "one-cause", ".yaml");
            Files.writeString(file, """
                    openapi: 3.0.3
                    info: {title: x, version: '1'}
                    paths:
                      /things/{id}:
                        get:
                          parameters:
                          - {name: id, in: path, required: true, schema: {type: integer, minimum: 1, maximum: 99}}
                          responses: {200: {description: x}}
                    """);
            return ((ReadResult.Read) ContractReader.read(file.toString(), ReadOptions.defaults())).contract();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @AfterEach
    void stop() {
        if (provider != null) {
            provider.close();
            provider = null;
        }
    }

    private static List<Outcome> outcomes(Response always) {
        provider = new LocalProvider(request -> always);
        var outcomes = new ArrayList<Outcome>();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(UserTest.class))
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    outcomes.add(new Outcome(test.getDisplayName(), result.getStatus(), result.getThrowable()));
                }
            }
        });
        return outcomes;
    }

    @Test
    void each_cause_is_one_failure_with_its_facts_and_the_command() {
        var failed = outcomes(Response.of(200)).stream()
                .filter(outcome -> outcome.status() == Status.FAILED)
                .toList();

        assertThat(failed)
                .extracting(Outcome::title)
                .containsExactly("refused: path parameter id: in braces", "refused: method: POST");
        assertThat(failed.get(0).message())
                .startsWith("""
                        refusal.path.accepted   GET /things/{id} → 200
                          at        request path /id
                          expected  a refusal (4xx), as "{1}" is not integer
                          but was   200
                          declared  target/one-cause""")
                .contains("\n  again     curl -i http://127.0.0.1:")
                .endsWith("/things/%7B1%7D");
    }

    @Test
    void other_cases_with_the_same_cause_are_skipped_and_name_the_failure() {
        var skipped = outcomes(Response.of(200)).stream()
                .filter(outcome -> outcome.status() == Status.ABORTED)
                .toList();

        assertThat(skipped)
                .hasSizeGreaterThan(10)
                .extracting(outcome -> outcome.title() + " | " + outcome.message())
                .contains(
                        "refused: path parameter id: zero | refusal.path.accepted, as reported by"
                                + " \"GET /things/{id} / refused: path parameter id / in braces\"",
                        "refused: method: PUT | refusal.method.accepted, as reported by"
                                + " \"GET /things/{id} / refused: method / POST\"");
    }

    @Test
    void failures_and_skipped_tests_have_no_frames() {
        assertThat(outcomes(Response.of(200)))
                .flatExtracting(outcome -> outcome.reason().stream().toList())
                .hasSizeGreaterThan(10)
                .allMatch(reason -> reason.getStackTrace().length == 0);
    }
}
