package dev.counterpart.verify;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.fixtures.generate.taste.Seed;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.spec.secret.SecretNames;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.check.Checks;
import dev.counterpart.verify.check.GateRules;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.data.GateData.Entry;
import dev.counterpart.verify.data.GateData.OperationData;
import dev.counterpart.verify.data.Login;
import dev.counterpart.verify.report.Result;
import dev.counterpart.verify.send.Observation;
import dev.counterpart.verify.send.Transports;
import dev.counterpart.verify.source.DataCases;
import dev.counterpart.verify.source.Known;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Sends what the plan of a run depends on: logins, and entries of the data file whose answers hold values that other entries use. Such
 * an entry is sent once; its result is that of its case.
 */
public final class Preparation {

    /** A suite for the prepared provider, or why there is none. */
    public sealed interface Outcome {
        record Ready(ContractSuite suite) implements Outcome {}

        /** {@code unreachable} is present if there was no connection to the provider. */
        record Failed(String message, Optional<Observation.Reason> unreachable) implements Outcome {}
    }

    private final Contract contract;
    private final SuiteOptions options;
    private final Checks checks;
    private final CaseSender sender;
    private final Map<String, JsonNode> saved = new LinkedHashMap<>();
    private final Map<String, String> unsaved = new LinkedHashMap<>();
    private final Map<Location, Result> results = new LinkedHashMap<>();
    private final List<Secret> secrets = new ArrayList<>();
    private GateData data;

    private Preparation(Contract contract, SuiteOptions options, Transports transports, Logins logins) {
        this.contract = contract;
        this.options = options;
        this.checks = Checks.all(contract, options.target().isSecure());
        this.data = logins.data();
        this.sender = new CaseSender(
                checks, options, transports, RunLimits.none(), new Prepared(Optional.of(logins), Map.of(), List.of()));
    }

    /** Prepares a run. */
    public static Outcome of(Contract contract, SuiteOptions given, Transports transports) {
        var options = given.withData(given.data().sorted(contract));
        var logins = new Logins(
                contract,
                options.target(),
                transports,
                options.data(),
                (login, data) -> request(contract, options, login, data));
        var failure = logins.fetch();
        if (failure.isPresent()) {
            return new Outcome.Failed(failure.get().message(), failure.get().unreachable());
        }
        var preparation = new Preparation(contract, options, transports, logins);
        preparation.sendAll();
        return new Outcome.Ready(new ContractSuite(
                contract,
                options.withData(preparation.finished()),
                new Prepared(Optional.of(logins), preparation.results, preparation.secrets)));
    }

    /** The options as far as they can be used without a provider: generated tokens, and no entries that need saved values. */
    public static SuiteOptions imagined(Contract contract, SuiteOptions given) {
        var data = given.data().sorted(contract);
        for (var credential : given.data().credentials().values()) {
            if (credential.login().isPresent()) {
                data = data.replaced(credential.with(
                        new Secret("token-of-" + credential.name() + "-0123456789", "$" + credential.name())));
            }
        }
        return given.withData(withoutNeeds(data, Map.of()));
    }

    private static dev.counterpart.spec.http.Request request(
            Contract contract, SuiteOptions options, Login.ByOperation login, GateData data) {
        var operation = contract.operation(login.operation()).orElseThrow();
        return known(contract, options, data).requests().of(operation, login.request());
    }

    private static Known known(Contract contract, SuiteOptions options, GateData data) {
        return new Known(
                contract,
                data,
                Fixtures.none(),
                options.parameters(),
                options.seed().map(Seed::of));
    }

    private void sendAll() {
        boolean isProgress = true;
        while (isProgress) {
            isProgress = false;
            for (var operation : contract.operations()) {
                for (int i = 0; i < data.of(operation).entries().size(); i++) {
                    var entry = data.of(operation).entries().get(i);
                    isProgress |= isReady(entry) && sent(operation, entry);
                }
            }
        }
    }

    private boolean isReady(Entry entry) {
        return entry.unreachable().isEmpty()
                && entry.needs().isEmpty()
                && entry.saves().keySet().stream()
                        .anyMatch(name -> !saved.containsKey(name) && !unsaved.containsKey(name));
    }

    private boolean sent(Operation operation, Entry entry) {
        boolean isUntested = options.selection().untested().includes(operation.key());
        if (isUntested
                || (options.selection().readOnly() && !operation.key().method().isSafe())) {
            String reason = isUntested ? operation + " is not tested" : "--read-only does not send " + operation;
            entry.saves().keySet().forEach(name -> unsaved.put(name, reason));
            return true;
        }
        var planned = planned(operation, entry);
        results.put(entry.place(), save(entry, planned, sender.result(planned)));
        data = data.filled(saved).sorted(contract);
        return true;
    }

    private Case planned(Operation operation, Entry entry) {
        return new DataCases()
                .cases(operation, known(contract, options, data)).stream()
                        .filter(each -> each.origin()
                                .declared()
                                .filter(entry.place()::equals)
                                .isPresent())
                        .findFirst()
                        .orElseThrow();
    }

    private Result save(Entry entry, Case planned, Result result) {
        var missing = new ArrayList<Violation>();
        boolean isRight = result.status().filter(entry.status()::covers).isPresent();
        for (var part : entry.saves().entrySet()) {
            var value =
                    isRight ? part.getValue().of(result.answer().orElseThrow().response()) : Optional.<JsonNode>empty();
            value.ifPresentOrElse(
                    found -> save(part.getKey(), part.getValue().at().pointer().getMatchingProperty(), found),
                    () -> unsaved.put(
                            part.getKey(),
                            "the answer to " + planned.operation() + " did not hold " + part.getValue()));
            if (isRight && value.isEmpty()) {
                missing.add(missing(entry, part.getKey(), part.getValue().at()));
            }
        }
        if (missing.isEmpty()) {
            return result;
        }
        var violations = new ArrayList<>(result.verdict().violations());
        violations.addAll(missing);
        return sender.withViolations(result, violations);
    }

    private static Violation missing(Entry entry, String name, Spot at) {
        return Violation.of(GateRules.EXPECTED_BODY, at, "a value that the data file saves as " + name, "nothing")
                .declaredAt(entry.place());
    }

    private void save(String name, String at, JsonNode value) {
        saved.put(name, value);
        boolean isSecret = SecretNames.isSecret(name) || (at != null && SecretNames.isSecret(at));
        if (isSecret && value.isValueNode() && !value.asString().isEmpty()) {
            secrets.add(new Secret(value.asString(), "{{" + name + "}}"));
        }
    }

    private GateData finished() {
        return withoutNeeds(data, unsaved);
    }

    /** The data in which entries whose values are not known cannot be sent. */
    private static GateData withoutNeeds(GateData data, Map<String, String> reasons) {
        var operations = new LinkedHashMap<String, OperationData>();
        data.operations()
                .forEach((name, operation) -> operations.put(
                        name,
                        new OperationData(
                                operation.entries().stream()
                                        .map(entry -> entry.needs().isEmpty()
                                                ? entry
                                                : entry.unreachable(reason(entry, reasons)))
                                        .toList(),
                                operation.rules(),
                                operation.headers())));
        return data.withOperations(operations);
    }

    private static String reason(Entry entry, Map<String, String> reasons) {
        String name = entry.needs().stream().sorted().findFirst().orElseThrow();
        return "the value {{" + name + "}} is not known: " + reasons.getOrDefault(name, "no answer held it");
    }
}
