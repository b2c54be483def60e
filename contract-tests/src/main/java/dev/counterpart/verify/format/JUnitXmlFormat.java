package dev.counterpart.verify.format;

import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.report.Cause;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.ReportedCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** For CI servers: a test suite per operation, a test per case, and a test per cause of the run as a whole. */
public final class JUnitXmlFormat implements ReportFormat {

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
        var suites = new StringBuilder();
        Map<String, List<ReportedCase>> byOperation = new LinkedHashMap<>();
        report.cases()
                .forEach(each -> byOperation
                        .computeIfAbsent(each.operation(), key -> new ArrayList<>())
                        .add(each));
        byOperation.forEach((operation, cases) -> suites.append(suite(report, operation, cases)));
        var whole = report.causes().stream()
                .filter(cause -> cause.shown().isEmpty())
                .toList();
        suites.append(wholeRun(whole));
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\""
                + attribute(report.about().title()) + "\" time=\""
                + seconds(report.about().took()) + "\">\n" + suites + "</testsuites>\n";
    }

    private static String suite(Report report, String operation, List<ReportedCase> cases) {
        var tests = new StringBuilder();
        cases.forEach(each -> tests.append(test(each)));
        var took = cases.stream().map(ReportedCase::took).reduce(Duration.ZERO, Duration::plus);
        return "  <testsuite name=\"" + attribute(operation) + "\" tests=\"" + cases.size() + "\" failures=\""
                + count(cases, Verdict.Failed.class) + "\" errors=\"" + count(cases, Verdict.Errored.class)
                + "\" skipped=\"" + count(cases, Verdict.Skipped.class) + "\" timestamp=\""
                + report.about().started().toString().substring(0, 19) + "\" time=\"" + seconds(took) + "\">\n"
                + tests + "  </testsuite>\n";
    }

    private static long count(List<ReportedCase> cases, Class<? extends Verdict> verdict) {
        return cases.stream().filter(each -> verdict.isInstance(each.verdict())).count();
    }

    private static String test(ReportedCase each) {
        return "    <testcase classname=\"" + attribute(each.operation()) + "\" name=\""
                + attribute(each.group() + " / " + each.title()) + "\" time=\"" + seconds(each.took()) + "\">"
                + outcome(each).map(text -> "\n" + text + "    ").orElse("") + "</testcase>\n";
    }

    private static Optional<String> outcome(ReportedCase each) {
        if (each.verdict() instanceof Verdict.Errored errored) {
            return Optional.of("      <error message=\"" + attribute(errored.reason()) + "\"/>\n");
        }
        if (each.verdict() instanceof Verdict.Skipped skipped) {
            return Optional.of("      <skipped message=\"" + attribute(skipped.reason()) + "\"/>\n");
        }
        if (each.rules().isEmpty()) {
            return Optional.empty();
        }
        boolean failed = each.verdict() instanceof Verdict.Failed;
        String start = failed
                ? "      <failure type=\"violation\" message=\"" + attribute(String.join(", ", each.rules())) + "\">"
                : "      <system-out>";
        return Optional.of(start + attribute(each.text() + "\n") + (failed ? "</failure>\n" : "</system-out>\n"));
    }

    private static String wholeRun(List<Cause> causes) {
        if (causes.isEmpty()) {
            return "";
        }
        var cases = new StringBuilder();
        for (var cause : causes) {
            boolean error = cause.violation().severity() == dev.counterpart.spec.rule.Severity.ERROR;
            String text = attribute(cause.text());
            cases.append("    <testcase classname=\"run\" name=\"")
                    .append(attribute(cause.violation().rule().id() + " " + cause.subject() + " "
                            + cause.violation().at()))
                    .append("\" time=\"0\">\n")
                    .append(
                            error
                                    ? "      <failure type=\"violation\" message=\""
                                            + attribute(cause.violation().rule().id()) + "\">" + text + "</failure>\n"
                                    : "      <system-out>" + text + "</system-out>\n")
                    .append("    </testcase>\n");
        }
        long errors = causes.stream()
                .filter(cause -> cause.violation().severity() == dev.counterpart.spec.rule.Severity.ERROR)
                .count();
        return "  <testsuite name=\"run\" tests=\"" + causes.size() + "\" failures=\"" + errors
                + "\" errors=\"0\" skipped=\"0\" time=\"0\">\n" + cases + "  </testsuite>\n";
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    }

    /** Text for XML 1.0, which cannot represent most control characters. */
    static String attribute(String text) {
        var result = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> result.append("&amp;");
                case '<' -> result.append("&lt;");
                case '>' -> result.append("&gt;");
                case '"' -> result.append("&quot;");
                case '\n' -> result.append("&#10;");
                default -> result.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
        return result.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }
}
