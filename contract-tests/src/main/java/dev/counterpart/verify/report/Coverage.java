package dev.counterpart.verify.report;

import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Expectation.Denial;
import dev.counterpart.verify.cases.Expectation.Detour;
import dev.counterpart.verify.cases.Expectation.Refusal;
import dev.counterpart.verify.cases.Expectation.WrongMethod;
import dev.counterpart.verify.check.CoverageCheck;
import dev.counterpart.verify.data.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Which documented answers a run saw. */
public record Coverage(List<Row> rows) {

    /**
     * One documented status of one operation.
     *
     * @param cases number of cases with that answer
     * @param mediaTypes number of cases per declared media type
     * @param ifUnseen the violation if no case has that answer; empty if the user excuses it
     */
    public record Row(
            String operation, String status, int cases, Map<String, Integer> mediaTypes, Optional<Violation> ifUnseen) {

        public Row {
            mediaTypes = Collections.unmodifiableMap(new LinkedHashMap<>(mediaTypes));
        }

        public boolean isSeen() {
            return cases > 0;
        }
    }

    public Coverage {
        rows = List.copyOf(rows);
    }

    /** The documented answers of those operations that were seen. */
    public static Coverage of(List<Operation> operations, List<Result> results) {
        return of(operations, results, (operation, response) -> Optional.empty());
    }

    /** The same, with the violations for answers that were not seen. */
    public static Coverage of(
            List<Operation> operations,
            List<Result> results,
            BiFunction<Operation, DeclaredResponse, Optional<Violation>> ifUnseen) {
        var rows = new ArrayList<Row>();
        var byOperation = results.stream()
                .filter(Coverage::counts)
                .collect(Collectors.groupingBy(result -> result.operation().key()));
        for (var operation : operations) {
            var seen = byOperation.getOrDefault(operation.key(), List.of());
            for (var response : operation.responses()) {
                rows.add(row(operation, response, seen, ifUnseen.apply(operation, response)));
            }
        }
        return new Coverage(rows);
    }

    private static Row row(
            Operation operation, DeclaredResponse response, List<Result> results, Optional<Violation> ifUnseen) {
        var answers = results.stream()
                .filter(result -> result.status()
                        .filter(status -> CoverageCheck.isSeen(operation, response, Set.of(status)))
                        .isPresent())
                .toList();
        return new Row(
                operation.toString(),
                response.status().text(),
                answers.size(),
                mediaTypes(response, answers),
                ifUnseen);
    }

    /**
     * Whether it is one of the cases, the request had the operation's own method and path, and the answer is one to what was asked:
     * a success of a request that must be refused is none.
     */
    private static boolean counts(Result result) {
        var sent = result.sent();
        var expectation = sent.expectation();
        boolean isOwn =
                sent.request().method().equals(result.operation().key().method().name())
                        && !(expectation instanceof Detour)
                        && !(expectation instanceof WrongMethod);
        boolean mustBeRefused = expectation instanceof Refusal || expectation instanceof Denial;
        return isOwn
                && sent.origin().source() != Origin.Source.SHRUNK
                && !(mustBeRefused && result.status().orElse(0) / 100 == 2);
    }

    private static Map<String, Integer> mediaTypes(DeclaredResponse response, List<Result> answers) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        response.content().forEach(content -> counts.put(content.mediaType().toString(), 0));
        for (var answer : answers) {
            MediaType.parse(answer.mediaType())
                    .flatMap(response::contentFor)
                    .ifPresent(content -> counts.merge(content.mediaType().toString(), 1, Integer::sum));
        }
        return counts;
    }

    /** This coverage merged with that of another part of the same run. */
    Coverage and(Coverage other) {
        Map<List<String>, Row> all = new LinkedHashMap<>();
        rows.forEach(row -> all.put(List.of(row.operation, row.status), row));
        other.rows.forEach(row -> all.merge(List.of(row.operation, row.status), row, Coverage::sum));
        return new Coverage(new ArrayList<>(all.values()));
    }

    private static Row sum(Row one, Row other) {
        var mediaTypes = new LinkedHashMap<>(one.mediaTypes);
        other.mediaTypes.forEach((type, cases) -> mediaTypes.merge(type, cases, Integer::sum));
        return new Row(one.operation, one.status, one.cases + other.cases, mediaTypes, one.ifUnseen);
    }

    public int seen() {
        return (int) rows.stream().filter(Row::isSeen).count();
    }

    public int documented() {
        return rows.size();
    }
}
