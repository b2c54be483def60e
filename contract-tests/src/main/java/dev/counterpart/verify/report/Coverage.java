package dev.counterpart.verify.report;

import dev.counterpart.spec.Operation;
import dev.counterpart.verify.check.CoverageCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which documented answers a run saw. */
public record Coverage(List<Row> rows) {

    /** One documented status of one operation, and how many cases were answered with it. */
    public record Row(Operation operation, String status, int cases) {
        public boolean isSeen() {
            return cases > 0;
        }
    }

    public Coverage {
        rows = List.copyOf(rows);
    }

    public static Coverage of(List<Operation> operations, List<Result> results) {
        var rows = new ArrayList<Row>();
        for (var operation : operations) {
            for (var response : operation.responses()) {
                int cases = (int) results.stream()
                        .filter(result -> result.operation().equals(operation))
                        .flatMap(result -> result.status().stream())
                        .filter(status -> CoverageCheck.isSeen(operation, response, Set.of(status)))
                        .count();
                rows.add(new Row(operation, response.status().text(), cases));
            }
        }
        return new Coverage(rows);
    }

    /** The statuses of all answers of an operation. */
    public static Set<Integer> statuses(Operation operation, List<Result> results) {
        return results.stream()
                .filter(result -> result.operation().equals(operation))
                .flatMap(result -> result.status().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public int seen() {
        return (int) rows.stream().filter(Row::isSeen).count();
    }

    public int documented() {
        return rows.size();
    }
}
