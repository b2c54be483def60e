package dev.counterpart.verify.format;

import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.report.Causes;
import dev.counterpart.verify.report.Coverage;
import dev.counterpart.verify.report.Exchange;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.ReportedCase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The content of a report for the template of the HTML page: texts and numbers by the names in the template. */
final class HtmlPage {

    /** Longer bodies are cut, in characters. */
    private static final int LONGEST_BODY = 4_000;

    private HtmlPage() {}

    static Map<String, Object> of(Report report) {
        var about = report.about();
        var page = new LinkedHashMap<String, Object>();
        page.put("title", about.name());
        page.put("target", about.target());
        page.put("document", about.document());
        page.put("started", about.started().toString().substring(0, 19) + "Z");
        page.put("tiles", tiles(report));
        var statuses = new TreeSet<String>();
        report.coverage().rows().forEach(row -> statuses.add(row.status()));
        page.put("statuses", statuses);
        page.put("rows", rows(report.coverage(), statuses));
        page.put(
                "causes",
                Causes.of(report.causes()).stream()
                        .map(group -> cause(
                                group, group.shortest().violation().severity().label(), true))
                        .toList());
        page.put(
                "known",
                report.known().stream()
                        .map(cause -> cause(new Causes(List.of(cause)), "known", false))
                        .toList());
        page.put("remarks", report.remarks());
        page.put("cases", report.cases().stream().map(HtmlPage::row).toList());
        return page;
    }

    private static List<Map<String, Object>> tiles(Report report) {
        return List.of(
                tile("passed", report.count(Verdict.Passed.class)),
                tile("failed", report.count(Verdict.Failed.class)),
                tile("errored", report.count(Verdict.Errored.class)),
                tile("skipped", report.count(Verdict.Skipped.class)),
                tile("errors", report.count(Severity.ERROR)),
                tile("warnings", report.count(Severity.WARNING)));
    }

    private static Map<String, Object> tile(String word, long count) {
        return Map.of("word", word, "count", count);
    }

    private static List<Map<String, Object>> rows(Coverage coverage, Set<String> statuses) {
        Map<String, Map<String, Coverage.Row>> byOperation = new LinkedHashMap<>();
        coverage.rows()
                .forEach(row -> byOperation
                        .computeIfAbsent(row.operation(), key -> new HashMap<>())
                        .put(row.status(), row));
        var rows = new ArrayList<Map<String, Object>>();
        byOperation.forEach((operation, documented) -> rows.add(Map.of(
                "operation",
                operation,
                "cells",
                statuses.stream()
                        .map(status -> cell(Optional.ofNullable(documented.get(status))))
                        .toList())));
        return rows;
    }

    /** The number of cases with that answer, and its declared media types. */
    private static Map<String, Object> cell(Optional<Coverage.Row> documented) {
        return documented
                .map(row -> Map.of(
                        "isUnseen",
                        !row.isSeen(),
                        "cases",
                        row.cases(),
                        "types",
                        row.mediaTypes().entrySet().stream()
                                .map(type -> type(type.getKey(), type.getValue()))
                                .toList()))
                .orElse(Map.of("isUndocumented", true));
    }

    private static Map<String, Object> type(String mediaType, int cases) {
        return Map.of("type", mediaType, "isUnseen", cases == 0, "seen", cases == 0 ? "unseen" : cases);
    }

    /** One entry: the shortest command, and all places with the same reason. */
    private static Map<String, Object> cause(Causes group, String style, boolean isOpen) {
        var cause = group.shortest();
        var facts = new LinkedHashMap<>(cause.violation().facts());
        if (group.places().size() > 1) {
            facts.put("places", group.places().size() + ": " + String.join(", ", group.places()));
        }
        cause.shown().ifPresent(each -> facts.put("again", each.again()));
        cause.shown().filter(ReportedCase::isShrunk).ifPresent(each -> facts.put("shrunk", each.reason()));
        return Map.of(
                "style",
                style,
                "isOpen",
                isOpen,
                "rule",
                cause.violation().rule().id(),
                "subject",
                cause.subject(),
                "count",
                group.count() > 1 ? Integer.toString(group.count()) : "",
                "facts",
                facts.entrySet().stream()
                        .map(fact -> Map.of("label", fact.getKey(), "fact", fact.getValue()))
                        .toList(),
                "messages",
                cause.shown()
                        .flatMap(ReportedCase::exchange)
                        .map(HtmlPage::messages)
                        .orElse(List.of()));
    }

    private static List<Map<String, Object>> messages(Exchange exchange) {
        var request = exchange.request();
        var messages = new ArrayList<Map<String, Object>>();
        messages.add(message("request", request.method() + " " + request.target(), request.headers(), request.body()));
        exchange.response()
                .ifPresent(answer ->
                        messages.add(message("response", "" + answer.status(), answer.headers(), answer.body())));
        return messages;
    }

    private static Map<String, Object> message(
            String heading, String firstLine, List<Exchange.Field> headers, Exchange.Body body) {
        var text = new StringBuilder(firstLine).append('\n');
        headers.forEach(field ->
                text.append(field.name()).append(": ").append(field.value()).append('\n'));
        if (body.size() > 0) {
            text.append('\n')
                    .append(body.isBase64() ? "(no text; in Base64) " : "")
                    .append(cut(body.text()));
        }
        return Map.of("heading", heading, "text", text.toString());
    }

    private static String cut(String text) {
        return text.length() > LONGEST_BODY ? text.substring(0, LONGEST_BODY) + "…" : text;
    }

    private static Map<String, Object> row(ReportedCase each) {
        String word = each.verdict().word();
        boolean isSent = !(each.verdict() instanceof Verdict.Skipped);
        return Map.of(
                "verdict",
                word,
                "cells",
                List.of(
                        word,
                        each.operation(),
                        each.group(),
                        Violation.shortened(each.title()),
                        each.status().map(status -> Integer.toString(status)).orElse(""),
                        isSent ? each.took().toMillis() + " ms" : "",
                        String.join(", ", each.rules())));
    }
}
