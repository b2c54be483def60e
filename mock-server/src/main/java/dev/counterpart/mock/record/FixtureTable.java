package dev.counterpart.mock.record;

import dev.counterpart.fixtures.BrokenFixture;
import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.fixtures.LoadedFixtures;
import dev.counterpart.fixtures.When;
import dev.counterpart.mock.access.Reason;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.match.ValueMatcher;
import dev.counterpart.spec.match.ValueMatcher.Typing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many fixtures there are for each operation and status, and which of them no request gets.
 *
 * @param rows in document order
 * @param unused fixtures in whose place always another one is sent, unless a request selects them by name
 */
public record FixtureTable(List<Row> rows, List<Unused> unused) {

    private static final int UNAUTHORISED = 401;

    /** Statuses with which the mock refuses requests, so that only fixtures of the same status are compared. */
    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403, 415, 422);

    private static final List<String> HEAD = List.of("operation", "status", "valid", "invalid", "never used");

    /** One operation and status. */
    public record Row(Operation operation, String status, int valid, int invalid, int unused) {}

    /**
     * A fixture that no request gets.
     *
     * @param by the fixture that is sent instead
     */
    public record Unused(Fixture fixture, Fixture by) {}

    public FixtureTable {
        rows = List.copyOf(rows);
        unused = List.copyOf(unused);
    }

    /** The table of all operations. */
    public static FixtureTable of(Contract contract, LoadedFixtures loaded) {
        var rows = new ArrayList<Row>();
        var unused = new ArrayList<Unused>();
        for (var operation : contract.operations()) {
            var own = ofOperation(operation, loaded.fixtures().all());
            var hidden = unused(loaded.fixtures().of(operation));
            unused.addAll(hidden);
            for (var status : statuses(operation, own)) {
                int valid = count(operation, status, own);
                int invalid = invalid(operation, status, loaded.broken());
                int never = count(
                        operation, status, hidden.stream().map(Unused::fixture).toList());
                rows.add(new Row(operation, status, valid, invalid, never));
            }
        }
        return new FixtureTable(rows, unused);
    }

    private static List<Fixture> ofOperation(Operation operation, List<Fixture> fixtures) {
        return fixtures.stream()
                .filter(fixture -> fixture.operation()
                        .filter(of -> of.key().equals(operation.key()))
                        .isPresent())
                .toList();
    }

    private static int count(Operation operation, String status, List<Fixture> fixtures) {
        return (int) fixtures.stream()
                .filter(each -> key(operation, each.status()).equals(status))
                .count();
    }

    /** The declared statuses, and those of fixtures that are not declared. */
    private static List<String> statuses(Operation operation, List<Fixture> fixtures) {
        return Stream.concat(
                        operation.responses().stream()
                                .map(declared -> declared.status().text()),
                        fixtures.stream().map(each -> key(operation, each.status())))
                .distinct()
                .toList();
    }

    private static String key(Operation operation, int status) {
        return operation
                .responseFor(status)
                .map(declared -> declared.status().text())
                .orElseGet(() -> status + " (undocumented)");
    }

    /** The number of invalid files; their subject is operation and status. */
    private static int invalid(Operation operation, String status, List<BrokenFixture> broken) {
        String prefix = operation + " → ";
        return (int) broken.stream()
                .filter(each -> each.subject().startsWith(prefix))
                .filter(each -> StatusKey.parse(each.subject().substring(prefix.length()))
                        .filter(StatusKey::isExact)
                        .filter(key ->
                                key(operation, Integer.parseInt(key.text())).equals(status))
                        .isPresent())
                .map(each -> each.where().file())
                .distinct()
                .count();
    }

    private static List<Unused> unused(List<Fixture> fixtures) {
        var tried = fixtures.stream().sorted(Fixtures.MOST_SPECIFIC_FIRST).toList();
        var unused = new ArrayList<Unused>();
        for (int i = 0; i < tried.size(); i++) {
            var fixture = tried.get(i);
            var earlier = tried.subList(0, i);
            var hiding = eachValue(fixture).stream()
                    .map(part -> earlier.stream()
                            .filter(each -> hides(each, fixture, part))
                            .findFirst())
                    .toList();
            if (hiding.stream().allMatch(Optional::isPresent)) {
                unused.add(new Unused(fixture, hiding.get(0).orElseThrow()));
            }
        }
        return unused;
    }

    /** The conditions of a fixture; if one of them lists values, those for each value. */
    private static List<When> eachValue(Fixture fixture) {
        for (var condition : fixture.when().conditions().entrySet()) {
            if (condition.getValue() instanceof ValueMatcher.In in
                    && !in.values().isEmpty()) {
                return in.values().stream()
                        .map(value -> {
                            var one = new LinkedHashMap<>(fixture.when().conditions());
                            one.put(condition.getKey(), new ValueMatcher.Literal(value));
                            return new When(one);
                        })
                        .toList();
            }
        }
        return List.of(fixture.when());
    }

    private static boolean hides(Fixture earlier, Fixture fixture, When when) {
        boolean isSameStatus = earlier.status() == fixture.status();
        if (fixture.when().isAlways() || earlier.when().isAlways()) {
            return isSameStatus && earlier.when().isAlways() && fixture.when().isAlways() && !isReason(fixture);
        }
        boolean mayBeCompared =
                isSameStatus || !(REFUSALS.contains(earlier.status()) || REFUSALS.contains(fixture.status()));
        return mayBeCompared
                && earlier.when().conditions().entrySet().stream()
                        .allMatch(each ->
                                implies(Optional.ofNullable(when.conditions().get(each.getKey())), each.getValue()));
    }

    /** Whether a 401 is selected by the reason in its name. */
    private static boolean isReason(Fixture fixture) {
        return fixture.status() == UNAUTHORISED
                && Stream.of(Reason.values()).anyMatch(reason -> reason.label().equals(fixture.name()));
    }

    /** Whether every value that satisfies the first matcher satisfies the second; false if that is not known. */
    private static boolean implies(Optional<ValueMatcher> first, ValueMatcher second) {
        if (first.isEmpty()) {
            return false;
        }
        if (first.get().equals(second)) {
            return true;
        }
        if (first.get() instanceof ValueMatcher.Literal literal) {
            return second.holds(Optional.of(literal.value()), Typing.TEXT);
        }
        if (first.get() instanceof ValueMatcher.In in) {
            return in.values().stream().allMatch(value -> second.holds(Optional.of(value), Typing.TEXT));
        }
        return first.get() instanceof ValueMatcher.Matches
                && second instanceof ValueMatcher.Absent absent
                && !absent.absent();
    }

    /** The table and the unused fixtures as text, with a line break at the end. */
    public String text() {
        var lines = lines();
        int[] widths = widths(lines);
        var table = lines.stream().map(line -> joined(line, widths));
        var hidden = unused.stream()
                .map(each -> "never used: " + each.fixture().file().file() + "; "
                        + each.by().file().file() + " answers the same requests\n");
        return Stream.concat(table, hidden).collect(Collectors.joining());
    }

    /** The cells; the name of an operation is in its first line only. */
    private List<List<String>> lines() {
        var lines = new ArrayList<List<String>>();
        lines.add(HEAD);
        String last = "";
        for (var row : rows) {
            String operation = row.operation().name();
            lines.add(List.of(
                    operation.equals(last) ? "" : operation,
                    row.status(),
                    Integer.toString(row.valid()),
                    count(row.invalid()),
                    count(row.unused())));
            last = operation;
        }
        return lines;
    }

    private static int[] widths(List<List<String>> lines) {
        return IntStream.range(0, HEAD.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
    }

    private static String count(int number) {
        return number == 0 ? "" : Integer.toString(number);
    }

    private static String joined(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(cells.get(i)).append(" ".repeat(widths[i] - cells.get(i).length() + 2));
        }
        return line.toString().stripTrailing() + "\n";
    }
}
