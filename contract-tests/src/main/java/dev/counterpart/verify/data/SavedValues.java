package dev.counterpart.verify.data;

import dev.counterpart.verify.data.GateData.Entry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which saved values the entries of a data file can have at all, whatever the provider answers. */
final class SavedValues {

    private final List<Entry> entries;
    private final Set<String> obtainable = new LinkedHashSet<>();

    SavedValues(Map<String, GateData.OperationData> operations) {
        this.entries = operations.values().stream()
                .flatMap(operation -> operation.entries().stream())
                .filter(entry -> !entry.needs().isEmpty() || !entry.saves().isEmpty())
                .toList();
        boolean isMore = true;
        while (isMore) {
            isMore = false;
            for (var entry : entries) {
                isMore |= canBeSent(entry) && obtainable.addAll(entry.saves().keySet());
            }
        }
    }

    /** One error for each value that is needed and that no entry can save, at the first entry that needs it. */
    List<DataError> problems() {
        var reported = new LinkedHashSet<String>();
        var problems = new ArrayList<DataError>();
        for (var entry : entries) {
            for (String name : entry.unreachable().isPresent() ? List.<String>of() : stuck(entry)) {
                if (reported.add(name)) {
                    problems.add(problem(entry, name));
                }
            }
        }
        return problems;
    }

    private DataError problem(Entry needing, String name) {
        var saving = entries.stream()
                .filter(entry -> entry.saves().containsKey(name))
                .findFirst()
                .orElseThrow();
        String who =
                saving.equals(needing) ? "only this entry saves it" : "the entry at " + saving.place() + " saves it";
        String why = saving.unreachable().isPresent()
                ? " and is unreachable"
                : " and needs {{" + String.join("}}, {{", stuck(saving)) + "}} first";
        return new DataError(
                needing.place(),
                "the value {{" + name + "}} can never be known: " + who + why,
                "save " + name + " in an entry that can be sent before, or write the value itself");
    }

    private boolean canBeSent(Entry entry) {
        return entry.unreachable().isEmpty() && stuck(entry).isEmpty();
    }

    private List<String> stuck(Entry entry) {
        return entry.needs().stream()
                .filter(name -> !obtainable.contains(name))
                .sorted()
                .toList();
    }
}
