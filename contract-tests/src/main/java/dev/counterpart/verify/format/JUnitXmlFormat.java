package dev.counterpart.verify.format;

import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.write.XmlText;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.report.Cause;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.ReportedCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * For CI servers: a test suite per operation, a test per case, and a test per cause of the run as a whole. The XML is valid for the
 * schemas of Ant's JUnitReport task and of Jenkins, which differ: Ant's requires properties, output and a host of every suite, and
 * allows no output of single tests.
 */
public final class JUnitXmlFormat implements ReportFormat {

    private static final String WHOLE_RUN = "run";

    /** Ant's schema requires it, and allows this where the host does not matter. */
    private static final String HOST = "localhost";

    @Override
    public String name() {
        return "junit";
    }

    @Override
    public String fileName() {
        return "junit.xml";
    }

    @Override
    public String text(Report report) {
        Map<String, List<Test>> suites = new LinkedHashMap<>();
        report.cases()
                .forEach(each -> suites.computeIfAbsent(each.operation(), operation -> new ArrayList<>())
                        .add(Test.of(each)));
        report.causes().stream()
                .filter(cause -> cause.shown().isEmpty())
                .forEach(cause -> suites.computeIfAbsent(WHOLE_RUN, run -> new ArrayList<>())
                        .add(Test.of(cause)));
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        int id = 0;
        for (var suite : suites.entrySet()) {
            text.append(suite(report.about(), id++, suite.getKey(), suite.getValue()));
        }
        return text.append("</testsuites>\n").toString();
    }

    /** What became of a test. */
    private enum Outcome {
        PASSED,
        FAILED,
        ERRORED,
        SKIPPED
    }

    /**
     * One test.
     *
     * @param type the first violated rule, or the kind of error
     * @param message one line
     * @param details all violations; for a test that passed, its warnings
     */
    private record Test(String name, Duration took, Outcome outcome, String type, String message, String details) {

        static Test of(ReportedCase each) {
            String name = each.group() + " / " + each.title();
            if (each.verdict() instanceof Verdict.Errored errored) {
                return new Test(name, each.took(), Outcome.ERRORED, "unanswered", errored.reason(), "");
            }
            if (each.verdict() instanceof Verdict.Skipped skipped) {
                return new Test(name, each.took(), Outcome.SKIPPED, "skipped", skipped.reason(), "");
            }
            var violations = each.verdict().violations();
            return new Test(
                    name,
                    each.took(),
                    each.verdict() instanceof Verdict.Failed ? Outcome.FAILED : Outcome.PASSED,
                    worst(violations).map(first -> first.rule().id()).orElse(""),
                    summary(violations),
                    violations.isEmpty() ? "" : each.text() + "\n");
        }

        static Test of(Cause cause) {
            var violation = cause.violation();
            return new Test(
                    (cause.subject().isEmpty() ? "" : cause.subject() + ": ")
                            + violation.rule().id(),
                    Duration.ZERO,
                    violation.severity() == Severity.ERROR ? Outcome.FAILED : Outcome.PASSED,
                    violation.rule().id(),
                    summary(List.of(violation)),
                    cause.text());
        }

        /** The first violation in words, errors before warnings, and how many there are besides. */
        private static String summary(List<Violation> violations) {
            return worst(violations)
                    .map(first -> first.at() + ": expected " + first.expected() + ", but was " + first.actual()
                            + (violations.size() > 1 ? "; and " + (violations.size() - 1) + " more" : ""))
                    .orElse("");
        }

        private static Optional<Violation> worst(List<Violation> violations) {
            return violations.stream().min(Comparator.comparing(Violation::severity));
        }
    }

    private static String suite(Report.About about, int id, String name, List<Test> tests) {
        var took = tests.stream().map(Test::took).reduce(Duration.ZERO, Duration::plus);
        var text = new StringBuilder("  <testsuite name=\"" + XmlText.attribute(name) + "\" package=\""
                + XmlText.attribute(about.title().isBlank() ? "contract" : about.title()) + "\" id=\"" + id
                + "\" timestamp=\""
                + about.started().toString().substring(0, 19) + "\" hostname=\"" + HOST + "\" tests=\"" + tests.size()
                + "\" failures=\"" + count(tests, Outcome.FAILED) + "\" errors=\"" + count(tests, Outcome.ERRORED)
                + "\" skipped=\"" + count(tests, Outcome.SKIPPED) + "\" time=\"" + seconds(took) + "\">\n");
        text.append("    <properties>\n");
        property(text, "document", about.document());
        property(text, "target", about.target());
        text.append("    </properties>\n");
        tests.forEach(test -> test(text, name, test));
        var warnings = tests.stream()
                .filter(test ->
                        test.outcome() == Outcome.PASSED && !test.details().isEmpty())
                .map(test -> test.name() + "\n" + test.details())
                .collect(Collectors.joining("\n"));
        return text.append("    <system-out>")
                .append(XmlText.attribute(warnings))
                .append("</system-out>\n    <system-err/>\n  </testsuite>\n")
                .toString();
    }

    private static void property(StringBuilder text, String name, String value) {
        text.append("      <property name=\"").append(name).append("\" value=\"");
        text.append(XmlText.attribute(value)).append("\"/>\n");
    }

    private static long count(List<Test> tests, Outcome outcome) {
        return tests.stream().filter(test -> test.outcome() == outcome).count();
    }

    private static void test(StringBuilder text, String suite, Test test) {
        text.append("    <testcase classname=\"" + XmlText.attribute(suite) + "\" name=\""
                + XmlText.attribute(test.name()) + "\" time=\"" + seconds(test.took()) + "\"");
        String attributes =
                "type=\"" + XmlText.attribute(test.type()) + "\" message=\"" + XmlText.attribute(test.message()) + "\"";
        switch (test.outcome()) {
            case PASSED -> text.append("/>\n");
            case SKIPPED -> text.append(">\n      <skipped " + attributes + "/>\n    </testcase>\n");
            case ERRORED -> text.append(">\n      <error " + attributes + "/>\n    </testcase>\n");
            case FAILED ->
                text.append(">\n      <failure " + attributes + ">" + XmlText.attribute(test.details())
                        + "</failure>\n    </testcase>\n");
        }
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    }
}
