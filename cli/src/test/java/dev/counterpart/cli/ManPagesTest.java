package dev.counterpart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManPagesTest {

    @Test
    void the_program_and_every_command_have_a_page() {
        var expected = new ArrayList<>(List.of("counterpart.1"));
        CommandModule.ALL.forEach(
                module -> module.commands().forEach(command -> expected.add("counterpart-" + command + ".1")));

        assertThat(ManPages.pages("1", "2026-01-01").keySet()).containsExactlyElementsOf(expected);
    }

    @Test
    void a_page_has_every_option_of_the_help() {
        for (var module : CommandModule.ALL) {
            module.line().get().getSubcommands().forEach((name, line) -> {
                String page = ManPages.pages("1", "2026-01-01").get("counterpart-" + name + ".1");
                assertThat(line.getCommandSpec().options().stream()
                                .filter(option -> !option.hidden())
                                .map(option -> option.longestName().replace("-", "\\-")))
                        .allSatisfy(option -> assertThat(page).contains(option));
            });
        }
    }

    @Test
    void a_page_reads() {
        assertThat(ManPages.pages("0.1.0", "2026-01-01").get("counterpart-completion.1"))
                .isEqualTo("""
                .TH COUNTERPART-COMPLETION 1 2026-01-01 "Counterpart 0.1.0" "Counterpart"
                .SH NAME
                counterpart\\-completion \\- prints a script with which a shell completes commands and options
                .SH SYNOPSIS
                counterpart completion [\\-\\-help] SHELL
                .SH DESCRIPTION
                Prints a script with which a shell completes commands and options.
                .SH ARGUMENTS
                .TP
                \\fBSHELL\\fR
                bash, zsh.
                .SH OPTIONS
                .TP
                \\fB\\-\\-help\\fR
                Print this help and exit.
                .SH EXIT STATUS
                .TP
                0
                The command did its work and found no violation.
                .TP
                1
                The command found violations.
                .TP
                2
                The command could not do its work.
                .SH EXAMPLES
                .nf
                source <(counterpart completion bash)
                counterpart completion bash >~/.local/share/bash\\-completion/completions/counterpart
                counterpart completion zsh >~/.zfunc/_counterpart
                .fi
                .SH SEE ALSO
                counterpart(1)
                """);
    }
}
