package dev.counterpart.verify.format;

import dev.counterpart.spec.Severity;
import dev.counterpart.spec.Violation;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.report.Cause;
import dev.counterpart.verify.report.Coverage;
import dev.counterpart.verify.report.Exchange;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.ReportedCase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
        var about = report.about();
        return template()
                .replace("{{title}}", escaped(about.name()))
                .replace("{{target}}", escaped(about.target()))
                .replace("{{document}}", escaped(about.document()))
                .replace("{{started}}", escaped(about.started().toString().substring(0, 19) + "Z"))
                .replace("{{summary}}", summary(report))
                .replace("{{coverage}}", coverage(report.coverage()))
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

    private static String coverage(Coverage coverage) {
        Map<String, Map<String, Coverage.Row>> rows = new LinkedHashMap<>();
        Set<String> statuses = new TreeSet<>();
        for (var row : coverage.rows()) {
            statuses.add(row.status());
            rows.computeIfAbsent(row.operation(), key -> new HashMap<>()).put(row.status(), row);
        }
        var text = new StringBuilder("<table><thead><tr><th scope=\"col\">operation</th>");
        statuses.forEach(status ->
                text.append("<th scope=\"col\">").append(escaped(status)).append("</th>"));
        text.append("</tr></thead><tbody>");
        rows.forEach((operation, cells) -> {
            text.append("<tr><th scope=\"row\">").append(escaped(operation)).append("</th>");
            statuses.forEach(status -> text.append(cell(Optional.ofNullable(cells.get(status)))));
            text.append("</tr>");
        });
        return text.append("</tbody></table>").toString();
    }

    /** How many cases were answered so, and below it with which of the declared media types. */
    private static String cell(Optional<Coverage.Row> documented) {
        if (documented.isEmpty()) {
            return "<td class=\"none\" title=\"not documented\"></td>";
        }
        var row = documented.get();
        if (!row.isSeen()) {
            return "<td class=\"unseen\">unseen</td>";
        }
        var text = new StringBuilder("<td class=\"seen\">" + row.cases());
        row.mediaTypes()
                .forEach((type, cases) -> text.append("<div class=\"type")
                        .append(cases == 0 ? " unseen" : "")
                        .append("\">")
                        .append(escaped(type))
                        .append(cases == 0 ? " unseen" : " " + cases)
                        .append("</div>"));
        return text.append("</td>").toString();
    }

    private static String violations(Report report) {
        var text = new StringBuilder();
        report.causes()
                .forEach(cause ->
                        text.append(cause(cause, cause.violation().severity().label(), true)));
        if (report.causes().isEmpty()) {
            text.append("<p>Nothing is wrong")
                    .append(report.known().isEmpty() ? "." : " that is new.")
                    .append("</p>");
        }
        if (!report.known().isEmpty()) {
            text.append("<h3>Known by the baseline</h3>");
            report.known().forEach(cause -> text.append(cause(cause, "known", false)));
        }
        return text.toString();
    }

    private static String cause(Cause cause, String style, boolean open) {
        var text = new StringBuilder("<details class=\"cause ")
                .append(style)
                .append(open ? "\" open><summary><code>" : "\"><summary><code>")
                .append(escaped(cause.violation().rule().id()))
                .append("</code> ")
                .append(escaped(cause.subject()))
                .append(cause.count() > 1 ? " <span class=\"count\">" + cause.count() + " cases</span>" : "")
                .append("</summary><dl>");
        cause.violation().facts().forEach((label, fact) -> text.append(fact(label, fact)));
        cause.shown().ifPresent(each -> text.append(fact("again", each.again())));
        cause.shown().filter(ReportedCase::isShrunk).ifPresent(each -> text.append(fact("shrunk", each.reason())));
        text.append("</dl>");
        cause.shown().flatMap(ReportedCase::exchange).ifPresent(exchange -> text.append(exchange(exchange)));
        return text.append("</details>").toString();
    }

    private static String fact(String label, String value) {
        return "<dt>" + escaped(label) + "</dt><dd>" + escaped(value) + "</dd>";
    }

    private static String exchange(Exchange exchange) {
        var request = exchange.request();
        return message("request", request.method() + " " + request.target(), request.headers(), request.body())
                + exchange.response()
                        .map(answer -> message("response", "" + answer.status(), answer.headers(), answer.body()))
                        .orElse("");
    }

    private static String message(String heading, String firstLine, List<Exchange.Field> headers, Exchange.Body body) {
        var text = new StringBuilder(firstLine).append('\n');
        headers.forEach(field ->
                text.append(field.name()).append(": ").append(field.value()).append('\n'));
        if (body.size() > 0) {
            text.append('\n')
                    .append(body.isBase64() ? "(no text; in Base64) " : "")
                    .append(cut(body.text()));
        }
        return "<h4>" + heading + "</h4><pre>" + escaped(text.toString()) + "</pre>";
    }

    private static String cut(String text) {
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
        for (var each : report.cases()) {
            String word = each.verdict().word();
            boolean isSent = !(each.verdict() instanceof Verdict.Skipped);
            text.append("<tr class=\"").append(word).append("\">");
            List.of(
                            word,
                            each.operation(),
                            each.group(),
                            Violation.shortened(each.title()),
                            each.status()
                                    .map(status -> Integer.toString(status))
                                    .orElse(""),
                            isSent ? each.took().toMillis() + " ms" : "",
                            String.join(", ", each.rules()))
                    .forEach(cell -> text.append("<td>").append(escaped(cell)).append("</td>"));
            text.append("</tr>\n");
        }
        return text.toString();
    }

    private static String escaped(String text) {
        return JUnitXmlFormat.attribute(text).replace("&#10;", "\n").replace("{{", "&#123;{");
    }
}
