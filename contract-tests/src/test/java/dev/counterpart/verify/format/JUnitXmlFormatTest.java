package dev.counterpart.verify.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.report.Acceptance;
import dev.counterpart.verify.report.Coverage;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.Report.About;
import dev.counterpart.verify.report.ReportedCase;
import dev.counterpart.verify.report.ReportedCaseBuilder;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class JUnitXmlFormatTest {

    private static final Violation BROKEN = Violation.of(
            new Rule("a.rule", Severity.ERROR, "A rule.", "an example", "a fix"),
            Spot.of(Part.RESPONSE_BODY, "scopes"),
            "array",
            "string \"<&\u0001>\"");
    private static final Violation WARNED = Violation.of(
            new Rule("b.rule", Severity.WARNING, "A rule.", "an example", "a fix"),
            Spot.of(Part.RESPONSE_HEADER, "Server"),
            "no version",
            "nginx/1.2");

    @Test
    void a_report_reads() {
        String xml = new JUnitXmlFormat()
                .text(report(
                        new Verdict.Failed(List.of(WARNED, BROKEN)),
                        new Verdict.Passed(List.of(WARNED)),
                        new Verdict.Errored("no answer within 30 s"),
                        new Verdict.Skipped("no data")));

        assertThat(xml).isEqualTo("""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites>
                  <testsuite name="GET /a" package="An API" id="0" timestamp="2026-01-02T03:04:05" hostname="localhost" tests="4" failures="1" errors="1" skipped="1" time="0.028">
                    <properties>
                      <property name="document" value="api.yaml"/>
                      <property name="target" value="http://127.0.0.1:8080"/>
                    </properties>
                    <testcase classname="GET /a" name="200 / case 1" time="0.007">
                      <failure type="a.rule" message="response body /scopes: expected array, but was string &quot;&lt;&amp;\uFFFD&gt;&quot;; and 1 more">%s</failure>
                    </testcase>
                    <testcase classname="GET /a" name="200 / case 2" time="0.007"/>
                    <testcase classname="GET /a" name="200 / case 3" time="0.007">
                      <error type="unanswered" message="no answer within 30 s"/>
                    </testcase>
                    <testcase classname="GET /a" name="200 / case 4" time="0.007">
                      <skipped type="skipped" message="no data"/>
                    </testcase>
                    <system-out>%s</system-out>
                    <system-err/>
                  </testsuite>
                </testsuites>
                """.formatted(
                        between(xml, "more\">", "</failure>"), between(xml, "<system-out>", "</system-out>")));
        assertThat(between(xml, "more\">", "</failure>")).contains("a.rule", "b.rule", "curl http://127.0.0.1:8080/a");
        assertThat(between(xml, "<system-out>", "</system-out>")).startsWith("200 / case 2&#10;b.rule");
    }

    /** The order of elements, and the attributes, that the schema of Ant's JUnitReport task requires. */
    @Test
    void every_suite_has_what_ants_schema_requires() throws Exception {
        var xml = new JUnitXmlFormat().text(report(new Verdict.Failed(List.of(BROKEN)), new Verdict.Passed(List.of())));

        var root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();

        assertThat(root.getAttributes().getLength()).isZero();
        for (var suite : children(root)) {
            assertThat(children(suite))
                    .extracting(Element::getTagName)
                    .containsExactly("properties", "testcase", "testcase", "system-out", "system-err");
            for (String required : List.of("name", "package", "hostname")) {
                assertThat(suite.getAttribute(required)).isNotBlank();
            }
            assertThat(suite.getAttribute("timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
            for (String number : List.of("id", "tests", "failures", "errors", "skipped", "time")) {
                assertThat(suite.getAttribute(number)).matches("\\d+(\\.\\d+)?");
            }
        }
    }

    private static List<Element> children(Element parent) {
        var nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static Report report(Verdict... verdicts) {
        var about = new About(
                "An API",
                "api.yaml",
                "http://127.0.0.1:8080",
                Instant.parse("2026-01-02T03:04:05.678Z"),
                Duration.ofSeconds(1),
                Optional.empty(),
                false,
                "");
        var cases = new ArrayList<ReportedCase>();
        for (var verdict : verdicts) {
            String title = "case " + (cases.size() + 1);
            cases.add(ReportedCaseBuilder.builder()
                    .id(title)
                    .operation("GET /a")
                    .group("200")
                    .title(title)
                    .source("data")
                    .expected("200")
                    .reason("a reason")
                    .verdict(verdict)
                    .known(List.of())
                    .status(verdict instanceof Verdict.Skipped ? Optional.empty() : Optional.of(200))
                    .mediaType("text/plain")
                    .took(Duration.ofMillis(7))
                    .again("curl http://127.0.0.1:8080/a")
                    .build());
        }
        return Report.of(about, cases, new Coverage(List.of()), List.of(), Acceptance.none());
    }
}
