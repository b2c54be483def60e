package dev.counterpart.verify.lint;

import dev.counterpart.spec.Counted;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.format.Places;
import dev.counterpart.verify.format.Sarif;
import dev.counterpart.verify.strength.Strength;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How findings are written. */
public enum LintFormat {

    /** For people. */
    CONSOLE {
        @Override
        public String text(Lint lint) {
            var text = new StringBuilder();
            lint.findings().stream()
                    .collect(Collectors.groupingBy(LintFormat::said, LinkedHashMap::new, Collectors.toList()))
                    .values()
                    .forEach(same -> text.append(lines(same)).append('\n'));
            return text.append(summary(lint)).toString();
        }
    },
    /** For programs; its schema is {@code docs/schemas/lint.schema.json}. */
    JSON {
        @Override
        public String text(Lint lint) {
            var root = NODES.objectNode();
            root.put("document", lint.document());
            root.put("errors", lint.count(Severity.ERROR));
            root.put("warnings", lint.count(Severity.WARNING));
            lint.strength().ifPresent(strength -> root.set("strength", strength(strength)));
            var findings = root.putArray("findings");
            lint.findings().forEach(finding -> findings.add(finding(finding)));
            return Json.pretty(root) + "\n";
        }
    },
    /** For code scanning. */
    SARIF {
        @Override
        public String text(Lint lint) {
            var log = new Sarif();
            lint.findings().forEach(finding -> log.add(entry(finding)));
            return log.text();
        }
    };

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The findings as text that ends with a line break. */
    public abstract String text(Lint lint);

    /** What is said of a finding beside its place. Findings with the same words are one entry on the console. */
    private static List<String> said(LintFinding finding) {
        var violation = finding.violation();
        return List.of(
                violation.rule().id(),
                finding.severity().label(),
                violation.expected(),
                violation.actual(),
                violation.fix(),
                declared(finding).map(Location::toString).orElse(""));
    }

    /** The place of the rule that is violated, if it is another one. */
    private static Optional<Location> declared(LintFinding finding) {
        return finding.violation().declared().filter(declared -> !declared.equals(finding.where()));
    }

    private static String lines(List<LintFinding> same) {
        var places = same.stream().map(finding -> finding.where().toString()).toList();
        return lines(same.get(0)) + Places.text(places, false, "--format json lists all") + "\n";
    }

    private static String lines(LintFinding finding) {
        var violation = finding.violation();
        var text = new StringBuilder(heading(finding));
        text.append("\n  expected  ").append(violation.expected());
        text.append("\n  but was   ").append(violation.actual());
        declared(finding).ifPresent(declared -> text.append("\n  declared  ").append(declared));
        return text.append("\n  to fix    ").append(violation.fix()).toString();
    }

    private static String heading(LintFinding finding) {
        var where = finding.where();
        return where.file() + (where.line() > 0 ? ":" + where.line() : "") + "   "
                + finding.severity().label() + " " + finding.violation().rule().id()
                + (where.pointer().matches() ? "" : "   " + where.pointer());
    }

    private static String summary(Lint lint) {
        String counts = lint.document() + ": " + Counted.of(lint.count(Severity.ERROR), "error") + ", "
                + Counted.of(lint.count(Severity.WARNING), "warning") + "\n";
        return counts
                + lint.strength()
                        .filter(strength -> strength.mutants() > 0)
                        .map(strength ->
                                "strength " + strength.percent() + " %: it rejects " + strength.refused() + " of "
                                        + strength.mutants() + " incorrect answers; counterpart strength lists "
                                        + Counted.of(strength.holes().size(), "hole") + "\n")
                        .orElse("");
    }

    private static ObjectNode strength(Strength strength) {
        return NODES.objectNode()
                .put("percent", strength.percent())
                .put("rejected", strength.refused())
                .put("tried", strength.mutants())
                .put("holes", strength.holes().size());
    }

    private static ObjectNode finding(LintFinding finding) {
        var violation = finding.violation();
        var node = NODES.objectNode()
                .put("rule", violation.rule().id())
                .put("severity", finding.severity().label())
                .put("file", finding.where().file());
        if (finding.where().line() > 0) {
            node.put("line", finding.where().line());
        }
        node.put("pointer", finding.where().pointer().toString());
        if (!finding.subject().isEmpty()) {
            node.put("subject", finding.subject());
        }
        return node.put("expected", violation.expected())
                .put("actual", violation.actual())
                .put("fix", violation.fix());
    }

    private static Sarif.Entry entry(LintFinding finding) {
        var violation = finding.violation();
        return new Sarif.Entry(
                violation.rule(),
                finding.severity(),
                "expected " + violation.expected() + ", but was " + violation.actual() + ". To fix: " + violation.fix(),
                finding.where(),
                finding.subject(),
                List.of(
                        violation.rule().id(),
                        finding.where().file(),
                        finding.where().pointer().toString(),
                        violation.at().toString(),
                        violation.expected()),
                false);
    }
}
