package dev.counterpart.verify.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lint of real documents, in the folder that the system property {@code corpus} names. */
@Tag("corpus")
class CorpusLintTest {

    @Test
    void every_document_has_findings_or_none_and_each_has_a_line() throws Exception {
        Map<String, Integer> counts = new TreeMap<>();
        int documents = 0;
        for (var file : files()) {
            var lint = Lint.of(
                    file.toString(),
                    ContractReader.read(file.toString(), ReadOptions.defaults().withAllowRefsOutside(true)));
            documents++;
            for (var finding : lint.findings()) {
                counts.merge(finding.violation().rule().id(), 1, Integer::sum);
                assertThat(finding.where().line() > 0 || !lint.isReadable())
                        .as(file + " " + finding)
                        .isTrue();
            }
            for (var format : LintFormat.values()) {
                assertThat(format.text(lint)).endsWith("\n");
            }
        }
        System.out.println("LINT " + documents + " documents " + counts);
        assertThat(documents).isPositive();
    }

    private static java.util.List<Path> files() throws Exception {
        try (var files = Files.walk(Path.of(System.getProperty("corpus")))) {
            return files.filter(file -> file.toString().matches(".*\\.(json|ya?ml)"))
                    .sorted()
                    .toList();
        }
    }
}
