package dev.counterpart.spec.cli;

import dev.counterpart.spec.rule.ErrorName;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/** The command line of a program of ours. What a user typed wrong gives two lines and {@link ExitCode#FAILED}, never a stack trace. */
public final class Commands {

    /** Names the environment variable with which errors of ours print their stack trace. */
    private static final String DEBUG = "COUNTERPART_DEBUG";

    /** Read by picocli when it is loaded: without it, picocli starts Groovy, which REST Assured brings, for every command. */
    private static final String NO_GROOVY = "picocli.disable.closures";

    private static final int WIDTH = 100;

    /** Options whose values are secrets. */
    private static final Set<String> SECRET = Set.of("--as", "--admin-token", "--token");

    private Commands() {}

    /**
     * The command line of {@code program}. It prints to the standard streams, in UTF-8.
     *
     * @param program and its subcommands have picocli's annotations
     * @param arguments of a run: if they begin with a subcommand, only this one is read, because reading the options of subcommands that
     *     do not run takes most of the time of a short command; none for all subcommands
     */
    public static CommandLine of(Object program, List<Class<?>> subcommands, String... arguments) {
        System.setProperty(NO_GROOVY, "true");
        var line = new CommandLine(program);
        needed(subcommands, arguments).forEach(line::addSubcommand);
        line.setExpandAtFiles(false);
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setExecutionExceptionHandler((failure, command, given) -> failed(line.getErr(), failure));
        line.setExecutionStrategy(given -> {
            try {
                return new CommandLine.RunLast().execute(given);
            } catch (StackOverflowError | OutOfMemoryError | LinkageError failure) {
                return failed(line.getErr(), failure);
            }
        });
        line.setParameterExceptionHandler((wrong, given) -> misused(line.getErr(), wrong));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(WIDTH);
        return line;
    }

    private static List<Class<?>> needed(List<Class<?>> subcommands, String... arguments) {
        return subcommands.stream()
                .filter(subcommand -> arguments.length > 0 && name(subcommand).equals(arguments[0]))
                .findFirst()
                .<List<Class<?>>>map(List::of)
                .orElse(subcommands);
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(CommandLine.Command.class).name();
    }

    private static int misused(PrintWriter err, CommandLine.ParameterException wrong) {
        err.println("counterpart: " + message(wrong));
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("to fix    see " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.FAILED;
    }

    /** Without the value of an option that takes a secret. */
    private static String message(CommandLine.ParameterException wrong) {
        String message = String.valueOf(wrong.getMessage());
        boolean isSecret = wrong.getArgSpec() instanceof CommandLine.Model.OptionSpec option
                && SECRET.contains(option.longestName());
        return isSecret && wrong.getValue() != null ? message.replace(wrong.getValue(), "***") : message;
    }

    private static int failed(PrintWriter err, Throwable failure) {
        err.println("counterpart: internal error: " + failure);
        err.println(ErrorName.INTERNAL_ERROR.toFix("report it, with the command and the document"));
        if (System.getenv(DEBUG) != null) {
            failure.printStackTrace(err);
        }
        return ExitCode.FAILED;
    }
}
