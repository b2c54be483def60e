package dev.counterpart.verify.report;

import dev.counterpart.verify.check.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** For CI servers: a test suite for each operation, a test for each case, and one for each cause of the run as a whole. */
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
        Map<String, List<Result>> byOperation = new LinkedHashMap<>();
        report.results()
                .forEach(result -> byOperation
                        .computeIfAbsent(result.operation().toString(), key -> new ArrayList<>())
                        .add(result));
        byOperation.forEach((operation, results) -> suites.append(suite(report, operation, results)));
        var whole = report.causes().stream()
                .filter(cause -> cause.shown().isEmpty())
                .toList();
        suites.append(wholeRun(report, whole));
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"" + attribute(report.title())
                + "\" time=\"" + seconds(report.took()) + "\">\n" + suites + "</testsuites>\n";
    }

    private static String suite(Report report, String operation, List<Result> results) {
        var cases = new StringBuilder();
        results.forEach(result -> cases.append(testCase(report, operation, result)));
        var took = results.stream()
                .flatMap(result -> result.observation().stream())
                .map(observation -> observation.took())
                .reduce(Duration.ZERO, Duration::plus);
        return "  <testsuite name=\"" + attribute(operation) + "\" tests=\"" + results.size() + "\" failures=\""
                + count(results, Verdict.Failed.class) + "\" errors=\"" + count(results, Verdict.Errored.class)
                + "\" skipped=\"" + count(results, Verdict.Skipped.class) + "\" timestamp=\""
                + report.started().toString().substring(0, 19) + "\" time=\"" + seconds(took) + "\">\n" + cases
                + "  </testsuite>\n";
    }

    private static long count(List<Result> results, Class<? extends Verdict> verdict) {
        return results.stream()
                .filter(result -> verdict.isInstance(result.verdict()))
                .count();
    }

    private static String testCase(Report report, String operation, Result result) {
        String name = report.masking()
                .text(result.sent().group() + " / " + result.sent().title());
        String time = seconds(result.observation().map(each -> each.took()).orElse(Duration.ZERO));
        return "    <testcase classname=\"" + attribute(operation) + "\" name=\"" + attribute(name) + "\" time=\""
                + time + "\">"
                + outcome(report, result).map(text -> "\n" + text + "    ").orElse("") + "</testcase>\n";
    }

    private static Optional<String> outcome(Report report, Result result) {
        if (result.verdict() instanceof Verdict.Errored errored) {
            return Optional.of("      <error message=\"" + attribute(errored.reason()) + "\"/>\n");
        }
        if (result.verdict() instanceof Verdict.Skipped skipped) {
            return Optional.of("      <skipped message=\"" + attribute(skipped.reason()) + "\"/>\n");
        }
        var text = new StringBuilder();
        boolean failed = result.verdict() instanceof Verdict.Failed;
        var all = new StringBuilder();
        result.verdict()
                .violations()
                .forEach(violation -> all.append(report.masking().text(violation.text(result.subject())))
                        .append('\n'));
        if (all.length() == 0) {
            return Optional.empty();
        }
        all.append("  again     ").append(report.again(result)).append('\n');
        String rules = String.join(
                ", ",
                result.verdict().violations().stream()
                        .map(violation -> violation.rule().id())
                        .distinct()
                        .toList());
        text.append(
                        failed
                                ? "      <failure type=\"violation\" message=\"" + attribute(rules) + "\">"
                                : "      <system-out>")
                .append(attribute(all.toString()))
                .append(failed ? "</failure>\n" : "</system-out>\n");
        return Optional.of(text.toString());
    }

    private static String wholeRun(Report report, List<Cause> causes) {
        if (causes.isEmpty()) {
            return "";
        }
        var cases = new StringBuilder();
        for (var cause : causes) {
            boolean error = cause.violation().severity() == dev.counterpart.spec.Severity.ERROR;
            String text = attribute(report.masking().text(cause.violation().text(cause.subject())));
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
                .filter(cause -> cause.violation().severity() == dev.counterpart.spec.Severity.ERROR)
                .count();
        return "  <testsuite name=\"run\" tests=\"" + causes.size() + "\" failures=\"" + errors
                + "\" errors=\"0\" skipped=\"0\" time=\"0\">\n" + cases + "  </testsuite>\n";
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    }

    /** Text for XML 1.0, in which most control characters cannot be written at all. */
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
