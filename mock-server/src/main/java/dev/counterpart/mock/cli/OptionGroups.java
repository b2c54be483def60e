package dev.counterpart.mock.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of a command in groups, as {@code --help} prints them. Groups of picocli itself would reject an option that is
 * given twice, as wrappers do.
 */
final class OptionGroups {

    private static final int NAMES = 30;
    private static final int WIDTH = 100;

    private final Map<String, List<String>> groups = new LinkedHashMap<>();

    /** Adds a group. Options that are in none are printed last. */
    OptionGroups with(String heading, String... names) {
        groups.put(heading, List.of(names));
        return this;
    }

    /** From now on, the command's help is grouped. */
    void applyTo(CommandLine command) {
        command.getHelpSectionMap().put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST, this::text);
    }

    /** The groups with their options; a name that the command does not have is a programming error. */
    Map<String, List<OptionSpec>> in(CommandLine.Model.CommandSpec command) {
        var rest = new ArrayList<>(
                command.options().stream().filter(option -> !option.hidden()).toList());
        var all = new LinkedHashMap<String, List<OptionSpec>>();
        groups.forEach((heading, names) -> {
            var options = names.stream().map(command::findOption).toList();
            rest.removeAll(options);
            all.put(heading, options);
        });
        all.put("Other", rest);
        return all;
    }

    private String text(Help help) {
        var text = new StringBuilder();
        in(help.commandSpec()).forEach((heading, options) -> {
            text.append(String.format("%n%s:%n", heading));
            options.forEach(option -> append(option, text));
        });
        return text.toString();
    }

    private static void append(OptionSpec option, StringBuilder text) {
        String names = "  " + names(option);
        boolean fits = names.length() < NAMES - 1;
        text.append(fits ? pad(names) : names + System.lineSeparator() + pad(""));
        text.append(String.join(System.lineSeparator() + pad(""), wrapped(description(option))))
                .append(System.lineSeparator());
    }

    /** {@code -p, --port PORT}, or {@code --cors, --no-cors}; that switches also accept a value is not shown. */
    private static String names(OptionSpec option) {
        var names = new ArrayList<>(List.of(option.names()));
        boolean isSwitch = option.arity().min() == 0;
        if (isSwitch
                && option.negatable()
                && option.defaultValue() != null
                && option.defaultValue().equals("true")) {
            names.add(option.longestName().replaceFirst("--", "--no-"));
        }
        String joined = String.join(", ", names);
        boolean hasLabel =
                !isSwitch || (!option.negatable() && !option.paramLabel().startsWith("<"));
        boolean isFlag = option.arity().max() == 0;
        return hasLabel && !isFlag ? joined + " " + label(option) : joined;
    }

    /** The declared label of the option; the name in capitals if it has none. */
    private static String label(OptionSpec option) {
        String label = option.paramLabel();
        return label.startsWith("<") ? label.substring(1, label.length() - 1).toUpperCase(Locale.ROOT) : label;
    }

    private static String description(OptionSpec option) {
        return String.join(" ", option.description())
                .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()));
    }

    private static String pad(String text) {
        return text + " ".repeat(Math.max(0, NAMES - text.length()));
    }

    private static List<String> wrapped(String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() + word.length() + 1 > WIDTH - NAMES && !line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
