package dev.counterpart.mock.journal;

import dev.counterpart.fixtures.When;
import dev.counterpart.mock.engine.FixtureNearMisses;
import dev.counterpart.mock.live.Exchange;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.http.Utf8;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.secret.Secrets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Exchanges as JSON. */
public final class ExchangeJson {

    private final Optional<Secrets> secrets;

    /** @param secrets masks secrets; empty if they are shown */
    public ExchangeJson(Optional<Secrets> secrets) {
        this.secrets = secrets;
    }

    /** One line of the journal. */
    public ObjectNode summary(Journal.Entry entry) {
        var exchange = entry.exchange();
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", exchange.id());
        node.put("time", exchange.time().toString());
        node.put("durationMillis", exchange.duration().toNanos() / 1_000_000.0);
        exchange.client()
                .ifPresent(client -> node.put("client", client.getAddress().getHostAddress()));
        exchange.session().ifPresent(session -> node.put("session", session));
        node.put("method", exchange.request().method());
        node.put("path", exchange.request().path());
        node.put("query", query(exchange.request().query()));
        node.put("status", exchange.response().status());
        origin(exchange, node);
        node.put("violations", exchange.violations().size());
        node.put("requestBytes", entry.requestBytes());
        node.put("responseBytes", entry.responseBytes());
        return node;
    }

    /** What was called, and where the answer came from. */
    private static void origin(Exchange exchange, ObjectNode node) {
        exchange.answer().fault().ifPresent(fault -> node.put("fault", fault.label()));
        exchange.operation().ifPresent(operation -> {
            node.put("operation", operation.name());
            node.put("operationKey", operation.key().toString());
        });
        exchange.contract().ifPresent(contract -> node.put("contract", contract));
        var explanation = exchange.answer().explanation();
        explanation.fixture().ifPresent(fixture -> node.put("fixture", fixture.place()));
        node.put("source", explanation.summary());
        node.put("outsideTheContract", explanation.isOutsideTheContract());
    }

    /**
     * Everything about an exchange.
     *
     * @param nearMisses the fixtures whose conditions it nearly met
     */
    public ObjectNode whole(Journal.Entry entry, List<FixtureNearMisses.NearMiss> nearMisses) {
        var exchange = entry.exchange();
        var node = summary(entry);
        node.set("request", request(exchange.request(), entry.isRequestCut()));
        node.set("response", response(exchange.response(), entry.isResponseCut()));
        var why = node.putArray("why");
        exchange.reasons().forEach(why::add);
        var warnings = node.putArray("warnings");
        exchange.answer().explanation().warnings().forEach(warnings::add);
        node.set("violationList", ViolationJson.list(exchange.violations()));
        var near = node.putArray("nearMisses");
        nearMisses.forEach(miss -> near.add(nearMiss(miss)));
        return node;
    }

    private ObjectNode nearMiss(FixtureNearMisses.NearMiss miss) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("fixture", miss.fixture().label());
        node.put("file", miss.fixture().file().file());
        node.put("line", miss.fixture().file().line());
        node.set("conditions", conditions(miss.conditions()));
        return node;
    }

    /** Conditions and the values of a request. */
    public JsonNode conditions(List<FixtureNearMisses.Condition> conditions) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (var each : conditions) {
            var node = list.addObject();
            node.put("condition", each.key().toString());
            node.put("holds", each.holds());
            boolean isSecret = secrets.filter(known -> known.isSecret(each.key().name()) || isCredential(each.key()))
                    .isPresent();
            node.put("expected", isSecret ? Secrets.MASK : each.expected().toString());
            each.actual()
                    .ifPresent(actual ->
                            node.put("actual", isSecret ? Secrets.MASK : Violation.shortened(Json.text(actual))));
        }
        return list;
    }

    private static boolean isCredential(When.Key key) {
        return key.part() == When.Part.COOKIE
                || (key.part() == When.Part.HEADER && key.name().equalsIgnoreCase("Authorization"));
    }

    private ObjectNode request(Request sent, boolean isCut) {
        var request = secrets.map(known -> known.masked(sent)).orElse(sent);
        var node = JsonNodeFactory.instance.objectNode();
        node.put("method", request.method());
        node.put("target", request.target());
        node.set("headers", headers(request.headers()));
        node.set("body", body(request.body(), isCut));
        return node;
    }

    private ObjectNode response(Response sent, boolean isCut) {
        var response = secrets.map(known -> known.masked(sent)).orElse(sent);
        var node = JsonNodeFactory.instance.objectNode();
        node.put("status", response.status());
        node.set("headers", headers(response.headers()));
        node.set("body", body(response.body(), isCut));
        return node;
    }

    private static JsonNode headers(Headers headers) {
        var list = JsonNodeFactory.instance.arrayNode();
        headers.fields()
                .forEach(field -> list.addObject().put("name", field.getKey()).put("value", field.getValue()));
        return list;
    }

    /** Text if the bytes are UTF-8, otherwise Base64. */
    private static ObjectNode body(byte[] bytes, boolean isCut) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("cut", isCut);
        var text = text(bytes, isCut);
        text.ifPresent(known -> node.put("text", known));
        if (text.isEmpty()) {
            node.put("base64", Base64.getEncoder().encodeToString(bytes));
        }
        return node;
    }

    /** A cut can divide the last character. */
    private static Optional<String> text(byte[] bytes, boolean isCut) {
        return IntStream.rangeClosed(0, isCut ? Math.min(3, bytes.length) : 0)
                .mapToObj(less -> Utf8.text(Arrays.copyOf(bytes, bytes.length - less)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private String query(String query) {
        return secrets.map(known -> known.query(query)).orElse(query);
    }
}
