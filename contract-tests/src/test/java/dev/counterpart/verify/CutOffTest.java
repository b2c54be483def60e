package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.ContractSuite.Outcome;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.pass.Passes;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.send.Transports;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The last answer comes after the time of {@code --max-time} is over. */
class CutOffTest {

    private static final String REMARK = "The time limit of --max-time was reached";

    @Test
    void a_run_that_left_nothing_out_is_not_cut_off() {
        var report = report("readThing / valid / from the document's examples");

        assertThat(report.cases()).hasSize(1);
        assertThat(report.remarks()).noneMatch(remark -> remark.startsWith(REMARK));
    }

    @Test
    void a_run_that_left_something_out_is_cut_off() {
        var report = report("readThing");

        assertThat(report.remarks()).anyMatch(remark -> remark.startsWith(REMARK));
        assertThat(report.about().isWhole()).isFalse();
    }

    private static Report report(String only) {
        var limit = Duration.ofSeconds(2);
        try (var provider = new LocalProvider(request -> late(limit));
                var transports = Transports.to(provider.target())) {
            var effort = new Effort(1, OptionalDouble.empty(), Optional.of(limit), new Passes(1, 1, 0, 24));
            var options = SuiteOptions.of(provider.target(), GateData.none())
                    .withEffort(effort)
                    .withSelection(new Selection(List.of(only), List.of(), false, Optional.empty()));
            var suite = new ContractSuite(LocalProvider.contract("things.yaml"), options);
            return ((Outcome.Ran) suite.run(transports, result -> {})).report();
        }
    }

    private static Response late(Duration limit) {
        try {
            Thread.sleep(limit.plusMillis(300).toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Response.of(404);
    }
}
