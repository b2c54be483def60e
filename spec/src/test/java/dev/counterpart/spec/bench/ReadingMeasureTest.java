package dev.counterpart.spec.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** Reading beside parsing alone: CPU time and memory, of the largest documents of a corpus and of one made here. */
@Tag("bench")
class ReadingMeasureTest {

    private static final int ROUNDS = 15;
    private static final int LARGEST = 3;
    private static final int TWENTY_MEGABYTES = 20_000_000;
    private static final ReadOptions OPTIONS = ReadOptions.defaults()
            .withAllowRefsOutside(true)
            .withMaxBytes(2 * TWENTY_MEGABYTES)
            .withMaxNodes(10_000_000);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void reading_is_compared_with_parsing() throws Exception {
        var files = new ArrayList<>(largest());
        files.add(Files.writeString(folder.resolve("made.json"), LargeDocument.withCharacters(TWENTY_MEGABYTES)));

        for (var file : files) {
            assertThat(read(file)).isInstanceOf(ReadResult.Read.class);
            var reading = new Cost(() -> read(file));
            var parsing = new Cost(() -> parsed(file));
            System.out.printf(
                    "READING %s, %.1f MB: first %.1f ms of CPU, then %.1f ms; parsing alone first %.1f ms, then %.1f ms;"
                            + " ratio %.2f; memory %.1f MB, parsed tree %.1f MB, ratio %.2f%n",
                    file.getFileName(),
                    Files.size(file) / 1e6,
                    reading.first / 1e3,
                    reading.median / 1e3,
                    parsing.first / 1e3,
                    parsing.median / 1e3,
                    (double) reading.median / parsing.median,
                    reading.retained / 1e6,
                    parsing.retained / 1e6,
                    (double) reading.retained / parsing.retained);
        }
    }

    @Test
    void starting_is_compared_with_an_empty_program() throws Exception {
        String document = Path.of("")
                .toAbsolutePath()
                .resolve("openapi/dynamic-oauth-access-token.yaml")
                .toString();
        long empty = started();
        long read = started("read", document);

        assertThat(read).isGreaterThanOrEqualTo(empty);
        System.out.printf(
                "STARTING an empty program %d ms of CPU, one that reads the bundled document %d ms: %d ms more%n",
                empty, read, read - empty);
    }

    @Test
    void reading_in_a_new_process_is_compared_with_parsing_in_one() throws Exception {
        var files = new ArrayList<>(
                largest().stream().filter(ReadingMeasureTest::isJson).toList());
        files.add(Files.writeString(folder.resolve("made.json"), LargeDocument.withCharacters(TWENTY_MEGABYTES)));
        long empty = started();

        for (var file : files) {
            long parsed = started("parse", file.toString()) - empty;
            long read = started("read", file.toString()) - empty;
            assertThat(parsed).isPositive();
            System.out.printf(
                    "READING %s in a new process: %d ms of CPU beyond an empty one, parsing alone %d ms; ratio %.2f%n",
                    file.getFileName(), read, parsed, (double) read / parsed);
        }
    }

    /** The CPU time of one call, the first and the median of more, in microseconds, and what its result holds, in bytes. */
    private static final class Cost {

        private final long first;
        private final long median;
        private final long retained;

        Cost(Callable<Object> work) throws Exception {
            long before = heap();
            var times = new long[ROUNDS];
            this.first = time(work);
            for (int i = 0; i < ROUNDS; i++) {
                times[i] = time(work);
            }
            Arrays.sort(times);
            this.median = Math.max(1, times[ROUNDS / 2]);
            var result = work.call();
            this.retained = Math.max(1, heap() - before);
            assertThat(result).isNotNull();
        }

        private static long time(Callable<Object> work) throws Exception {
            var threads = ManagementFactory.getThreadMXBean();
            long start = threads.getCurrentThreadCpuTime();
            var result = work.call();
            long took = threads.getCurrentThreadCpuTime() - start;
            assertThat(result).isNotNull();
            return took / 1_000;
        }

        private static long heap() throws InterruptedException {
            var runtime = Runtime.getRuntime();
            for (int i = 0; i < 4; i++) {
                System.gc();
                Thread.sleep(50);
            }
            return runtime.totalMemory() - runtime.freeMemory();
        }
    }

    private static ReadResult read(Path file) {
        return ContractReader.read(file.toString(), OPTIONS);
    }

    private static Object parsed(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (isJson(file)) {
            return JsonMapper.shared().readTree(bytes);
        }
        var options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setMaxAliasesForCollections(10_000);
        return new Yaml(options).<Object>load(new String(bytes, StandardCharsets.UTF_8));
    }

    private static boolean isJson(Path file) {
        return file.toString().endsWith(".json");
    }

    private static List<Path> largest() throws IOException {
        String corpus = System.getProperty("corpus", "");
        if (corpus.isEmpty()) {
            return List.of();
        }
        try (var all = Files.walk(Path.of(corpus))) {
            var files = all.filter(Files::isRegularFile)
                    .sorted(Comparator.comparingLong(
                                    (Path file) -> file.toFile().length())
                            .reversed())
                    .toList();
            return Stream.concat(
                            files.stream().filter(ReadingMeasureTest::isJson).limit(LARGEST),
                            files.stream().filter(file -> !isJson(file)).limit(LARGEST))
                    .toList();
        }
    }

    /**
     * The CPU time of a process, the median of some, in milliseconds; as the launcher starts it, with an archive of its
     * classes that an earlier run made.
     */
    private long started(String... arguments) throws Exception {
        var archive = folder.resolve("classes-" + String.join("-", arguments).hashCode() + ".jsa");
        run("-XX:ArchiveClassesAtExit=" + archive, arguments);
        assertThat(archive).exists();
        var times = new long[5];
        for (int i = 0; i < times.length; i++) {
            times[i] = Long.parseLong(run("-XX:SharedArchiveFile=" + archive, arguments));
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }

    private static String run(String option, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xlog:disable",
                option,
                "-cp",
                jars(),
                StartMain.class.getName()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }

    /** The class path with a jar instead of each folder, since an archive holds classes of jars only. */
    private static String jars() throws IOException {
        var path = new ArrayList<String>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            path.add(Files.isDirectory(Path.of(entry)) ? jar(Path.of(entry)).toString() : entry);
        }
        return String.join(File.pathSeparator, path);
    }

    private static Path jar(Path classes) throws IOException {
        var jar = classes.resolveSibling(classes.getFileName() + "-measured.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var all = Files.walk(classes)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return jar;
    }
}
