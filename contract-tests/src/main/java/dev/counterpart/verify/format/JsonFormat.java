package dev.counterpart.verify.format;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.report.Cause;
import dev.counterpart.verify.report.Causes;
import dev.counterpart.verify.report.Coverage;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.ReportedCase;
import dev.counterpart.verify.report.ReportedExchange;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * For programs; its schema is {@code docs/schemas/report.schema.json}. {@link ReportReader} reads it.
 */
public final class JsonFormat implements ReportFormat {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Override
    public String name() {
        return "json";
    }

    @Override
    public String fileName() {
        return "report.json";
    }

    @Override
    public String text(Report report) {
        var about = report.about();
        var root = NODES.objectNode();
        root.put("version", ToolVersion.TEXT);
        root.put("title", about.title());
        root.put("document", about.document());
        root.put("target", about.target());
        root.put("started", about.started().toString());
        root.put("milliseconds", about.took().toMillis());
        about.shard().ifPresent(shard -> root.put("shard", shard.toString()));
        root.put("whole", about.isWhole());
        if (!about.limits().isEmpty()) {
            root.put("limits", about.limits());
        }
        root.set("summary", summary(report));
        causes(report.causes(), root.putArray("violations"));
        groups(report.causes(), root.putArray("groups"));
        causes(report.known(), root.putArray("known"));
        var coverage = root.putArray("coverage");
        report.coverage().rows().forEach(row -> coverage.add(row(row)));
        var cases = root.putArray("cases");
        report.cases().forEach(each -> cases.add(each(each)));
        var remarks = root.putArray("remarks");
        report.remarks().forEach(remarks::add);
        return Json.pretty(root) + "\n";
    }

    private static ObjectNode summary(Report report) {
        var summary = NODES.objectNode();
        summary.put("cases", report.cases().size());
        summary.put("passed", report.count(Verdict.Passed.class));
        summary.put("failed", report.count(Verdict.Failed.class));
        summary.put("errored", report.count(Verdict.Errored.class));
        summary.put("skipped", report.count(Verdict.Skipped.class));
        summary.put("errors", report.count(Severity.ERROR));
        summary.put("warnings", report.count(Severity.WARNING));
        summary.put("known", report.known().size());
        summary.put("statusesDocumented", report.coverage().documented());
        summary.put("statusesSeen", report.coverage().seen());
        return summary;
    }

    private static void causes(List<Cause> causes, ArrayNode array) {
        for (var cause : causes) {
            var node = violation(cause.violation());
            node.put("subject", cause.subject());
            if (!cause.operation().isEmpty()) {
                node.put("operation", cause.operation());
            }
            node.put("cases", cause.count());
            cause.shown().ifPresent(each -> {
                node.put("case", each.id());
                node.put("again", each.again());
            });
            array.add(node);
        }
    }

    /** Violations with one reason and one fix, each with all its places. */
    private static void groups(List<Cause> causes, ArrayNode array) {
        for (var group : Causes.of(causes)) {
            var cause = group.shortest();
            var node = array.addObject();
            node.put("rule", cause.violation().rule().id());
            node.put("severity", cause.violation().severity().label());
            node.put("cases", group.count());
            var places = node.putArray("places");
            group.places().forEach(places::add);
            node.put("fix", cause.violation().fix());
            cause.shown().ifPresent(each -> node.put("again", each.again()));
        }
    }

    private static ObjectNode violation(Violation violation) {
        var node = NODES.objectNode();
        node.put("rule", violation.rule().id());
        node.put("severity", violation.severity().label());
        node.put("at", violation.at().toString());
        node.put("expected", violation.expected());
        node.put("actual", violation.actual());
        violation.declared().ifPresent(location -> node.set("declared", location(location)));
        if (!violation.basis().isEmpty()) {
            node.put("basis", violation.basis());
        }
        node.put("fix", violation.fix());
        return node;
    }

    private static ObjectNode location(Location location) {
        var node = NODES.objectNode();
        node.put("file", location.file());
        node.put("line", location.line());
        node.put("pointer", location.pointer().toString());
        return node;
    }

    private static ObjectNode row(Coverage.Row row) {
        var node = NODES.objectNode();
        node.put("operation", row.operation());
        node.put("status", row.status());
        node.put("cases", row.cases());
        var mediaTypes = node.putObject("mediaTypes");
        row.mediaTypes().forEach(mediaTypes::put);
        row.ifUnseen().ifPresent(violation -> node.set("ifUnseen", violation(violation)));
        return node;
    }

    private static ObjectNode each(ReportedCase each) {
        var node = NODES.objectNode();
        node.put("id", each.id());
        node.put("operation", each.operation());
        node.put("group", each.group());
        node.put("title", each.title());
        node.put("source", each.source());
        node.put("expected", each.expected());
        node.put("reason", each.reason());
        node.put("verdict", each.verdict().word());
        each.status().ifPresent(status -> node.put("status", status));
        if (!each.mediaType().isEmpty()) {
            node.put("mediaType", each.mediaType());
        }
        node.put("milliseconds", each.took().toMillis());
        if (!each.verdict().reason().isEmpty()) {
            node.put("message", each.verdict().reason());
        }
        node.put("again", each.again());
        var violations = node.putArray("violations");
        each.verdict().violations().forEach(violation -> violations.add(violation(violation)));
        if (!each.known().isEmpty()) {
            var known = node.putArray("known");
            each.known().forEach(known::add);
        }
        each.exchange()
                .filter(exchange ->
                        !each.verdict().violations().isEmpty() || !each.known().isEmpty())
                .ifPresent(exchange -> node.set("exchange", exchange(exchange)));
        return node;
    }

    private static ObjectNode exchange(ReportedExchange exchange) {
        var node = NODES.objectNode();
        var request = node.putObject("request");
        request.put("method", exchange.request().method());
        request.put("target", exchange.request().target());
        message(request, exchange.request().headers(), exchange.request().body());
        exchange.response().ifPresent(answer -> {
            var response = node.putObject("response");
            response.put("status", answer.status());
            message(response, answer.headers(), answer.body());
        });
        return node;
    }

    private static void message(ObjectNode node, List<ReportedExchange.Field> headers, ReportedExchange.Body body) {
        var fields = node.putArray("headers");
        headers.forEach(field -> fields.addObject().put("name", field.name()).put("value", field.value()));
        if (body.size() > 0) {
            node.putObject("body")
                    .put("text", body.text())
                    .put("base64", body.isBase64())
                    .put("size", body.size());
        }
    }
}
