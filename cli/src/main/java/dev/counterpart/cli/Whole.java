package dev.counterpart.cli;

import dev.counterpart.spec.cli.Commands;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of all modules as one command line, for texts about the whole. */
@Command(
        name = "counterpart",
        synopsisSubcommandLabel = "COMMAND",
        description = "OpenAPI mock server and contract-test kit.")
final class Whole {

    private Whole() {}

    static CommandLine line() {
        var whole = Commands.of(new Whole(), List.of());
        for (var module : CommandModule.ALL) {
            var commands = module.line().get().getSubcommands();
            module.commands().forEach(name -> whole.addSubcommand(name, Objects.requireNonNull(commands.get(name))));
        }
        return whole;
    }
}
