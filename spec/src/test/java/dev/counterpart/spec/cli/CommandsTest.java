package dev.counterpart.spec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

class CommandsTest {

    @Command(name = "program")
    static final class Program {}

    @Command(name = "one")
    static final class One implements Runnable {

        @Parameters
        private List<String> words = List.of();

        @Override
        public void run() {}
    }

    @Command(name = "two")
    static final class Two {}

    private static final List<Class<?>> COMMANDS = List.of(One.class, Two.class);

    /** What another program passes on, such as a coding agent, must not read files or add options. */
    @Test
    void an_argument_with_an_at_sign_is_no_file_of_arguments(@TempDir Path folder) throws IOException {
        String argument = "@" + Files.writeString(folder.resolve("a.txt"), "secret");
        var line = Commands.of(new Program(), COMMANDS);

        assertThat(line.execute("one", argument)).isZero();

        One one = Objects.requireNonNull(line.getSubcommands().get("one")).getCommand();
        assertThat(one.words).containsExactly(argument);
    }

    @Test
    void a_run_has_the_command_that_it_names_otherwise_all() {
        assertThat(Commands.of(new Program(), COMMANDS, "two", "one").getSubcommands())
                .containsOnlyKeys("two");
        assertThat(Commands.of(new Program(), COMMANDS, "tow").getSubcommands()).containsOnlyKeys("one", "two");
        assertThat(Commands.of(new Program(), COMMANDS).getSubcommands()).containsOnlyKeys("one", "two");
    }
}
