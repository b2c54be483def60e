package dev.counterpart.verify.report;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.Location;
import dev.counterpart.spec.Severity;
import dev.counterpart.spec.Violation;
import dev.counterpart.verify.check.Verdict;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** For programs; its schema is {@code docs/schemas/report.schema.json}. */
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
        var root = NODES.objectNode();
        root.put("title", report.title());
        root.put("document", report.document());
        root.put("target", report.target());
        root.put("started", report.started().toString());
        root.put("milliseconds", report.took().toMillis());
        root.set("summary", summary(report));
        var causes = root.putArray("violations");
        report.causes().forEach(cause -> causes.add(cause(report, cause)));
        var coverage = root.putArray("coverage");
        for (var row : report.coverage().rows()) {
            var node = coverage.addObject();
            node.put("operation", row.operation().toString());
            node.put("status", row.status());
            node.put("cases", row.cases());
        }
        var cases = root.putArray("cases");
        report.results().forEach(result -> cases.add(result(report, result)));
        var remarks = root.putArray("remarks");
        report.remarks().forEach(remarks::add);
        return Json.pretty(root) + "\n";
    }

    private static ObjectNode summary(Report report) {
        var summary = NODES.objectNode();
        summary.put("cases", report.results().size());
        summary.put("passed", report.count(Verdict.Passed.class));
        summary.put("failed", report.count(Verdict.Failed.class));
        summary.put("errored", report.count(Verdict.Errored.class));
        summary.put("skipped", report.count(Verdict.Skipped.class));
        summary.put("errors", report.count(Severity.ERROR));
        summary.put("warnings", report.count(Severity.WARNING));
        summary.put("statusesDocumented", report.coverage().documented());
        summary.put("statusesSeen", report.coverage().seen());
        return summary;
    }

    private static ObjectNode cause(Report report, Cause cause) {
        var node = violation(report, cause.violation());
        node.put("subject", cause.subject());
        cause.operation().ifPresent(operation -> node.put("operation", operation.toString()));
        node.put("cases", cause.count());
        cause.shown().ifPresent(result -> {
            node.put("case", report.masking().text(result.sent().id()));
            node.put("again", report.again(result));
        });
        return node;
    }

    private static ObjectNode violation(Report report, Violation violation) {
        var node = NODES.objectNode();
        node.put("rule", violation.rule().id());
        node.put("severity", violation.severity().label());
        node.put("at", violation.at().toString());
        node.put("expected", report.masking().text(violation.expected()));
        node.put("actual", report.masking().text(violation.actual()));
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

    private static ObjectNode result(Report report, Result result) {
        var node = NODES.objectNode();
        node.put("operation", result.operation().toString());
        node.put("group", result.sent().group());
        node.put("title", report.masking().text(result.sent().title()));
        node.put(
                "source",
                result.sent()
                        .origin()
                        .source()
                        .name()
                        .toLowerCase(java.util.Locale.ROOT)
                        .replace('_', '-'));
        node.put("expected", result.sent().expectation().text());
        node.put("reason", result.sent().origin().reason());
        node.put("verdict", result.verdict().word());
        result.status().ifPresent(status -> node.put("status", status));
        result.observation()
                .ifPresent(observation ->
                        node.put("milliseconds", observation.took().toMillis()));
        if (result.verdict() instanceof Verdict.Skipped skipped) {
            node.put("message", skipped.reason());
        }
        if (result.verdict() instanceof Verdict.Errored errored) {
            node.put("message", errored.reason());
        }
        var rules = node.putArray("rules");
        result.verdict().violations().stream()
                .map(violation -> violation.rule().id())
                .distinct()
                .forEach(rules::add);
        return node;
    }
}
