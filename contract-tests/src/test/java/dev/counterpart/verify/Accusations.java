package dev.counterpart.verify;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.ContractSuite.Outcome;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.send.Transports;
import java.util.List;

/** The rules that the gate says a provider breaks, each once, in the order of their names. */
final class Accusations {

    private Accusations() {}

    /** Those of a whole run. */
    static List<String> of(Contract contract, SuiteOptions options, Severity severity) {
        try (var transports = Transports.to(options.target())) {
            var outcome = new ContractSuite(contract, options).run(transports, result -> {});
            return of(((Outcome.Ran) outcome).report(), severity);
        }
    }

    static List<String> of(Report report, Severity severity) {
        return report.causes().stream()
                .map(cause -> cause.violation())
                .filter(violation -> violation.severity() == severity)
                .map(violation -> violation.rule().id())
                .distinct()
                .sorted()
                .toList();
    }
}
