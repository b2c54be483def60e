package dev.counterpart.verify;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.spec.Operation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.data.RuleSettings;
import dev.counterpart.verify.report.Acceptance;
import dev.counterpart.verify.send.Target;
import dev.counterpart.verify.workflow.WorkflowOptions;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import java.util.Optional;

/**
 * Options of a run.
 *
 * @param fixtures each that names its request becomes a case, unless the data file has an entry for its status
 * @param parameters values by parameter name, used if the data file has none
 * @param seed varies generated values; without a seed they are the same in every run
 * @param keepsExchanges whether the report contains every exchange, or only those that show a violation
 * @param workflows sent after the cases
 */
@RecordBuilder
public record SuiteOptions(
        Target target,
        GateData data,
        Fixtures fixtures,
        Map<String, String> parameters,
        Optional<String> seed,
        Selection selection,
        Effort effort,
        Acceptance acceptance,
        boolean keepsExchanges,
        WorkflowOptions workflows)
        implements SuiteOptionsBuilder.With {

    public SuiteOptions {
        parameters = Map.copyOf(parameters);
    }

    /** All cases, against that target. */
    public static SuiteOptions of(Target target, GateData data) {
        return SuiteOptionsBuilder.builder()
                .target(target)
                .data(data)
                .fixtures(Fixtures.none())
                .parameters(Map.of())
                .selection(Selection.all())
                .effort(Effort.defaults())
                .acceptance(Acceptance.none())
                .keepsExchanges(true)
                .workflows(WorkflowOptions.none())
                .build();
    }

    /** The rule settings for an operation. */
    RuleSettings rules(Operation operation) {
        return data.rules().and(data.of(operation).rules());
    }

    /** The rule settings for a case. */
    RuleSettings rules(Case planned) {
        return rules(planned.operation()).and(planned.rules());
    }
}
