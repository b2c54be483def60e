package dev.counterpart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The names of commands that are written in more than one place. */
class CommandModuleTest {

    private static List<String> names() {
        return CommandModule.ALL.stream()
                .flatMap(module -> module.commands().stream())
                .toList();
    }

    @Test
    void every_module_has_the_commands_that_it_lists() {
        assertThat(CommandModule.ALL)
                .allSatisfy(module -> assertThat(
                                module.line().get().getSubcommands().keySet())
                        .containsExactlyInAnyOrderElementsOf(module.commands()));
    }

    @Test
    void the_usage_describes_every_command_once() {
        var described = Main.usage()
                .lines()
                .filter(line -> line.matches("  [a-z].*"))
                .map(line -> line.strip().split(" ", 2)[0]);

        assertThat(described).containsExactlyElementsOf(names());
    }

    @Test
    void the_whole_command_line_has_the_commands_in_the_order_of_the_usage() {
        assertThat(Whole.line().getSubcommands().keySet()).containsExactlyElementsOf(names());
    }
}
