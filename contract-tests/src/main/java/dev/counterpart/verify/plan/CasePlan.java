package dev.counterpart.verify.plan;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.fixtures.generate.taste.Seed;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Counted;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Answer;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.data.GateData.Entry;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.source.BrokenCases;
import dev.counterpart.verify.source.CaseSource;
import dev.counterpart.verify.source.CredentialCases;
import dev.counterpart.verify.source.DataCases;
import dev.counterpart.verify.source.ExampleCases;
import dev.counterpart.verify.source.Known;
import dev.counterpart.verify.source.MethodCases;
import dev.counterpart.verify.source.NearMissCases;
import dev.counterpart.verify.source.UnusualCases;
import dev.counterpart.verify.source.ValidCases;
import dev.counterpart.verify.source.WireCases;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All cases of a run, in document order, without duplicates.
 *
 * @param further cases that are useful only if a valid request of the operation succeeds
 * @param unreachable cases that cannot be sent, one for each status that the user declared unreachable
 * @param remarks what could not be planned, and how the user can change that
 * @param secrets values that no report contains
 * @param requests valid requests, for passes that send more than the cases
 */
public record CasePlan(
        List<Case> cases,
        List<Case> further,
        List<Case> unreachable,
        List<String> remarks,
        List<Secret> secrets,
        ValidRequests requests) {

    private static final List<CaseSource> SOURCES = List.of(
            new DataCases(),
            new ExampleCases(),
            new NearMissCases(),
            new BrokenCases(),
            new CredentialCases(),
            new MethodCases(),
            new WireCases());

    private static final List<CaseSource> FURTHER = List.of(new ValidCases(), new UnusualCases());

    public CasePlan {
        cases = List.copyOf(cases);
        further = List.copyOf(further);
        unreachable = List.copyOf(unreachable);
        remarks = List.copyOf(remarks);
        secrets = List.copyOf(secrets);
    }

    /**
     * The plan for a contract.
     *
     * @param fixtures complete the data file
     * @param parameters values by parameter name, used if the data file has none
     * @param seed varies generated values
     */
    public static CasePlan of(
            Contract contract,
            GateData data,
            Fixtures fixtures,
            Map<String, String> parameters,
            Optional<String> seed) {
        var known = new Known(contract, data, fixtures, parameters, seed.map(Seed::of));
        var cases = new ArrayList<Case>();
        var further = new ArrayList<Case>();
        var unreachable = new ArrayList<Case>();
        for (var operation : contract.operations()) {
            cases.addAll(distinct(operation, known, SOURCES));
            further.addAll(distinct(operation, known, FURTHER));
            for (var entry : data.of(operation).entries()) {
                entry.unreachable().ifPresent(reason -> unreachable.add(unreachable(operation, entry, reason)));
            }
        }
        return new CasePlan(
                cases,
                further,
                unreachable,
                remarks(contract.operations(), known),
                known.secrets(),
                new ValidRequests(known));
    }

    /** No cases, only what is needed to make requests. */
    public static CasePlan requestsOnly(Contract contract, GateData data, Optional<String> seed) {
        var known = new Known(contract, data, Fixtures.none(), Map.of(), seed.map(Seed::of));
        return new CasePlan(List.of(), List.of(), List.of(), List.of(), known.secrets(), new ValidRequests(known));
    }

    private static Case unreachable(Operation operation, Entry entry, String reason) {
        return new Case(
                operation,
                entry.status().text(),
                "cannot be provoked",
                Request.of(operation.key().method(), operation.key().path()),
                new Answer(entry.status(), List.of()),
                Origin.of(Origin.Source.DATA, reason).declaredAt(entry.place()));
    }

    private static List<Case> distinct(Operation operation, Known known, List<CaseSource> sources) {
        var cases = new ArrayList<Case>();
        Set<Object> requests = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (var source : sources) {
            for (var each : source.cases(operation, known)) {
                if (requests.add(List.of(each.request(), each.expectation().getClass(), each.isOnTheWire()))) {
                    cases.add(named(each, ids));
                }
            }
        }
        return cases;
    }

    private static Case named(Case planned, Set<String> ids) {
        var result = planned;
        for (int i = 2; !ids.add(result.id()); i++) {
            result = planned.titled(planned.title() + " (" + i + ")");
        }
        return result;
    }

    private static List<String> remarks(List<Operation> operations, Known known) {
        var remarks = new ArrayList<String>();
        boolean secured = operations.stream().anyMatch(Operation::needsCredentials);
        if (secured && known.data().defaultCredential().isEmpty()) {
            remarks.add("No credentials were given, so tokens were not checked. Add them with --as NAME=TOKEN or in the"
                    + " data file.");
        }
        withoutEntries(operations, known.data()).ifPresent(remarks::add);
        remarks.addAll(known.fixturesWithoutCase());
        return remarks;
    }

    private static Optional<String> withoutEntries(List<Operation> operations, GateData data) {
        long without = operations.stream()
                .filter(operation -> data.of(operation).entries().isEmpty())
                .count();
        if (without == 0) {
            return Optional.empty();
        }
        String some = Counted.of(without, "operation has no entry", "operations have no entry");
        return Optional.of((without == operations.size() ? "No operation has entries" : some)
                + " in a data file (--data FILE), so documented statuses may not be seen.");
    }
}
