package dev.counterpart.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Manual pages in the format of {@code man}, one for the program and one per command, made of the same model as {@code --help}. */
public final class ManPages {

    private static final String EXITS = """
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
            """;

    private ManPages() {}

    /**
     * Writes the pages. Run by the build.
     *
     * @param arguments the folder to write to, the version, and its date as YYYY-MM-DD
     */
    public static void main(String[] arguments) throws IOException {
        var folder = Files.createDirectories(Path.of(arguments[0]));
        for (var page : pages(arguments[1], arguments[2]).entrySet()) {
            Files.writeString(folder.resolve(page.getKey()), page.getValue());
        }
    }

    /** Each page by its file name. */
    static Map<String, String> pages(String version, String date) {
        var pages = new LinkedHashMap<String, String>();
        var whole = Whole.line();
        pages.put("counterpart.1", page(whole, "counterpart", version, date));
        whole.getSubcommands()
                .forEach((name, command) ->
                        pages.put("counterpart-" + name + ".1", page(command, "counterpart-" + name, version, date)));
        return pages;
    }

    private static String page(CommandLine command, String name, String version, String date) {
        var spec = command.getCommandSpec();
        var description = Arrays.asList(spec.usageMessage().description());
        var page = new StringBuilder(".TH " + name.toUpperCase(Locale.ROOT) + " 1 " + date + " \"Counterpart " + version
                + "\" \"Counterpart\"\n.SH NAME\n" + escaped(name) + " \\- " + escaped(summary(description)) + "\n");
        page.append(".SH SYNOPSIS\n").append(escaped(synopsis(command))).append('\n');
        page.append(".SH DESCRIPTION\n");
        page.append(description.stream().map(ManPages::text).collect(Collectors.joining(".br\n")));
        options(page, spec);
        command.getSubcommands().forEach((sub, line) -> subcommand(page, spec, sub, line));
        page.append(EXITS).append(footer(spec));
        return page.append(seeAlso(name)).toString();
    }

    private static String summary(List<String> description) {
        String first = description.get(0).replaceAll("\\.( .*)?$", "");
        return first.substring(0, 1).toLowerCase(Locale.ROOT) + first.substring(1);
    }

    private static String synopsis(CommandLine command) {
        return command.getHelp().synopsis(0).strip().replaceAll("\\s+", " ");
    }

    private static void options(StringBuilder page, CommandSpec spec) {
        if (!spec.positionalParameters().isEmpty()) {
            page.append(".SH ARGUMENTS\n");
            spec.positionalParameters().forEach(each -> argument(page, each.paramLabel(), each));
        }
        var grouped = spec.argGroups().stream()
                .flatMap(group -> group.allOptionsNested().stream())
                .toList();
        var single =
                spec.options().stream().filter(each -> !grouped.contains(each)).toList();
        if (!single.isEmpty()) {
            page.append(".SH OPTIONS\n");
            single.forEach(each -> option(page, each));
        }
        for (ArgGroupSpec group : spec.argGroups()) {
            String heading = String.valueOf(group.heading()).replace("%n", "").replace(":", "");
            page.append(".SH ")
                    .append(escaped(heading.toUpperCase(Locale.ROOT)))
                    .append('\n');
            group.allOptionsNested().forEach(each -> option(page, each));
        }
    }

    private static void subcommand(StringBuilder page, CommandSpec spec, String name, CommandLine line) {
        boolean isFirst = spec.subcommands().keySet().iterator().next().equals(name);
        page.append(isFirst ? ".SH COMMANDS\n" : "")
                .append(".SS ")
                .append(escaped(name))
                .append('\n');
        Arrays.stream(line.getCommandSpec().usageMessage().description()).forEach(each -> page.append(text(each)));
        if (!spec.name().equals("counterpart")) {
            page.append(".PP\n").append(escaped(synopsis(line))).append('\n');
            line.getCommandSpec().positionalParameters().forEach(each -> argument(page, each.paramLabel(), each));
            line.getCommandSpec().options().forEach(each -> option(page, each));
        }
    }

    private static void option(StringBuilder page, OptionSpec option) {
        if (option.hidden()) {
            return;
        }
        boolean isSwitch =
                option.arity().max() == 0 || option.type() == boolean.class || option.type() == Boolean.class;
        String value = isSwitch
                ? ""
                : " " + option.paramLabel().replaceAll("^<(.*)>$", "$1").toUpperCase(Locale.ROOT);
        String opposite = option.negatable() ? ", " + option.longestName().replaceFirst("^--", "--no-") : "";
        argument(page, String.join(", ", option.names()) + value + opposite, option);
    }

    private static void argument(StringBuilder page, String name, ArgSpec argument) {
        page.append(".TP\n\\fB").append(escaped(name)).append("\\fR\n");
        Arrays.stream(argument.description()).forEach(line -> page.append(text(line)));
    }

    /** Examples and remarks, with the lines that the help has. */
    private static String footer(CommandSpec spec) {
        var lines = Arrays.asList(spec.usageMessage().footer());
        return lines.isEmpty()
                ? ""
                : ".SH EXAMPLES\n.nf\n"
                        + lines.stream()
                                .filter(line -> !line.isBlank() && !line.equals("Examples:"))
                                .map(line -> text(line.strip()))
                                .collect(Collectors.joining())
                        + ".fi\n";
    }

    private static String seeAlso(String name) {
        Collection<String> others = CommandModule.ALL.stream()
                .flatMap(module -> module.commands().stream())
                .map(command -> "counterpart-" + command)
                .filter(other -> !other.equals(name))
                .toList();
        String pages = name.equals("counterpart") ? String.join("(1), ", others) : "counterpart";
        return ".SH SEE ALSO\n" + escaped(pages + "(1)") + "\n";
    }

    private static String text(String line) {
        return escaped(line.replace("%n", " ").replace("%%", "%")) + "\n";
    }

    /** A backslash begins a request of roff within a line, a dot or an apostrophe at its start; a bare hyphen may become a dash. */
    private static String escaped(String text) {
        String safe = text.replace("\\", "\\e").replace("-", "\\-");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
