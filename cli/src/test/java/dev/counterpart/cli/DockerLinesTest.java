package dev.counterpart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No container runs here, so the lines that start one are compared with the Dockerfile, the commands and the rest of their page. */
class DockerLinesTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern RUN = Pattern.compile("docker run ([^`\n]*)\\bcounterpart\\b([^`#\n]*)");

    private static List<MatchResult> lines(String page) throws IOException {
        return RUN.matcher(Files.readString(ROOT.resolve(page))).results().toList();
    }

    private static String dockerfile() throws IOException {
        return Files.readString(ROOT.resolve("docs/deploy/Dockerfile"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/deploy/README.md", "docs/deploy/Dockerfile"})
    void an_image_is_run_with_its_port_and_its_folder(String page) throws IOException {
        var lines = lines(page);

        assertThat(lines).isNotEmpty();
        for (var line : lines) {
            String options = line.group(1);
            assertThat(dockerfile()).contains("VOLUME [\"/contract\"").contains("EXPOSE 4010");
            assertThat(options).contains("-v \"$PWD:/contract:ro\"");
            assertThat(options.contains("-p ")).isEqualTo(line.group(2).isBlank());
            assertThat(options.replace("-p 4010:4010", "")).doesNotContain("-p ");
        }
    }

    @Test
    void the_arguments_after_an_image_are_a_command() throws IOException {
        var commands = Stream.concat(
                        lines("docs/deploy/README.md").stream()
                                .map(line -> line.group(2).strip()),
                        Stream.of(String.join(" ", defaultCommand())))
                .filter(arguments -> !arguments.isEmpty())
                .toList();

        assertThat(commands).hasSize(2);
        for (String command : commands) {
            String[] words = command.split(" ");
            var line = words[0].equals("test")
                    ? dev.counterpart.verify.cli.Main.line()
                    : dev.counterpart.mock.cli.Main.line();
            assertThat(line.parseArgs(words).errors()).isEmpty();
        }
    }

    private static List<String> defaultCommand() throws IOException {
        var command = Pattern.compile("(?m)^CMD \\[(.*)]$").matcher(dockerfile());
        assertThat(command.find()).isTrue();
        return Arrays.stream(command.group(1).split(", "))
                .map(word -> word.replace("\"", ""))
                .toList();
    }

    /** The database that the page starts is the one to which its mocks connect. */
    @Test
    void the_database_of_the_page_about_replicas_is_that_of_its_mocks() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/tasks/replicas.md"));
        var started = Pattern.compile(
                        "docker run -d -p (\\d+):5432 -e POSTGRES_USER=(\\S+) -e POSTGRES_PASSWORD=(\\S+) -e POSTGRES_DB=(\\S+) postgres:")
                .matcher(page);

        assertThat(started.find()).isTrue();
        assertThat(page)
                .contains("STATE='jdbc:postgresql://127.0.0.1:" + started.group(1) + "/" + started.group(4) + "?user="
                        + started.group(2) + "&password=" + started.group(3) + "'");
    }
}
