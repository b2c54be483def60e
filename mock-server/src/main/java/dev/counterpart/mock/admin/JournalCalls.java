package dev.counterpart.mock.admin;

import dev.counterpart.fixtures.OperationSelector;
import dev.counterpart.fixtures.WhenReader;
import dev.counterpart.mock.engine.FixtureNearMisses;
import dev.counterpart.mock.exchange.ArazzoExport;
import dev.counterpart.mock.journal.CallCount;
import dev.counterpart.mock.journal.ExchangeJson;
import dev.counterpart.mock.journal.HttpArchive;
import dev.counterpart.mock.journal.Journal;
import dev.counterpart.mock.journal.JournalFilter;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.SecurityScheme;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.secret.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What happened: the journal, and how often operations were called. */
final class JournalCalls {

    /** How long the API waits until finished exchanges are in the journal. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How many exchanges are listed unless the client says so. */
    private static final int USUAL = 100;

    /** Where the seconds are in 2016-12-31T23:59:60Z. */
    private static final int SECONDS = 17;

    private final Running running;

    JournalCalls(Running running) {
        this.running = running;
    }

    Response list(AdminCall call) {
        running.exchanges().settle(PATIENCE);
        int most = call.number("limit", USUAL);
        var json = json(call);
        var list = JsonNodeFactory.instance.arrayNode();
        running.journal()
                .latest(filter(call, call.query("violation")), most)
                .forEach(entry -> list.add(json.summary(entry)));
        var answer = JsonNodeFactory.instance.objectNode();
        answer.put("kept", running.journal().size());
        answer.put("maximum", Journal.MOST);
        answer.put("missed", running.exchanges().dropped());
        answer.set("exchanges", list);
        return AdminCall.ok(running.ofThisMock(answer));
    }

    /** Exchanges of the document whose prefix the name of an operation has, or all. */
    private Predicate<Journal.Entry> ofDocument(Optional<String> operation) {
        var prefix = operation.map(OperationSelector::new).flatMap(OperationSelector::document);
        return entry -> prefix.stream()
                .allMatch(name -> running.served(entry)
                        .filter(served -> served.prefix().equals(name))
                        .isPresent());
    }

    /** The journal as an HTTP Archive, oldest first. */
    Response archive(AdminCall call) {
        var masked = call.isTrusted() ? Optional.<Secrets>empty() : Optional.of(secrets(running));
        return AdminCall.ok(new HttpArchive(running.url(), masked, ContractCalls.programVersion()).of(wanted(call)));
    }

    /** The journal as a workflow (Arazzo), oldest first: the exchanges of the document that the first of them belongs to. */
    Response workflow(AdminCall call) {
        var entries = wanted(call);
        var served = entries.stream()
                .flatMap(entry -> running.served(entry).stream())
                .findFirst();
        if (served.isEmpty()) {
            return AdminCall.notFound("The journal has no exchange of an operation that could be a step.");
        }
        var own = entries.stream()
                .filter(entry -> running.served(entry).equals(served))
                .toList();
        return AdminCall.ok(
                new ArazzoExport(served.get().contract(), secrets(running)).of(own, ContractCalls.programVersion()));
    }

    /** The exchanges that a client asks for, oldest first. */
    private List<Journal.Entry> wanted(AdminCall call) {
        running.exchanges().settle(PATIENCE);
        return running.journal().entries(filter(call, Optional.empty()));
    }

    private Predicate<Journal.Entry> filter(AdminCall call, Optional<String> violation) {
        return ofDocument(call.query("operation"))
                .and(new JournalFilter(
                        call.query("operation").map(OperationSelector::new),
                        call.query("status"),
                        call.query("path"),
                        call.session(),
                        call.query("since").map(JournalCalls::time),
                        violation));
    }

    /** A time as RFC 3339 writes it. A leap second, which Java knows in UTC only, begins with the next minute. */
    private static Instant time(String text) {
        boolean isLeap = text.startsWith("60", SECONDS);
        var time = Instant.parse(isLeap ? text.substring(0, SECONDS) + "59" + text.substring(SECONDS + 2) : text);
        return isLeap ? time.plusSeconds(1).truncatedTo(ChronoUnit.SECONDS) : time;
    }

