package dev.counterpart.verify.format;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.Sha256;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Severity;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A log of one run for code scanning, as GitHub, Azure DevOps and editors read it.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
public final class Sarif {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The scheme has two letters or more: one is a drive. */
    private static final Pattern URL = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");

    private final List<Rule> rules = new ArrayList<>();
    private final List<ObjectNode> results = new ArrayList<>();

    /**
     * One result.
     *
     * @param subject the logical location, such as {@code GET /pets}; may be empty
     * @param identity what stays equal from run to run while the fault exists; lines and values do not
     * @param known whether the result is known already and does not count (SARIF 2.1.0 §3.27.23)
     */
    public record Entry(
            Rule rule,
            Severity severity,
            String message,
            Location where,
            String subject,
            List<String> identity,
            boolean known) {

        public Entry {
            identity = List.copyOf(identity);
        }
    }

    public Sarif add(Entry entry) {
        if (!rules.contains(entry.rule())) {
            rules.add(entry.rule());
        }
        results.add(result(entry));
        return this;
    }

    /** The log as JSON. */
    public String text() {
        var root = NODES.objectNode();
        root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        root.put("version", "2.1.0");
        var run = root.putArray("runs").addObject();
        var driver = run.putObject("tool").putObject("driver");
        driver.put("name", "Counterpart");
        driver.put("version", ToolVersion.TEXT);
        driver.put("semanticVersion", ToolVersion.TEXT);
        driver.put("informationUri", ToolVersion.HOMEPAGE);
        var described = driver.putArray("rules");
        rules.forEach(rule -> described.add(rule(rule)));
        run.put("columnKind", "utf16CodeUnits");
        run.putArray("results").addAll(results);
        return Json.pretty(root) + "\n";
    }

    private static ObjectNode rule(Rule rule) {
        var node = NODES.objectNode();
        node.put("id", rule.id());
        node.put("name", name(rule));
        node.putObject("shortDescription").put("text", rule.meaning());
        node.putObject("fullDescription").put("text", rule.meaning() + " Violated by: " + sentence(rule.example()));
        node.putObject("help")
                .put("text", "To fix: " + sentence(rule.fix()) + " More: counterpart explain " + rule.id())
                .put("markdown", markdown(rule));
        node.putObject("defaultConfiguration").put("level", level(rule.severity()));
        return node;
    }

    /** What {@code docs/rules.md} says about a rule. It has no address on the web, so {@code helpUri} is left out. */
    private static String markdown(Rule rule) {
        return rule.meaning() + "\n\n**Violated by:** " + sentence(rule.example()) + "\n\n**To fix:** "
                + sentence(rule.fix()) + "\n\n**More:** `counterpart explain " + rule.id() + "`";
    }

    /** {@code ResponseBodyType}, for {@code response.body.type}. */
    private static String name(Rule rule) {
        return Arrays.stream(rule.id().split("[^A-Za-z0-9]+"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    private ObjectNode result(Entry entry) {
        var node = NODES.objectNode();
        node.put("ruleId", entry.rule().id());
        node.put("ruleIndex", rules.indexOf(entry.rule()));
        node.put("level", level(entry.severity()));
        node.putObject("message").put("text", sentence(entry.message()));
        var location = node.putArray("locations").addObject();
        var physical = location.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri(entry.where().file()));
        physical.putObject("region").put("startLine", Math.max(1, entry.where().line()));
        if (!entry.subject().isEmpty()) {
            location.putArray("logicalLocations").addObject().put("fullyQualifiedName", entry.subject());
        }
        node.putObject("partialFingerprints").put("counterpart/v1", fingerprint(entry.identity()));
        if (entry.known()) {
            node.put("baselineState", "unchanged");
            node.putArray("suppressions").addObject().put("kind", "external");
        }
        return node;
    }

    /** A file name as a URI reference: relative to the working directory, or absolute for a file elsewhere (SARIF 2.1.0 §3.4.3). */
    private static String uri(String file) {
        try {
            if (URL.matcher(file).matches()) {
                return new URI(file).toString();
            }
            var path = Path.of(file);
            var here = Path.of("").toAbsolutePath();
            if (path.isAbsolute() && !path.startsWith(here)) {
                return path.toUri().toString();
            }
            String relative = (path.isAbsolute() ? here.relativize(path) : path).toString();
            String text = new URI(null, null, relative.replace('\\', '/'), null).toASCIIString();
            return text.matches("[^/]*:.*") ? "./" + text : text; // otherwise the text before the colon is a scheme
        } catch (URISyntaxException | InvalidPathException odd) {
            return file.replaceAll("[^A-Za-z0-9._~/-]", "_");
        }
    }

    private static String level(Severity severity) {
        return severity == Severity.ERROR ? "error" : "warning";
    }

    /** The first half of a hash. */
    private static String fingerprint(List<String> identity) {
        return Sha256.hex(String.join("\n", identity)).substring(0, 32);
    }
}
