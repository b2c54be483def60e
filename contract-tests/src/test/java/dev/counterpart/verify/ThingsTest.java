package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.rule.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers that keep what they are given, without a data file. */
@Execution(ExecutionMode.CONCURRENT)
class ThingsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        # habit                                   | broken rule
        fails at a doubled parameter              | status.server-error
        refuses the largest limit                 | valid.query.refused
        knows one value of an enum only           | valid.query.refused
        refuses an example                        | valid.query.refused
        refuses a false boolean                   | valid.query.refused
        fails at an unknown Accept                | status.server-error
        refuses any media type                    | valid.header.refused
        answers XML when asked for nothing known  | response.content-type.undeclared
        fails the second time                     | stability.repeated
        limits its answers to 20 an hour          | coverage.rate-limited
        is down after 20 answers                  | coverage.rate-limited
        fails when busy                           | stability.concurrent
        links to what is not there                | link.broken
        needs what is optional                    | valid.body.refused
        refuses null                              | valid.body.refused
        refuses three parts                       | valid.body.refused
        forgets what it creates                   | change.created-missing
        answers the request before over a kept connection | response.body.schema.type
        refuses the second request of a connection | stability.connection
        deletes nothing                           | change.deleted-found
        locates another thing                     | change.location-other
        fails at odd headers                      | status.server-error
        fails at a body of GET                    | status.server-error
        answers HEAD with 204                     | head.differs, response.status.undocumented
        answers HEAD with another length          | head.differs
        answers HEAD to any id                    | refusal.path.accepted
        fails at a body without its type          | status.server-error
        """)
    void a_provider_with_a_bad_habit_is_caught(String habit, String rule) {
        assertThat(Things.brokenRules(habit, Severity.ERROR)).isEqualTo(List.of(rule.split(", ", -1)));
    }

    @ParameterizedTest(name = "{0}, --soak {1}")
    @CsvSource(delimiter = '|', textBlock = """
        # habit                        | soak | broken rule
        fails after 150 reads          | 0    |
        fails after 150 reads          | 400  | stability.soak, status.server-error
        fails at one read in 70        | 200  | stability.soak
        forgets names after 150 reads  | 400  | response.body.schema.required
        none                           | 400  |
        has an empty list              | 400  |
        """)
    void a_failure_after_many_requests_is_found_by_soaking(String habit, int soak, @Nullable String rule) {
        assertThat(Things.brokenRules(habit, Severity.ERROR, soak))
                .isEqualTo(rule == null ? List.of() : List.of(rule.split(", ", -1)));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "none",
                "says 406 to an unknown Accept",
                "closes every connection",
                "refuses odd headers",
                "refuses a body of GET",
                "locates a thing under another number",
                "refuses unknown parameters",
                "limits how often it is asked",
                "is overloaded when busy",
                "counts its reads",
                "has an empty list",
                "has each name once",
                "names what it creates in the body only",
                "marks what is deleted",
                "refuses long names",
                "knows no HEAD",
                "answers HEAD with zeros before the length",
                "refuses HEAD with 405",
                "reads a body without its type",
                "refuses a body without its type",
            })
    void a_provider_with_an_odd_habit_is_not_accused(String habit) {
        assertThat(Things.brokenRules(habit, Severity.ERROR)).isEmpty();
    }

    @Test
    void a_provider_that_lets_pages_of_any_origin_read_with_the_cookies_of_a_user_is_warned() {
        assertThat(Things.brokenRules("lets any origin read", Severity.WARNING)).contains("leak.any-origin");
        assertThat(Things.brokenRules("lets its own origins read", Severity.WARNING))
                .doesNotContain("leak.any-origin");
    }

    @Test
    void a_provider_that_finds_by_GET_what_it_does_not_find_by_HEAD_is_warned() {
        assertThat(Things.brokenRules("knows no HEAD", Severity.WARNING)).contains("head.differs");
        assertThat(Things.brokenRules("refuses HEAD with 405", Severity.WARNING))
                .doesNotContain("head.differs");
    }
}
