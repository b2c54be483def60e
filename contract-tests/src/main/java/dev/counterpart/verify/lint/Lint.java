package dev.counterpart.verify.lint;

import dev.counterpart.fixtures.example.DocumentExamples;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.strength.Strength;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonPointer;

/**
 * The problems of a document.
 *
 * @param document the document's name
 * @param findings errors first, then in the order of files and lines
 * @param strength how many incorrect answers the document rejects; empty if the document could not be read
 */
public record Lint(String document, List<LintFinding> findings, Optional<Strength> strength) {

    public Lint {
        findings = findings.stream()
                .distinct()
                .sorted(Comparator.comparing(LintFinding::severity)
                        .thenComparing(finding -> finding.where().file())
                        .thenComparing(finding -> finding.where().line())
                        .thenComparing(finding -> finding.where().pointer().toString())
                        .thenComparing(finding -> finding.violation().rule().id()))
                .toList();
    }

    /** All problems of a document, as it was read. */
    public static Lint of(String name, ReadResult result) {
        if (result instanceof ReadResult.Rejected rejected) {
            return new Lint(name, remarks(name, rejected.violations()), Optional.empty());
        }
        var read = (ReadResult.Read) result;
        var contract = read.contract();
        var findings = new ArrayList<>(remarks(name, read.warnings()));
        var examples = DocumentExamples.validate(contract);
        examples.broken()
                .forEach(broken -> findings.add(new LintFinding(broken.where(), broken.subject(), broken.violation())));
        examples.faults().forEach(fault -> findings.add(LintFinding.of(fault)));
        if (!contract.operations().isEmpty() || !contract.webhooks().isEmpty()) {
            findings.addAll(new UnusedComponents(contract).findings());
        }
        if (!contract.operations().isEmpty()) {
            findings.addAll(new UnreachablePaths(contract).findings());
            findings.addAll(new SecurityHoles(contract).findings());
        }
        return new Lint(name, findings, Optional.of(Strength.of(contract)));
    }

    private static List<LintFinding> remarks(String name, List<Violation> violations) {
        return violations.stream()
                .map(violation -> new LintFinding(
                        violation.declared().orElseGet(() -> new Location(name, 0, JsonPointer.empty())),
                        "",
                        violation))
                .toList();
    }

    /** Whether the document could be read at all. */
    public boolean isReadable() {
        return strength.isPresent();
    }

    /** How many findings have that severity. */
    public long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }
}
