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
 * @param only patterns, one of which a case must match; {@code *} matches any text; empty for all cases
 * @param skip patterns, none of which a case may match
 * @param readOnly whether only safe methods are sent (RFC 9110 §9.2.1)
 * @param shard the part of the cases that is sent
 * @param untested operations of which no case is sent
 */
public record Selection(
        List<String> only, List<String> skip, boolean readOnly, Optional<Shard> shard, Untested untested) {

    public Selection {
        only = List.copyOf(only);
        skip = List.copyOf(skip);
    }

    /** The selected cases of all operations. */
    public Selection(List<String> only, List<String> skip, boolean readOnly, Optional<Shard> shard) {
        this(only, skip, readOnly, shard, Untested.none());
    }

    /** The same without those operations. */
    public Selection without(Untested operations) {
        return new Selection(only, skip, readOnly, shard, operations);
    }

    /** Every case. */
    public static Selection all() {
        return new Selection(List.of(), List.of(), false, Optional.empty());
    }

    /**
     * The selected cases, in the same order. Cases over a plain socket are compared with each other, so they stay with their
     * operation.
     *
     * @param operations of the contract, in document order
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

    /** Whether other cases and passes depend on it, so that every shard sends it. */
    static boolean isShared(Case each) {
        return each.origin().source().isFoundation();
    }

    /** Whether this shard is responsible for the item at that position, from 0. */
    boolean owns(int position) {
        return shard.isEmpty() || shard.get().owns(position);
    }

    /** Whether the patterns exclude nothing, so that every documented status should be seen. */
    boolean isWhole() {
        return only.isEmpty() && skip.isEmpty();
    }

    /** Whether the patterns select a workflow by its id, and this shard runs workflows. */
    boolean wantsWorkflow(String id) {
        return owns(0)
                && (only.isEmpty() || only.stream().anyMatch(pattern -> fits(pattern, id)))
                && skip.stream().noneMatch(pattern -> fits(pattern, id));
    }

    boolean wants(Case planned) {
        return !untested.includes(planned.operation().key())
                && (!readOnly || planned.isSafe())
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

    /** The options that exclude cases, as messages name them; empty if none does. */
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
