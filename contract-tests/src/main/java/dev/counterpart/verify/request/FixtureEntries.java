package dev.counterpart.verify.request;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.data.GateData.Entry;
import dev.counterpart.verify.request.FixtureRequest.Asked;
import dev.counterpart.verify.request.FixtureRequest.Unasked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Entries made from fixtures: a fixture names a request and the status of its answer. The data file has priority, so only
 * statuses that it does not contain are added.
 */
public final class FixtureEntries {

    /** The data with the entries of the fixtures; {@code left} lists fixtures without an entry, with reasons. */
    public record Completed(GateData data, List<String> left) {
        public Completed {
            left = List.copyOf(left);
        }
    }

    private final GateData data;
    private final Fixtures fixtures;
    private final RequestMaker requests;
    private final List<String> left = new ArrayList<>();

    public FixtureEntries(GateData data, Fixtures fixtures, RequestMaker requests) {
        this.data = data;
        this.fixtures = fixtures;
        this.requests = requests;
    }

    public Completed of(List<Operation> operations) {
        var completed = data;
        for (var operation : operations) {
            var more = entries(operation);
            completed = more.isEmpty() ? completed : completed.with(operation, more);
        }
        return new Completed(completed, left);
    }

    private List<Entry> entries(Operation operation) {
        var own = data.of(operation).entries();
        var entries = new ArrayList<Entry>();
        var wanted = fixtures.of(operation).stream()
                .filter(fixture ->
                        own.stream().noneMatch(entry -> entry.status().covers(fixture.status())))
                .toList();
        wanted.stream()
                .filter(fixture -> !fixture.when().isAlways())
                .forEach(fixture -> add(operation, fixture, own, entries));
        wanted.stream()
                .filter(fixture -> fixture.when().isAlways() && !isAnswered(fixture, entries))
                .forEach(fixture -> leave(fixture, "it has no \"when\""));
        return entries;
    }

    private void add(Operation operation, Fixture fixture, List<Entry> own, List<Entry> entries) {
        var request = FixtureRequest.of(fixture, fixtures, data, requests);
        if (request instanceof Asked asked) {
            other(operation, asked.entry(), own, entries)
                    .ifPresentOrElse(other -> leave(fixture, other), () -> entries.add(asked.entry()));
        } else {
            leave(fixture, ((Unasked) request).reason());
        }
    }

    /** Whether another case covers the status: one of these, or the valid request that every operation has. */
    private static boolean isAnswered(Fixture fixture, List<Entry> entries) {
        return fixture.status() / 100 == 2
                || entries.stream().anyMatch(entry -> entry.status().covers(fixture.status()));
    }

    /** Whether the same request is already expected to have another answer. */
    private Optional<String> other(Operation operation, Entry entry, List<Entry> own, List<Entry> entries) {
        var request = requests.of(operation, entry);
        var before = new ArrayList<>(own);
        before.addAll(entries);
        return before.stream()
                .filter(each -> each.unreachable().isEmpty()
                        && !each.status().equals(entry.status())
                        && requests.of(operation, each).equals(request))
                .findFirst()
                .map(each ->
                        "the same request is expected to be answered " + each.status() + " (" + each.place() + ")");
    }

    private void leave(Fixture fixture, String reason) {
        left.add("No request was made from " + fixture.file() + ": " + reason + ".");
    }

    /** The status of a fixture is always one exact status. */
    static StatusKey status(Fixture fixture) {
        return StatusKey.parse(Integer.toString(fixture.status())).orElseThrow();
    }
}
