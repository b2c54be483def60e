package dev.counterpart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares docs/dependencies.md with what Maven resolved for the runnable jar, which the build writes to target before the tests. */
class DependenciesPageTest {

    private static final Path PAGE = Path.of("../docs/dependencies.md");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+:[^`]+)` \\| (\\d+) \\| ([^|]+) \\|.*");
    private static final Pattern RESOLVED =
            Pattern.compile("\\s*([^:]+:[^:]+):jar:[^:]+:(?:compile|runtime):(\\S+\\.jar).*");
    private static final Pattern LICENCE = Pattern.compile(" *((?:\\([^)]+\\) )+).*\\(([^:(]+:[^:]+):[^:]+ - .*\\)");
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

    private static Map<String, List<String>> rows() throws IOException {
        var rows = new TreeMap<String, List<String>>();
        for (String line : Files.readAllLines(PAGE)) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(rows.put(row.group(1), List.of(row.group(2), row.group(3))))
                        .as(row.group(1))
                        .isNull();
            }
        }
        return rows;
    }

    /** Each dependency with the size of its jar in KB. */
    private static Map<String, Long> resolved() throws IOException {
        var sizes = new TreeMap<String, Long>();
        for (String line : Files.readAllLines(Path.of("target/dependencies.txt"))) {
            var dependency = RESOLVED.matcher(COLOUR.matcher(line).replaceAll(""));
            if (dependency.matches()) {
                sizes.put(dependency.group(1), Math.round(Files.size(Path.of(dependency.group(2))) / 1000.0));
            }
        }
        return sizes;
    }

    @Test
    void the_tables_have_the_dependencies_of_the_runnable_jar() throws IOException {
        assertThat(rows().keySet()).isEqualTo(resolved().keySet()).hasSizeGreaterThan(30);
    }

    @Test
    void sizes_are_right_to_a_tenth() throws IOException {
        var wrong = new ArrayList<String>();
        var rows = rows();
        resolved().forEach((name, size) -> {
            long written = Long.parseLong(rows.getOrDefault(name, List.of("0")).get(0));
            if (Math.abs(written - size) > Math.max(1, size / 10)) {
                wrong.add(name + " has " + size + " KB, not " + written);
            }
        });

        assertThat(wrong).isEmpty();
    }

    @Test
    void licences_are_those_of_the_dependencies() throws IOException {
        var expected = new TreeMap<String, String>();
        for (String line : Files.readAllLines(Path.of("target/generated-sources/license/THIRD-PARTY.txt"))) {
            var licence = LICENCE.matcher(line);
            if (licence.matches()) {
                expected.put(licence.group(2), alternatives(licence.group(1)));
            }
        }
        var written = new TreeMap<String, String>();
        rows().forEach((name, row) -> written.put(name, row.get(1)));

        assertThat(written).isEqualTo(expected);
    }

    private static String alternatives(String names) {
        return names.strip()
                .replaceAll("\\) \\(", " or ")
                .replaceAll("^\\(|\\)$", "")
                .replaceAll("GPL2 w/ CPE|GNU General Public License.*", "GPL-2.0 with Classpath Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "spec/",
                "fixtures/",
                "mock-server/",
                "contract-tests/",
                "cli/",
                "junit/",
                "maven-plugin/",
                "it/"
            })
    void every_dependency_and_plugin_of_a_module_has_a_reason(String module) throws IOException {
        String page = Files.readString(PAGE);

        assertThat(artifacts(Files.readString(Path.of("..", module + "pom.xml"))))
                .isNotEmpty()
                .filteredOn(artifact -> !artifact.startsWith("counterpart") && !artifact.endsWith("-bom"))
                .filteredOn(artifact -> !page.contains(artifact + "`"))
                .isEmpty();
    }

    private static Stream<String> artifacts(String pom) {
        return Pattern.compile("<artifactId>([^<]+)</artifactId>")
                .matcher(pom.replaceAll("(?s)<exclusions>.*?</exclusions>|<parent>.*?</parent>", ""))
                .results()
                .map(each -> each.group(1));
    }
}
