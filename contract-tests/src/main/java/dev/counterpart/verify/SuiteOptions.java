package dev.counterpart.verify;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.spec.Operation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.data.RuleSettings;
import dev.counterpart.verify.report.Acceptance;
import dev.counterpart.verify.send.Target;
import java.util.Map;
import java.util.Optional;

/**
 * What a run is to do.
 *
 * @param fixtures each that names its request gives a case, where the data file provokes its status by none
 * @param parameters values by the name of the parameter, where the data file has none
 * @param seed varies the values that are made up; without one they are the same in every run
 * @param keepsExchanges whether the report holds every exchange, or only those that show a violation
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
        boolean keepsExchanges) {

    public SuiteOptions {
        parameters = Map.copyOf(parameters);
    }

    /** Everything, against that target. */
    public static SuiteOptions of(Target target, GateData data) {
        return new SuiteOptions(
                target,
                data,
                Fixtures.none(),
                Map.of(),
                Optional.empty(),
                Selection.all(),
                Effort.defaults(),
                Acceptance.none(),
                true);
    }

    /** The settings of rules for an operation. */
    RuleSettings rules(Operation operation) {
        return data.rules().and(data.of(operation).rules());
    }

    /** The settings of rules for a case. */
    RuleSettings rules(Case planned) {
        return rules(planned.operation()).and(planned.rules());
    }

    /** The same, with cases made from fixtures as well. */
    public SuiteOptions with(Fixtures other) {
        return new SuiteOptions(target, data, other, parameters, seed, selection, effort, acceptance, keepsExchanges);
    }

    /** The same, of other cases. */
    public SuiteOptions with(Selection other) {
        return new SuiteOptions(target, data, fixtures, parameters, seed, other, effort, acceptance, keepsExchanges);
    }

    /** The same, with another effort. */
    public SuiteOptions with(Effort other) {
        return new SuiteOptions(target, data, fixtures, parameters, seed, selection, other, acceptance, keepsExchanges);
    }

    /** The same, with something else accepted. */
    public SuiteOptions with(Acceptance other) {
        return new SuiteOptions(target, data, fixtures, parameters, seed, selection, effort, other, keepsExchanges);
    }
}
