package dev.counterpart.spec.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Both readers see the same operations in real documents, from the folder that the system property {@code corpus} names. */
@Tag("corpus")
class SwaggerParserCorpusTest {

    @Test
    void both_readers_see_the_same_in_every_document_except_for_the_known_differences() throws IOException {
        var known = KnownDifferences.read("/witness/differences.txt");
        int compared = 0;
        var folder = folder();
        for (var file : files(folder)) {
            var ours = OurView.of(file);
            var theirs = SwaggerParserView.of(file);
            compared += ours.isEmpty() || theirs.isEmpty() ? 0 : 1;
            known.compare(folder.relativize(file).toString(), ours, theirs);
        }

        assertThat(known.problems()).isEmpty();
        assertThat(compared).isGreaterThan(60);
    }

    private static Path folder() {
        String corpus = System.getProperty("corpus", "");
        assumeTrue(!corpus.isEmpty(), "no -Dcorpus=DIR");
        return Path.of(corpus);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(json|ya?ml)"))
                    .sorted()
                    .toList();
        }
    }
}
