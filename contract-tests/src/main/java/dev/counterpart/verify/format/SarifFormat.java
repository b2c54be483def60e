package dev.counterpart.verify.format;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.report.Cause;
import dev.counterpart.verify.report.Report;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * For code scanning: each cause at the line of the document that it violates.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
public final class SarifFormat implements ReportFormat {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Override
    public String name() {
        return "sarif";
    }

    @Override
    public String fileName() {
        return "report.sarif";
    }

    @Override
    public String text(Report report) {
        var root = NODES.objectNode();
        root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        root.put("version", "2.1.0");
        var run = root.putArray("runs").addObject();
        var driver = run.putObject("tool").putObject("driver");
        driver.put("name", "Counterpart");
        var rules = rules(report);
        var described = driver.putArray("rules");
        rules.forEach(rule -> described.add(rule(rule)));
        run.put("columnKind", "utf16CodeUnits");
        var results = run.putArray("results");
        report.causes().forEach(cause -> results.add(result(report, cause, rules)));
        report.known().forEach(cause -> results.add(suppressed(result(report, cause, rules))));
        return Json.pretty(root) + "\n";
    }

    private static List<Rule> rules(Report report) {
        return Stream.concat(report.causes().stream(), report.known().stream())
                .map(cause -> cause.violation().rule())
                .distinct()
                .toList();
    }

    private static ObjectNode rule(Rule rule) {
        var node = NODES.objectNode();
        node.put("id", rule.id());
        node.putObject("shortDescription").put("text", rule.meaning());
        node.putObject("help").put("text", rule.fix());
        node.putObject("defaultConfiguration").put("level", level(rule.severity()));
        return node;
    }

    private static ObjectNode result(Report report, Cause cause, List<Rule> rules) {
        var violation = cause.violation();
        var node = NODES.objectNode();
        node.put("ruleId", violation.rule().id());
        node.put("ruleIndex", rules.indexOf(violation.rule()));
        node.put("level", level(violation.severity()));
        node.putObject("message").put("text", message(cause));
        var locations = node.putArray("locations");
        location(locations, violation, cause, report);
        node.putObject("partialFingerprints").put("counterpart/v1", fingerprint(cause.key()));
        return node;
    }

    /** Known by the baseline: listed, but not counted (SARIF 2.1.0 §3.27.23). */
    private static ObjectNode suppressed(ObjectNode result) {
        result.put("baselineState", "unchanged");
        result.putArray("suppressions").addObject().put("kind", "external");
        return result;
    }

    private static String message(Cause cause) {
        var violation = cause.violation();
        return cause.subject() + ": " + violation.at() + " must be " + violation.expected() + " but was "
                + violation.actual() + ". To fix: " + violation.fix() + ".";
    }

    private static void location(ArrayNode locations, Violation violation, Cause cause, Report report) {
        var place = violation
                .declared()
                .orElseGet(() -> new Location(report.about().document(), 1, tools.jackson.core.JsonPointer.empty()));
        var location = locations.addObject();
        var physical = location.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", place.file());
        physical.putObject("region").put("startLine", Math.max(1, place.line()));
        location.putArray("logicalLocations").addObject().put("fullyQualifiedName", cause.subject());
    }

    private static String level(Severity severity) {
        return severity == Severity.ERROR ? "error" : "warning";
    }

    private static String fingerprint(Cause.Key key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var bytes = digest.digest(
                    (key.rule() + "\n" + key.operation() + "\n" + key.at()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
