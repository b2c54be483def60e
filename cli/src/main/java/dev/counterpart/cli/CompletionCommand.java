package dev.counterpart.cli;

import dev.counterpart.spec.cli.BaseCommand;
import dev.counterpart.spec.cli.ExitCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code counterpart completion}. */
@Command(
        name = "completion",
        description = "Prints a script with which a shell completes commands and options.",
        footer = {
            "",
            "Examples:",
            "  source <(counterpart completion bash)",
            "  counterpart completion bash >~/.local/share/bash-completion/completions/counterpart",
            "  counterpart completion zsh >~/.zfunc/_counterpart"
        })
final class CompletionCommand extends BaseCommand {

    /** The shells with a script. */
    enum Shell {
        bash,
        zsh
    }

    @Parameters(index = "0", paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    private @Nullable Shell shell;

    @Override
    public Integer call() {
        var out = out();
        out.print(script(Objects.requireNonNull(shell)));
        out.flush();
        return ExitCode.FINE;
    }

    static String script(Shell shell) {
        String bash = AutoComplete.bash("counterpart", Whole.line());
        return shell == Shell.bash ? bash : zsh(bash);
    }

    /**
     * The script of bash, which zsh runs by its bashcompinit, as a function that zsh loads by name. The first call completes as well. zsh
     * does not have compopt, which changes details of a completion.
     */
    private static String zsh(String bash) {
        return "#compdef counterpart\n(( $+functions[compopt] )) || compopt() { : }\n"
                + bash.replace("#!/usr/bin/env bash\n", "")
                + "\n[[ ${funcstack[1]} != _counterpart ]] || _bash_complete -o default -F _complete_counterpart\n";
    }
}
