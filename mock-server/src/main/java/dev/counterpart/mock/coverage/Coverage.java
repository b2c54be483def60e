package dev.counterpart.mock.coverage;

import dev.counterpart.mock.live.Exchange;
import dev.counterpart.mock.live.ExchangeListener;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.OperationKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The operations, statuses, parameters and properties of JSON bodies that the traffic has reached. Memory is bounded by what the
 * contracts declare.
 *
 * <p>Thread-safe.
 */
public final class Coverage implements ExchangeListener {

    static final String STATUSES = "statuses";
    static final String PARAMETERS = "parameters";
    static final String PROPERTIES = "properties";
    private static final List<String> KINDS = List.of(STATUSES, PARAMETERS, PROPERTIES);

    /** Maximum number of unreached items that are printed per operation. */
    private static final int MOST_PRINTED = 20;

    private record Part(
            String prefix,
            Contract contract,
            Map<OperationKey, Operation> declared,
            Map<OperationKey, Reached> reached) {

        Part(String prefix, Contract contract) {
            this(prefix, contract, new LinkedHashMap<>(), new ConcurrentHashMap<>());
            contract.operations().forEach(operation -> declared.putIfAbsent(operation.key(), operation));
        }

        /** Empty if this contract declares no such operation: a request may have been answered by the contract before an edit. */
        Optional<Reached> of(OperationKey key) {
            return Optional.ofNullable(declared.get(key)).map(this::of);
        }

        private Reached of(Operation operation) {
            return reached.computeIfAbsent(operation.key(), key -> new Reached(operation, contract.documents()));
        }

        List<Reached> all() {
            return declared.values().stream().map(this::of).toList();
        }
    }

    private final List<Part> parts = new ArrayList<>();
    private final LongSupplier missed;

    /** @param missed number of exchanges that were not counted, because there were too many at once */
    public Coverage(LongSupplier missed) {
        this.missed = missed;
    }

    /** From now on, {@code index} is this contract; counts of an earlier one are kept for what both declare. */
    public synchronized void begin(int index, String prefix, Contract contract) {
        var part = new Part(prefix, contract);
        if (index < parts.size()) {
            var before = parts.set(index, part).reached();
            before.forEach((key, earlier) -> part.of(key).ifPresent(reached -> reached.add(earlier)));
        } else {
            parts.add(part);
        }
    }

    /** Counts an exchange, if it was for an operation of the contract as it is now. */
    @Override
    public void ended(Exchange exchange) {
        var contract = exchange.contract();
        var operation = exchange.operation();
        if (contract.isPresent() && operation.isPresent()) {
            part(contract.get())
                    .of(operation.get().key())
                    .ifPresent(reached -> reached.add(exchange.request(), exchange.response()));
        }
    }

    private synchronized Part part(int index) {
        return parts.get(index);
    }

    private synchronized List<Part> parts() {
        return List.copyOf(parts);
    }

    /** The number of requests to an operation of the contract at that position. */
    public long requests(int index, Operation operation) {
        return part(index).of(operation.key()).map(Reached::requests).orElse(0L);
    }

    /** What was reached of one operation of the contract at that position, and what was not; empty if it was never requested. */
    public Optional<ObjectNode> json(int index, Operation operation) {
        var part = part(index);
        return Optional.ofNullable(part.reached().get(operation.key())).map(reached -> reached.json(part.prefix()));
    }

    /** Totals, and for each operation what was reached and what was not. */
    public ObjectNode json() {
        var node = JsonNodeFactory.instance.objectNode();
        var all = parts().stream().flatMap(part -> part.all().stream()).toList();
        total(
                node,
                "operations",
                all.stream().filter(each -> each.requests() > 0).count(),
                all.size());
        KINDS.forEach(
                kind -> total(node, kind, sum(all, each -> each.seen(kind)), sum(all, each -> each.declared(kind))));
        node.put("missed", missed.getAsLong());
        var list = node.putArray("list");
        parts().forEach(part -> part.all().forEach(reached -> list.add(reached.json(part.prefix()))));
        return node;
    }

    private static void total(ObjectNode node, String name, long reached, long declared) {
        node.putObject(name).put("reached", reached).put("declared", declared);
    }

    private static long sum(List<Reached> all, ToLongFunction<Reached> count) {
        return all.stream().mapToLong(count).sum();
    }

    /** The same as readable text. */
    public String text() {
        var all = parts().stream().flatMap(part -> part.all().stream()).toList();
        long asked = all.stream().filter(each -> each.requests() > 0).count();
        String totals = KINDS.stream()
                .map(kind ->
                        sum(all, each -> each.seen(kind)) + " of " + sum(all, each -> each.declared(kind)) + " " + kind)
                .collect(Collectors.joining(", "));
        var text =
                new StringBuilder("Coverage of the traffic: " + asked + " of " + all.size() + " operations, " + totals);
        parts().forEach(part -> part.all()
                .forEach(reached -> text.append("\n  ")
                        .append(reached.name(part.prefix()))
                        .append("   ")
                        .append(line(reached))));
        return text.toString();
    }

    private static String line(Reached reached) {
        if (reached.requests() == 0) {
            return "never";
        }
        String asked = reached.requests() == 1 ? "once" : reached.requests() + " times";
        var unseen = reached.unseen();
        String more = unseen.size() > MOST_PRINTED ? " and " + (unseen.size() - MOST_PRINTED) + " more" : "";
        return unseen.isEmpty()
                ? asked
                : asked + "; not reached: "
                        + unseen.stream().limit(MOST_PRINTED).collect(Collectors.joining(", ")) + more;
    }
}
