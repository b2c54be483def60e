package dev.counterpart.verify.report;

import dev.counterpart.spec.Severity;
import dev.counterpart.spec.Violation;
import dev.counterpart.verify.check.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** One page to read without network: overview, documented statuses, each violation with its exchange, all cases. */
public final class HtmlFormat implements ReportFormat {

    private static final int LONGEST_BODY = 4_000;

    @Override
    public String name() {
        return "html";
    }

    @Override
    public String fileName() {
        return "report.html";
    }

    @Override
    public String text(Report report) {
        String title = report.title().isEmpty() ? report.document() : report.title();
        return template()
                .replace("{{title}}", escaped(title))
                .replace("{{target}}", escaped(report.target()))
                .replace("{{document}}", escaped(report.document()))
                .replace("{{started}}", escaped(report.started().toString().substring(0, 19) + "Z"))
                .replace("{{summary}}", summary(report))
                .replace("{{coverage}}", coverage(report))
                .replace("{{violations}}", violations(report))
                .replace("{{remarks}}", remarks(report))
                .replace("{{cases}}", cases(report));
    }

    private static String template() {
        try (InputStream in = HtmlFormat.class.getResourceAsStream("report.html")) {
            if (in == null) {
                throw new IllegalStateException("report.html is missing beside " + HtmlFormat.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String summary(Report report) {
        return tile("passed", report.count(Verdict.Passed.class))
                + tile("failed", report.count(Verdict.Failed.class))
                + tile("errored", report.count(Verdict.Errored.class))
                + tile("skipped", report.count(Verdict.Skipped.class))
                + tile("errors", report.count(Severity.ERROR))
                + tile("warnings", report.count(Severity.WARNING));
    }

    private static String tile(String word, long count) {
        return "<div class=\"tile " + word + (count == 0 ? " zero" : "") + "\"><b>" + count + "</b> " + word + "</div>";
    }

    private static String coverage(Report report) {
        Map<String, Map<String, Integer>> rows = new LinkedHashMap<>();
        Set<String> statuses = new LinkedHashSet<>();
        for (var row : report.coverage().rows()) {
            statuses.add(row.status());
            rows.computeIfAbsent(row.operation().toString(), key -> new LinkedHashMap<>())
                    .put(row.status(), row.cases());
        }
        var columns = statuses.stream().sorted().toList();
        var text = new StringBuilder("<table><thead><tr><th scope=\"col\">operation</th>");
        columns.forEach(status ->
                text.append("<th scope=\"col\">").append(escaped(status)).append("</th>"));
        text.append("</tr></thead><tbody>");
        rows.forEach((operation, cells) -> {
            text.append("<tr><th scope=\"row\">").append(escaped(operation)).append("</th>");
            columns.forEach(status -> text.append(cell(cells.get(status))));
            text.append("</tr>");
        });
        return text.append("</tbody></table>").toString();
    }

    private static String cell(@org.jspecify.annotations.Nullable Integer cases) {
        if (cases == null) {
            return "<td class=\"none\" title=\"not documented\"></td>";
        }
        return cases == 0 ? "<td class=\"unseen\">unseen</td>" : "<td class=\"seen\">" + cases + "</td>";
    }

    private static String violations(Report report) {
        if (report.causes().isEmpty()) {
            return "<p>Nothing is wrong.</p>";
        }
        var text = new StringBuilder();
        for (var cause : report.causes()) {
            var violation = cause.violation();
            text.append("<details class=\"cause ")
                    .append(violation.severity().label())
                    .append("\" data-text=\"")
                    .append(escaped(violation.rule() + " " + cause.subject()))
                    .append("\" open><summary><code>")
                    .append(escaped(violation.rule().id()))
                    .append("</code> ")
                    .append(escaped(cause.subject()))
                    .append(cause.count() > 1 ? " <span class=\"count\">" + cause.count() + " cases</span>" : "")
                    .append("</summary><dl>");
            violation
                    .facts()
                    .forEach((label, fact) ->
                            text.append(fact(label, report.masking().text(fact))));
            cause.shown().ifPresent(result -> text.append(fact("again", report.again(result))));
            text.append("</dl>");
            cause.shown().ifPresent(result -> text.append(exchange(report, result)));
            text.append("</details>");
        }
        return text.toString();
    }

    private static String fact(String label, String value) {
        return "<dt>" + escaped(label) + "</dt><dd>" + escaped(value) + "</dd>";
    }

    private static String exchange(Report report, Result result) {
        var request = result.sent().request();
        var text = new StringBuilder(request.method() + " " + request.target() + "\n");
        request.headers()
                .fields()
                .forEach(field -> text.append(field.getKey())
                        .append(": ")
                        .append(report.masking().header(field.getKey(), field.getValue()))
                        .append('\n'));
        if (request.hasBody()) {
            text.append('\n').append(body(new String(request.body(), StandardCharsets.UTF_8)));
        }
        String sent = "<h4>request</h4><pre>" + escaped(report.masking().text(text.toString())) + "</pre>";
        return sent
                + result.answer()
                        .map(answer -> answered(report, answer.response()))
                        .orElse("");
    }

    private static String answered(Report report, dev.counterpart.spec.http.Response response) {
        var text = new StringBuilder(response.status() + "\n");
        response.headers()
                .fields()
                .forEach(field -> text.append(field.getKey())
                        .append(": ")
                        .append(report.masking().header(field.getKey(), field.getValue()))
                        .append('\n'));
        if (response.hasBody()) {
            text.append('\n').append(body(response.text()));
        }
        return "<h4>response</h4><pre>" + escaped(report.masking().text(text.toString())) + "</pre>";
    }

    private static String body(String text) {
        return text.length() > LONGEST_BODY ? text.substring(0, LONGEST_BODY) + "…" : text;
    }

    private static String remarks(Report report) {
        var text = new StringBuilder();
        report.remarks()
                .forEach(remark -> text.append("<p class=\"remark\">")
                        .append(escaped(remark))
                        .append("</p>"));
        return text.toString();
    }

    private static String cases(Report report) {
        var text = new StringBuilder();
        for (var result : report.results()) {
            String rules = String.join(
                    ", ",
                    result.verdict().violations().stream()
                            .map(violation -> violation.rule().id())
                            .distinct()
                            .toList());
            text.append("<tr class=\"")
                    .append(result.verdict().word())
                    .append("\"><td>")
                    .append(result.verdict().word())
                    .append("</td><td>")
                    .append(escaped(result.operation().toString()))
                    .append("</td><td>")
                    .append(escaped(report.masking().text(result.sent().group())))
                    .append("</td><td>")
                    .append(escaped(report.masking()
                            .text(Violation.shortened(result.sent().title()))))
                    .append("</td><td>")
                    .append(result.status()
                            .map(status -> Integer.toString(status))
                            .orElse(""))
                    .append("</td><td>")
                    .append(result.observation()
                            .map(observation -> observation.took().toMillis() + " ms")
                            .orElse(""))
                    .append("</td><td>")
                    .append(escaped(rules))
                    .append("</td></tr>\n");
        }
        return text.toString();
    }

    private static String escaped(String text) {
        return JUnitXmlFormat.attribute(text).replace("&#10;", "\n").replace("{{", "&#123;{");
    }
}
