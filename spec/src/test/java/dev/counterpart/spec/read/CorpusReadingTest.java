package dev.counterpart.spec.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.counterpart.spec.rule.DocumentRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real documents, whole and damaged, from the folder that the system property {@code corpus} names. */
@Tag("corpus")
class CorpusReadingTest {

    private static final String DAMAGE = " \n:{}[]\"'-&*#,|>\t%@";
    private static final Duration LONGEST = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void every_document_is_read_unless_it_is_no_openapi_or_has_no_operations() throws IOException {
        for (var file : files()) {
            var result =
                    ContractReader.read(file.toString(), ReadOptions.defaults().withAllowRefsOutside(true));
            if (result instanceof ReadResult.Rejected rejected) {
                assertThat(rejected.violations().get(0).rule())
                        .as("%s: %s", file, rejected)
                        .isIn(DocumentRules.NOT_OPENAPI, DocumentRules.NO_OPERATIONS);
            }
        }
    }

    @Test
    void a_damaged_document_is_read_or_rejected_soon() throws IOException {
        var random = new Random(42);
        var damaged = folder.resolve("damaged.yaml");
        for (var file : files()) {
            byte[] whole = Files.readAllBytes(file);
            for (int i = 0; i < 40; i++) {
                Files.write(damaged, i < 20 ? cut(whole, i) : changed(whole, random));
                long start = System.nanoTime();
                assertThat(ContractReader.read(damaged.toString(), ReadOptions.defaults()))
                        .as("%s, damage %d", file, i)
                        .isNotNull();
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
            }
        }
    }

    private static byte[] cut(byte[] whole, int part) {
        return Arrays.copyOf(whole, (int) ((long) whole.length * (part + 1) / 21));
    }

    private static byte[] changed(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        byte[] damage = DAMAGE.getBytes(UTF_8);
        for (int i = 0; i <= random.nextInt(20); i++) {
            bytes[random.nextInt(bytes.length)] = damage[random.nextInt(damage.length)];
        }
        return bytes;
    }

    private static List<Path> files() throws IOException {
        String corpus = System.getProperty("corpus", "");
        assumeTrue(!corpus.isEmpty(), "no -Dcorpus=DIR");
        try (var all = Files.walk(Path.of(corpus))) {
            var files = all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(json|ya?ml)"))
                    .sorted()
                    .toList();
            assertThat(files).isNotEmpty();
            return files;
        }
    }
}
