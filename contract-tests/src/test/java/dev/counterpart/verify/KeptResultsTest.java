package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.data.Origin.Source;
import dev.counterpart.verify.plan.CasePlan;
import dev.counterpart.verify.report.Result;
import dev.counterpart.verify.send.Observation.Answered;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptResultsTest {

    private static final CasePlan PLAN = CasePlan.of(
            LocalProvider.contract("things.yaml"), GateData.none(), Fixtures.none(), Map.of(), Optional.empty());
    private static final Verdict PASSED = new Verdict.Passed(List.of());

    private final KeptResults kept = new KeptResults(false);

    @Test
    void passed_answers_with_the_same_status_type_and_time_are_one() {
        var one = kept.of(result(Source.BROKEN, "{\"id\": 1}", PASSED));
        var other = kept.of(result(Source.METHOD, "{\"id\": 2}", PASSED));

        assertThat(one.observation()).isSameAs(other.observation());
        assertThat(one.status()).contains(200);
        assertThat(one.mediaType()).isEqualTo("application/json");
        assertThat(one.answer().orElseThrow().took()).isEqualTo(Duration.ofMillis(7));
        assertThat(one.answer().orElseThrow().response().hasBody()).isFalse();
    }

    @Test
    void secrets_of_answers_that_are_not_kept_stay_known() {
        kept.of(result(Source.BROKEN, "{\"accessToken\": \"secret-of-a-user\"}", PASSED));

        assertThat(kept.secrets()).containsExactly(new Secret("secret-of-a-user", "[accessToken]"));
    }

    @Test
    void what_failed_is_kept_and_so_is_what_passes_compare_until_the_report() {
        var failed = result(Source.BROKEN, "{}", new Verdict.Errored("no way"));
        var valid = result(Source.EXAMPLE, "{}", PASSED);

        assertThat(kept.of(failed)).isSameAs(failed);
        assertThat(kept.shortened(failed)).isSameAs(failed);
        assertThat(kept.of(valid)).isSameAs(valid);
        assertThat(kept.shortened(valid).answer().orElseThrow().response().hasBody())
                .isFalse();
    }

    @Test
    void everything_is_kept_where_a_report_holds_every_exchange() {
        var passed = result(Source.BROKEN, "{}", PASSED);

        assertThat(new KeptResults(true).of(passed)).isSameAs(passed);
    }

    private static Result result(Source source, String body, Verdict verdict) {
        var response = Response.of(200)
                .with("Content-Type", "application/json")
                .with("Date", "today")
                .withBody(body.getBytes(StandardCharsets.UTF_8));
        return new Result(
                planned(source), Optional.of(new Answered(response, List.of(), Duration.ofNanos(7_900_000))), verdict);
    }

    private static Case planned(Source source) {
        return PLAN.cases().stream()
                .filter(each -> each.origin().source() == source)
                .findFirst()
                .orElseThrow();
    }
}
