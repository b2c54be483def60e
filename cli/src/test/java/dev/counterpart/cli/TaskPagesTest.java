package dev.counterpart.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.counterpart.mock.database.Postgres;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command of the pages in docs/tasks, run as their reader does. */
@Order(1)
class TaskPagesTest {

    private static final Path TASKS = Path.of("../docs/tasks");

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"react.md", "gate.md", "freeze.md", "wiremock.md", "demo.md"})
    void every_command_of_a_page_does_what_the_page_says(String page) throws Exception {
        var blocks = new Page(folder).run(Files.readString(TASKS.resolve(page)));

        assertThat(blocks).isNotEmpty().allMatch(Page.Block::isAsExpected);
    }

    @Test
    void the_page_about_replicas_does_what_it_says() throws Exception {
        var database = Postgres.shared().database();
        boolean isThere = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(bin -> Files.isExecutable(Path.of(bin, "haproxy")));
        assertThat(isThere || !Boolean.getBoolean("haproxy.required"))
                .as("haproxy is in the PATH")
                .isTrue();
        Assumptions.assumeTrue(isThere, "The page is not tested, because haproxy was not found in the PATH");

        var blocks = new Page(folder, database).run(Files.readString(TASKS.resolve("replicas.md")));

        assertThat(blocks).isNotEmpty().allMatch(Page.Block::isAsExpected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            the output differs   | echo one                           | two   | false
            the output is shown  | echo one                           | one   | true
            a part varies        | echo one 17                        | one … | true
            lines vary           | "echo one; echo two"               | "…\ntwo" | true
            another line follows | "echo one; echo two"               | one   | false
            an exit code is kept | "bash -c 'echo one; exit 3' # exit code 3" | one | true
            """)
    void an_output_is_compared(String name, String command, String expected, boolean isAsExpected) throws Exception {
        var blocks = new Page(folder).run(page(command, expected.replace("\\n", "\n")));

        assertThat(blocks).singleElement().matches(block -> block.isAsExpected() == isAsExpected, name);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"false", "true # exit code 1", "false | cat", "bash -c 'exit 2' # exit code 1"})
    void a_command_that_exits_otherwise_fails_the_page(String command) {
        assertThatThrownBy(() -> new Page(folder).run(page(command, "")))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("a command failed\n--- commands\n" + command + "\n--- output\nexit code ");
    }

    @Test
    void every_page_is_linked_from_the_readme() throws Exception {
        var readme = Files.readString(Path.of("../README.md"));
        try (Stream<Path> pages = Files.list(TASKS)) {
            assertThat(pages.map(page -> "(docs/tasks/" + page.getFileName() + ")")
                            .filter(link -> link.endsWith(".md)")))
                    .isNotEmpty()
                    .allMatch(readme::contains);
        }
    }

    private static String page(String command, String output) {
        return "# A page\n\n```sh\n" + command + "\n```\n\n```text\n" + output + "\n```\n";
    }
}
