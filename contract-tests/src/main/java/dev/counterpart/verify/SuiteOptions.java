package dev.counterpart.verify;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.spec.Operation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.data.RuleSettings;
import dev.counterpart.verify.report.Acceptance;
import dev.counterpart.verify.send.Target;
import dev.counterpart.verify.workflow.WorkflowOptions;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Options of a run.
 *
 * @param fixtures each that names its request becomes a case, unless the data file has an entry for its status
 * @param parameters values by parameter name, used if the data file has none
 * @param seed varies generated values; without a seed they are the same in every run
 * @param keepsExchanges whether the report contains every exchange, or only those that show a violation
 * @param workflows sent after the cases
 */
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
        WorkflowOptions workflows) {

    public SuiteOptions {
        parameters = Map.copyOf(parameters);
    }

    /** Options that can be changed; those that are not set have their defaults. */
    private static final class Draft {

        private final Target target;
        private GateData data;
        private Fixtures fixtures = Fixtures.none();
        private Map<String, String> parameters = Map.of();
        private Optional<String> seed = Optional.empty();
        private Selection selection = Selection.all();
        private Effort effort = Effort.defaults();
        private Acceptance acceptance = Acceptance.none();
        private boolean keepsExchanges = true;
        private WorkflowOptions workflows = WorkflowOptions.none();

        Draft(Target target, GateData data) {
            this.target = target;
            this.data = data;
        }

        SuiteOptions options() {
            return new SuiteOptions(
                    target, data, fixtures, parameters, seed, selection, effort, acceptance, keepsExchanges, workflows);
        }
    }

    /** All cases, against that target. */
    public static SuiteOptions of(Target target, GateData data) {
        return new Draft(target, data).options();
    }

    private SuiteOptions but(Consumer<Draft> change) {
        var draft = new Draft(target, data);
        draft.fixtures = fixtures;
        draft.parameters = parameters;
        draft.seed = seed;
        draft.selection = selection;
        draft.effort = effort;
        draft.acceptance = acceptance;
        draft.keepsExchanges = keepsExchanges;
        draft.workflows = workflows;
        change.accept(draft);
        return draft.options();
    }

    /** The rule settings for an operation. */
    RuleSettings rules(Operation operation) {
        return data.rules().and(data.of(operation).rules());
    }

    /** The rule settings for a case. */
    RuleSettings rules(Case planned) {
        return rules(planned.operation()).and(planned.rules());
    }

    /** The same, with cases made from fixtures as well. */
    public SuiteOptions with(Fixtures other) {
        return but(draft -> draft.fixtures = other);
    }

    /** The same, with other data. */
    public SuiteOptions with(GateData other) {
        return but(draft -> draft.data = other);
    }

    /** The same, with another selection. */
    public SuiteOptions with(Selection other) {
        return but(draft -> draft.selection = other);
    }

    /** The same, with another effort. */
    public SuiteOptions with(Effort other) {
        return but(draft -> draft.effort = other);
    }

    /** The same, with another acceptance. */
    public SuiteOptions with(Acceptance other) {
        return but(draft -> draft.acceptance = other);
    }

    /** The same, with workflows. */
    public SuiteOptions with(WorkflowOptions other) {
        return but(draft -> draft.workflows = other);
    }
}
