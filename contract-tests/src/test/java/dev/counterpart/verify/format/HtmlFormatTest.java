package dev.counterpart.verify.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.check.Verdict.Failed;
import dev.counterpart.verify.check.Verdict.Passed;
import dev.counterpart.verify.report.Acceptance;
import dev.counterpart.verify.report.Coverage;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.Report.About;
import dev.counterpart.verify.report.ReportedCase;
import dev.counterpart.verify.report.ReportedCaseBuilder;
import dev.counterpart.verify.report.ReportedExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlFormatTest {

    private static final Rule RULE = new Rule("a.rule", Severity.ERROR, "A rule.", "an example", "a fix");

    @Test
    void a_page_shows_the_whole_report() {
        String page = new HtmlFormat().text(report("plain"));

        assertThat(page)
                .contains("<h1>plain</h1>")
                .contains("<p class=\"about\">plain against plain, 2026-01-02T03:04:05Z</p>")
                .contains("<p class=\"verdict failed\">Failed: 2 violations in 1 operation</p>")
                .contains("<div class=\"tile passed\"><b>1</b> passed</div>")
                .contains("<div class=\"tile failed\"><b>1</b> failed</div>")
                .contains("<div class=\"tile errored zero\"><b>0</b> errored</div>")
                .contains(
                        "<tr><th scope=\"row\">plain</th><td class=\"seen\">2<div class=\"type\">application/json 2</div>"
                                + "<div class=\"type unseen\">text/csv unseen</div></td><td class=\"unseen\">unseen</td></tr>")
                .contains("<tr><th scope=\"row\">GET /other</th><td class=\"none\" title=\"not documented\"></td>"
                        + "<td class=\"excused\">not tested<div class=\"type\">no such data</div></td></tr>")
                .contains(
                        "<details class=\"cause error\" open><summary><code>a.rule</code> plain → 200 text/plain</summary>"
                                + "<dl><dt>at</dt><dd>response</dd><dt>expected</dt><dd>plain</dd><dt>but was</dt><dd>plain</dd>"
                                + "<dt>to fix</dt><dd>a fix</dd><dt>again</dt><dd><div class=\"again\">plain</div>"
                                + "<button type=\"button\" class=\"copy\">Copy</button></dd></dl>"
                                + "<h4>request</h4><pre>GET plain\nplain: plain\n\nplain</pre>"
                                + "<h4>response</h4><pre>200\nplain: plain\n\n(no text; in Base64) plain</pre></details>")
                .contains("<p class=\"remark\">plain</p>")
                .contains("<summary>plain <span class=\"count\">1 failed, 1 passed, 1 skipped</span></summary>")
                .contains("<tr class=\"failed\"><td>failed</td><td>plain</td><td>plain</td><td>200</td>"
                        + "<td>7 ms</td><td>a.rule</td></tr>\n")
                .contains("<tr class=\"skipped\"><td>skipped</td><td>plain</td><td>plain</td><td>200</td>"
                        + "<td></td><td></td></tr>\n")
                .doesNotContain("{{", "Nothing is wrong");
    }

    @Test
    void a_page_without_violations_says_so() {
        var whole = report("plain");
        var page = new HtmlFormat()
                .text(new Report(whole.about(), List.of(), List.of(), List.of(), whole.coverage(), List.of()));

        assertThat(page).contains("<div id=\"causes\">\n<p>Nothing is wrong.</p>\n</div>");
    }

    /** Whatever the document, the provider or the user calls something. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "</pre><img src=x onerror=alert(1)>",
                "\" onmouseover=\"alert(1)",
                "' autofocus onfocus='alert(1)",
                "{{title}} {{{title}}} {{> cause}} {{#each cases}}",
                "a & b &lt; c",
            })
    void texts_stay_texts(String text) {
        String page = new HtmlFormat().text(report(text));
        String plain = new HtmlFormat().text(report("plain"));

        assertThat(page.split("<", -1)).hasSameSizeAs(plain.split("<", -1));
        assertThat(page.split("\"", -1)).hasSameSizeAs(plain.split("\"", -1));
        assertThat(page).contains("<h1>" + escaped(text) + "</h1>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A report in which everything that is a text is this one. */
    static Report report(String text) {
        var about = new About(
                text,
                text,
                text,
                Instant.parse("2026-01-02T03:04:05.678Z"),
                Duration.ofSeconds(1),
                Optional.empty(),
                false,
                "");
        var violation = Violation.of(RULE, Spot.of(Part.RESPONSE), text, text);
        var rows = List.of(
                new Coverage.Row(text, "200", 2, Map.of("application/json", 2), Optional.empty()),
                new Coverage.Row(text, "404", 0, Map.of(), Optional.of(violation)),
                new Coverage.Row("GET /other", "404", 0, Map.of(), Optional.empty()));
        var types = new java.util.LinkedHashMap<String, Integer>();
        types.put("application/json", 2);
        types.put("text/csv", 0);
        rows = List.of(new Coverage.Row(text, "200", 2, types, Optional.empty()), rows.get(1), rows.get(2));
        var cases = List.of(
                reported(text, new Failed(List.of(violation))),
                reported(text, new Passed(List.of())),
                reported(text, new Verdict.Skipped(text)),
                excused());
        return Report.of(about, cases, new Coverage(rows), List.of(text), Acceptance.none());
    }

    /** The case that stands for a status that the user declares unreachable. */
    private static ReportedCase excused() {
        return ReportedCaseBuilder.builder()
                .id("id")
                .operation("GET /other")
                .group("404")
                .title("cannot be provoked")
                .source("data")
                .expected("404")
                .reason("no such data")
                .verdict(new Verdict.Skipped("no such data"))
                .known(List.of())
                .mediaType("")
                .took(Duration.ZERO)
                .again("")
                .build();
    }

    private static ReportedCase reported(String text, Verdict verdict) {
        var fields = List.of(new ReportedExchange.Field(text, text));
        var exchange = new ReportedExchange(
                new ReportedExchange.Sent("GET", text, fields, new ReportedExchange.Body(text, false, 5)),
                Optional.of(new ReportedExchange.Received(200, fields, new ReportedExchange.Body(text, true, 5))));
        return ReportedCaseBuilder.builder()
                .id(text)
                .operation(text)
                .group(text)
                .title(text)
                .source("data")
                .expected(text)
                .reason(text)
                .verdict(verdict)
                .known(List.of())
                .status(Optional.of(200))
                .mediaType("text/plain")
                .took(Duration.ofMillis(7))
                .again(text)
                .exchange(Optional.of(exchange))
                .build();
    }
}
