package dev.counterpart.verify.format;

import dev.counterpart.spec.Counted;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.report.Cause;
import dev.counterpart.verify.report.Causes;
import dev.counterpart.verify.report.Coverage;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.ReportedCase;
import dev.counterpart.verify.report.ReportedExchange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
        page.put("verdict", verdict(report));
        page.put("outcome", outcome(report));
        page.put("tiles", tiles(report));
        var statuses = new TreeSet<String>();
        report.coverage().rows().forEach(row -> statuses.add(row.status()));
        page.put("statuses", statuses);
        page.put("rows", rows(report, statuses));
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
        page.put("groups", groups(report.cases()));
        return page;
    }

    private static String outcome(Report report) {
        return report.fails(Severity.ERROR)
                ? "failed"
                : report.causes().isEmpty() && report.count(Verdict.Passed.class) > 0 ? "passed" : "warned";
    }

    /** For example {@code Failed: 3 violations in 2 operations}. */
    private static String verdict(Report report) {
        var parts = new ArrayList<String>();
        part(report, Severity.ERROR, "violation").ifPresent(parts::add);
        part(report, Severity.WARNING, "warning").ifPresent(parts::add);
        long errored = report.count(Verdict.Errored.class);
        if (errored > 0) {
            parts.add(Counted.of(errored, "case") + " could not be carried out");
        }
        if (report.fails(Severity.ERROR)) {
            return parts.isEmpty() ? "Failed" : "Failed: " + String.join(", ", parts);
        }
        long passed = report.count(Verdict.Passed.class);
        if (passed == 0) {
            return "Nothing was tested";
        }
        return "Passed: " + Counted.of(passed, "case") + (parts.isEmpty() ? "" : ", with " + String.join(", ", parts));
    }

    private static Optional<String> part(Report report, Severity severity, String noun) {
        var causes = report.causes().stream()
                .filter(cause -> cause.violation().severity() == severity)
                .toList();
        long operations = causes.stream()
                .map(Cause::operation)
                .filter(name -> !name.isEmpty())
                .distinct()
                .count();
        return Optional.of(causes.size())
                .filter(count -> count > 0)
                .map(count -> Counted.of(count, noun)
                        + (operations == 0 ? "" : " in " + Counted.of(operations, "operation")));
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

    private static List<Map<String, Object>> rows(Report report, Set<String> statuses) {
        Map<String, Map<String, Coverage.Row>> byOperation = new LinkedHashMap<>();
        report.coverage()
                .rows()
                .forEach(row -> byOperation
                        .computeIfAbsent(row.operation(), key -> new HashMap<>())
                        .put(row.status(), row));
        var rows = new ArrayList<Map<String, Object>>();
        byOperation.forEach((operation, documented) -> rows.add(Map.of(
                "operation",
                operation,
                "cells",
                statuses.stream()
                        .map(status -> cell(Optional.ofNullable(documented.get(status)), report))
                        .toList())));
        return rows;
    }

    /** The number of cases with that answer, and its declared media types. */
    private static Map<String, Object> cell(Optional<Coverage.Row> documented, Report report) {
        return documented
                .map(row -> Map.of(
                        "isUnseen",
                        !row.isSeen(),
                        "isExcused",
                        !row.isSeen() && row.ifUnseen().isEmpty(),
                        "reason",
                        row.isSeen() ? "" : reason(row, report.cases()),
                        "cases",
                        row.cases(),
                        "types",
                        row.mediaTypes().entrySet().stream()
                                .map(type -> type(type.getKey(), type.getValue()))
                                .toList()))
                .orElse(Map.of("isUndocumented", true));
    }

    /** Why the user excuses a status that was not seen: the reason of the case that stands for it. */
    private static String reason(Coverage.Row row, List<ReportedCase> cases) {
        return cases.stream()
                .filter(each -> each.verdict() instanceof Verdict.Skipped
                        && each.operation().equals(row.operation())
                        && each.group().equals(row.status()))
                .map(ReportedCase::reason)
                .findFirst()
                .orElse("");
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
                        .map(fact -> Map.of(
                                "label",
                                fact.getKey(),
                                "fact",
                                fact.getValue(),
                                "isCommand",
                                fact.getKey().equals("again")))
                        .toList(),
                "messages",
                cause.shown()
                        .flatMap(ReportedCase::exchange)
                        .map(HtmlPage::messages)
                        .orElse(List.of()));
    }

    private static List<Map<String, Object>> messages(ReportedExchange exchange) {
        var request = exchange.request();
        var messages = new ArrayList<Map<String, Object>>();
        messages.add(message("request", request.method() + " " + request.target(), request.headers(), request.body()));
        exchange.response()
                .ifPresent(answer ->
                        messages.add(message("response", "" + answer.status(), answer.headers(), answer.body())));
        return messages;
    }

    private static Map<String, Object> message(
            String heading, String firstLine, List<ReportedExchange.Field> headers, ReportedExchange.Body body) {
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

    /** The cases of each operation. */
    private static List<Map<String, Object>> groups(List<ReportedCase> cases) {
        Map<String, List<ReportedCase>> byOperation = new LinkedHashMap<>();
        cases.forEach(each -> byOperation
                .computeIfAbsent(each.operation(), key -> new ArrayList<>())
                .add(each));
        var groups = new ArrayList<Map<String, Object>>();
        byOperation.forEach((operation, all) -> groups.add(Map.of(
                "operation",
                operation,
                "counts",
                counts(all),
                "cases",
                all.stream().map(HtmlPage::row).toList())));
        return groups;
    }

    /** For example {@code 12 passed, 1 failed}. */
    private static String counts(List<ReportedCase> cases) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        cases.forEach(each -> counts.merge(each.verdict().word(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
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
                        each.group(),
                        Violation.shortened(each.title()),
                        each.status().map(status -> Integer.toString(status)).orElse(""),
                        isSent ? each.took().toMillis() + " ms" : "",
                        String.join(", ", each.rules())));
    }
}
