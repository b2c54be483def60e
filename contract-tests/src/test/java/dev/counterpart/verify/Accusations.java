package dev.counterpart.verify;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.ContractSuite.Outcome;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.send.Target;
import dev.counterpart.verify.send.Transports;
import java.net.URI;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The rules that the gate says a provider breaks, each once, in the order of their names. */
final class Accusations {

    /** The cases of a contract are planned once, whichever of its providers gets them. */
    private static final IdentityHashMap<Contract, Map<SuiteOptions, ContractSuite>> SUITES = new IdentityHashMap<>();

    private Accusations() {}

    /** Those of a whole run. */
    static List<String> of(Contract contract, SuiteOptions options, Severity severity) {
        return of(report(contract, options), severity);
    }

    static Report report(Contract contract, SuiteOptions options) {
        var measure = BankMeasure.running();
        var set = measure.map(each -> each.applied(options)).orElse(options);
        try (var transports = Transports.to(set.target())) {
            var counted = measure.map(each -> each.counting(transports)).orElse(transports);
            var run = measure.map(BankMeasure::begun);
            var outcome = suite(contract, set).run(counted, result -> run.ifPresent(each -> each.add(result)));
            return ((Outcome.Ran) outcome).report();
        }
    }

    private static ContractSuite suite(Contract contract, SuiteOptions options) {
        var planned = options.withTarget(new Target(
                        URI.create("http://127.0.0.1"), options.target().timeout()))
                .withKeepsExchanges(false);
        synchronized (SUITES) {
            return SUITES.computeIfAbsent(contract, key -> new HashMap<>())
                    .computeIfAbsent(planned, key -> new ContractSuite(contract, key));
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
