package dev.counterpart.cli;

import dev.counterpart.cli.mcp.McpCommand;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * A module with commands.
 *
 * @param commands their names, written here so that a start loads only the commands of one module; a test compares them with {@code line}
 * @param line the commands with their options
 * @param main runs a command; ends the JVM, unless a server keeps running
 */
record CommandModule(List<String> commands, Supplier<CommandLine> line, Consumer<String[]> main) {

    static final CommandModule MOCK_SERVER = new CommandModule(
            List.of("mock", "proxy", "fixtures", "export", "import", "token", "ctl"),
            dev.counterpart.mock.cli.Main::line,
            dev.counterpart.mock.cli.Main::main);

    static final CommandModule CONTRACT_TESTS = new CommandModule(
            List.of("test", "lint", "strength"),
            dev.counterpart.verify.cli.Main::line,
            dev.counterpart.verify.cli.Main::main);

    private static final CommandModule CLI =
            new CommandModule(List.of("completion", "explain"), SmallCommands::line, SmallCommands::run);

    /** A module of its own, because it knows the libraries of the protocol. */
    private static final CommandModule MCP = new CommandModule(List.of("mcp"), McpCommand::line, McpCommand::run);

    static final List<CommandModule> ALL = List.of(MOCK_SERVER, CONTRACT_TESTS, MCP, CLI);

    CommandModule {
        commands = List.copyOf(commands);
    }

    /** The module that has {@code command}. */
    static Optional<CommandModule> of(String command) {
        return ALL.stream().filter(module -> module.commands.contains(command)).findFirst();
    }

    void run(String... arguments) {
        main.accept(arguments);
    }
}
