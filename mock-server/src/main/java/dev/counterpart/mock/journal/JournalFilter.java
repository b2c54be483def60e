package dev.counterpart.mock.journal;

import dev.counterpart.fixtures.OperationSelector;
import dev.counterpart.mock.live.Exchange;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which exchanges are searched for. An empty part allows everything.
 *
 * @param status a status, or its first digit as {@code 4XX}
 * @param path a part of the path
 * @param since the earliest time of arrival
 * @param violation the beginning of a rule's id; an empty text allows any violation
 */
public record JournalFilter(
        Optional<OperationSelector> operation,
        Optional<String> status,
        Optional<String> path,
        Optional<String> session,
        Optional<Instant> since,
        Optional<String> violation)
        implements Predicate<Journal.Entry> {

    /** Allows every exchange. */
    public static final JournalFilter ANY = new JournalFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The calls of an operation, in that session if there is one. */
    public static JournalFilter calls(OperationSelector operation, Optional<String> session) {
        return new JournalFilter(
                Optional.of(operation),
                Optional.empty(),
                Optional.empty(),
                session,
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public boolean test(Journal.Entry entry) {
        var exchange = entry.exchange();
        return operation.stream()
                        .allMatch(selector ->
                                exchange.operation().filter(selector::covers).isPresent())
                && status.stream().allMatch(text -> hasStatus(exchange, text))
                && path.stream().allMatch(exchange.request().path()::contains)
                && session.stream().allMatch(name -> exchange.session().equals(Optional.of(name)))
                && since.stream().allMatch(time -> !exchange.time().isBefore(time))
                && violation.stream().allMatch(rule -> hasViolation(exchange, rule));
    }

    private static boolean hasStatus(Exchange exchange, String text) {
        String status = Integer.toString(exchange.response().status());
        return text.toUpperCase(Locale.ROOT).endsWith("XX") ? status.charAt(0) == text.charAt(0) : status.equals(text);
    }

    private static boolean hasViolation(Exchange exchange, String rule) {
        return exchange.violations().stream()
                .anyMatch(violation -> violation.rule().id().startsWith(rule));
    }
}
