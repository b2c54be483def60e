package dev.counterpart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.cli.CompletionCommand.Shell;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts; .ci/dist completes with them in real shells. */
class CompletionCommandTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({"bash, #!/usr/bin/env bash", "zsh, #compdef counterpart"})
    void a_script_begins_as_its_shell_expects_and_knows_commands_and_options(Shell shell, String begin) {
        assertThat(CompletionCommand.script(shell)).startsWith(begin).contains("strength", "--fixtures", "--shard");
    }

    @Test
    void another_shell_is_an_error_that_lists_the_known_ones() {
        var err = new StringWriter();

        int code = SmallCommands.line().setErr(new PrintWriter(err, true)).execute("completion", "fish");

        assertThat(code).isEqualTo(2);
        assertThat(err).hasToString("""
                counterpart: Invalid value for positional parameter at index 0 (SHELL): expected one of [bash, zsh] (case-insensitive) but was 'fish'
                to fix    see counterpart completion --help
                """);
    }
}
