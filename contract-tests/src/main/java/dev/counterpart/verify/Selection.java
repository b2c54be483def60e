package dev.counterpart.verify;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.OperationKey;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.report.Shard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which cases of a plan are sent.
 *
 * @param only patterns of which a case must fit one, where there are any; {@code *} stands for any text
 * @param skip patterns of which a case must fit none
 * @param readOnly whether only safe methods are sent (RFC 9110 §9.2.1)
 * @param shard which part of them
 */
public record Selection(List<String> only, List<String> skip, boolean readOnly, Optional<Shard> shard) {

    public Selection {
        only = List.copyOf(only);
        skip = List.copyOf(skip);
    }

    /** Every case. */
    public static Selection all() {
        return new Selection(List.of(), List.of(), false, Optional.empty());
    }

    /**
     * The cases that are sent, in the same order. Those over a plain socket are compared with each other, so they stay with
     * their operation.
     *
     * @param operations of the contract, in a fixed order
     */
    List<Case> of(List<Case> cases, List<Operation> operations) {
        var selected = new ArrayList<Case>();
        var positions = positions(operations);
        int position = 0;
        for (var each : cases) {
            if (wants(each)) {
                int place = each.isOnTheWire()
                        ? positions.getOrDefault(each.operation().key(), 0)
                        : position;
                position += each.isOnTheWire() || isShared(each) ? 0 : 1;
                if (isShared(each) || owns(place)) {
                    selected.add(each);
                }
            }
        }
        return selected;
    }

    static Map<OperationKey, Integer> positions(List<Operation> operations) {
        var positions = new HashMap<OperationKey, Integer>();
        operations.forEach(operation -> positions.putIfAbsent(operation.key(), positions.size()));
        return positions;
    }

    /** Whether further cases and passes build on it, so that every shard sends it. */
    static boolean isShared(Case each) {
        return each.origin().source().isFoundation();
    }

    /** Whether this part of a run is the one that answers for the thing at that position, from 0. */
    boolean owns(int position) {
        return shard.isEmpty() || shard.get().owns(position);
    }

    /** Whether patterns leave nothing out, so that every documented status should be seen. */
    boolean isWhole() {
        return only.isEmpty() && skip.isEmpty();
    }

    boolean wants(Case planned) {
        return (!readOnly || planned.isSafe())
                && (only.isEmpty() || only.stream().anyMatch(pattern -> fits(pattern, planned)))
                && skip.stream().noneMatch(pattern -> fits(pattern, planned));
    }

    private static boolean fits(String pattern, Case planned) {
        var operation = planned.operation();
        return fits(pattern, planned.id())
                || fits(pattern, operation.name())
                || fits(pattern, operation.key().toString())
                || operation.tags().stream().anyMatch(tag -> tag.equalsIgnoreCase(pattern));
    }

    private static boolean fits(String pattern, String text) {
        String regex = Pattern.quote(pattern.toLowerCase(Locale.ROOT)).replace("*", "\\E.*\\Q");
        return Pattern.compile(regex, Pattern.DOTALL)
                .matcher(text.toLowerCase(Locale.ROOT))
                .find();
    }

    /** The options that leave cases out, as messages name them; empty where none does. */
    String limits() {
        var limits = new ArrayList<String>();
        if (!only.isEmpty()) {
            limits.add("--only " + String.join(" --only ", only));
        }
        if (!skip.isEmpty()) {
            limits.add("--skip " + String.join(" --skip ", skip));
        }
        if (readOnly) {
            limits.add("--read-only sends safe methods only");
        }
        return String.join("; ", limits);
    }
}
