package dev.counterpart.verify.format;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Pair;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.ReportedCase;
import dev.counterpart.verify.report.ReportedExchange;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** All exchanges, for the network view of a browser (HTTP Archive 1.2), credentials masked. */
public final class HarFormat implements ReportFormat {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Override
    public String name() {
        return "har";
    }

    @Override
    public String fileName() {
        return "exchanges.har";
    }

    @Override
    public String text(Report report) {
        var root = NODES.objectNode();
        var log = root.putObject("log");
        log.put("version", "1.2");
        log.putObject("creator").put("name", "Counterpart").put("version", ToolVersion.TEXT);
        var entries = log.putArray("entries");
        for (var each : report.cases()) {
            each.exchange()
                    .flatMap(ReportedExchange::response)
                    .ifPresent(response -> entries.add(entry(report.about(), each, response)));
        }
        return Json.pretty(root) + "\n";
    }

    private static ObjectNode entry(Report.About about, ReportedCase each, ReportedExchange.Received response) {
        var entry = NODES.objectNode();
        long millis = each.took().toMillis();
        entry.put("startedDateTime", about.started().toString());
        entry.put("time", millis);
        entry.set("request", request(about, each.exchange().orElseThrow().request()));
        entry.set("response", response(response));
        entry.putObject("cache");
        entry.putObject("timings").put("send", 0).put("wait", millis).put("receive", 0);
        entry.put("comment", each.id() + ": " + each.verdict().word());
        return entry;
    }

    private static ObjectNode request(Report.About about, ReportedExchange.Sent request) {
        var node = NODES.objectNode();
        node.put("method", request.method());
        node.put("url", request.isElsewhere() ? request.target() : about.target() + request.target());
        node.put("httpVersion", "HTTP/1.1");
        node.putArray("cookies");
        headers(request.headers(), node.putArray("headers"));
        query(request.query(), node.putArray("queryString"));
        var body = request.body();
        if (body.size() > 0) {
            node.putObject("postData")
                    .put(
                            "mimeType",
                            ReportedExchange.first(request.headers(), "Content-Type")
                                    .orElse(""))
                    .put("text", body.isBase64() ? "(not text)" : body.text());
        }
        node.put("headersSize", -1);
        node.put("bodySize", body.size());
        return node;
    }

    private static void query(String query, ArrayNode node) {
        for (var pair : Pair.ofQuery(query)) {
            node.addObject().put("name", pair.name()).put("value", pair.value());
        }
    }

    private static ObjectNode response(ReportedExchange.Received response) {
        var node = NODES.objectNode();
        node.put("status", response.status());
        node.put("statusText", "");
        node.put("httpVersion", "HTTP/1.1");
        node.putArray("cookies");
        headers(response.headers(), node.putArray("headers"));
        var content = node.putObject("content");
        content.put("size", response.body().size());
        content.put(
                "mimeType",
                ReportedExchange.first(response.headers(), "Content-Type").orElse(""));
        content.put("text", response.body().text());
        if (response.body().isBase64()) {
            content.put("encoding", "base64");
        }
        node.put(
                "redirectURL",
                ReportedExchange.first(response.headers(), "Location").orElse(""));
        node.put("headersSize", -1);
        node.put("bodySize", response.body().size());
        return node;
    }

    private static void headers(List<ReportedExchange.Field> headers, ArrayNode array) {
        headers.forEach(field -> array.addObject().put("name", field.name()).put("value", field.value()));
    }
}