    Response exchange(AdminCall call) {
        running.exchanges().settle(PATIENCE);
        long id = call.id();
        return running.journal()
                .find(id)
                .map(entry -> AdminCall.ok(withCoverage(entry, json(call).whole(entry, nearMisses(entry)))))
                .orElseGet(() -> AdminCall.notFound(
                        "The journal has no exchange " + id + "; it keeps the latest " + Journal.MOST + "."));
    }

    /** With what all requests have reached of the operation. */
    private ObjectNode withCoverage(Journal.Entry entry, ObjectNode node) {
        var exchange = entry.exchange();
        exchange.contract()
                .flatMap(index -> exchange.operation()
                        .flatMap(operation -> running.coverage().json(index, operation)))
                .ifPresent(covered -> node.set("coverage", covered));
        return node;
    }

    /** The fixtures that nearly answered, if another one or none did. */
    private List<FixtureNearMisses.NearMiss> nearMisses(Journal.Entry entry) {
        var exchange = entry.exchange();
        boolean isByCondition = exchange.answer()
                .explanation()
                .fixture()
                .filter(fixture -> !fixture.when().isAlways())
                .isPresent();
        return isByCondition
                ? List.of()
                : running.served(entry)
                        .flatMap(served -> exchange.answer()
                                .route()
                                .map(route -> served.engine().nearMisses(route, exchange.request())))
                        .orElse(List.of());
    }

    Response clear(AdminCall call) {
        running.exchanges().settle(PATIENCE);
        running.journal().clear(call.session());
        return AdminCall.done();
    }

    /** Counts calls, and says whether there are as many as expected. */
    Response count(AdminCall call) {
        running.exchanges().settle(PATIENCE);
        var body = call.body();
        var selector = new OperationSelector(body.path("operation").asString("*"));
        var known = OperationNames.find(running.served(), selector.text()).map(OperationNames.Found::operation);
        if (known.isEmpty() && selector.precision() == OperationSelector.Precision.OPERATION) {
            return unknown(selector);
        }
        var when = WhenReader.read(body.path("when"), known, "the condition");
        if (!when.broken().isEmpty()) {
            return AdminCall.invalid(
                    "The conditions cannot be read.",
                    when.broken().stream().map(broken -> broken.violation()).toList());
        }
        var calls = running.journal()
                .entries(ofDocument(Optional.of(selector.text()))
                        .and(JournalFilter.calls(selector, AdminCall.text(body, "session"))));
        var count = CallCount.of(calls, when.when(), running::facts);
        return AdminCall.ok(json(call, body, count));
    }

    private Response unknown(OperationSelector selector) {
        var names = running.served().stream()
                .flatMap(served -> served.contract().operations().stream())
                .map(Operation::name)
                .toList();
        return AdminCall.invalid(ContractCalls.unknownOperation(selector.text(), names));
    }

    private JsonNode json(AdminCall call, JsonNode expected, CallCount count) {
        var json = json(call);
        int calls = count.matching().size();
        var node = JsonNodeFactory.instance.objectNode();
        node.put("count", calls);
        node.put(
                "passed",
                calls == expected.path("times").asInt(calls)
                        && calls >= expected.path("atLeast").asInt(0)
                        && calls <= expected.path("atMost").asInt(Integer.MAX_VALUE));
        var matching = node.putArray("exchanges");
        count.matching().forEach(entry -> matching.add(entry.exchange().id()));
        var nearest = node.putArray("nearest");
        count.nearest()
                .forEach(near -> nearest.addObject()
                        .put("id", near.entry().exchange().id())
                        .set("conditions", json.conditions(near.conditions())));
        return node;
    }

    /** Secrets are shown to clients with the admin token only. */
    private ExchangeJson json(AdminCall call) {
        return new ExchangeJson(call.isTrusted() ? Optional.empty() : Optional.of(secrets(running)));
    }

    /** The usual names of secrets, and those of the API keys of the contracts. */
    static Secrets secrets(Running running) {
        var keys = running.served().stream()
                .flatMap(served -> served.contract().securitySchemes().values().stream())
                .flatMap(scheme ->
                        scheme instanceof SecurityScheme.ApiKey key ? Stream.of(key.parameter()) : Stream.empty())
                .toList();
        return Secrets.byName().and(keys);
    }
}
