package dev.counterpart.mock.cli;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.read.DataFile;
import dev.counterpart.spec.rule.Violation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A command line of which a part is in a file, {@code --config FILE}: each member is an option by its long name, with its value,
 * an array of values, or an object with values per operation. The command line takes precedence.
 *
 * @param arguments of the file and of the command line
 * @param broken why the file cannot be read
 */
record ConfigFile(List<String> arguments, List<Violation> broken) {

    private static final String OPTION = "--config";

    /** The arguments that are not options, in their order on the command line. */
    private static final List<String> POSITIONS = List.of("document", "upstream");

    ConfigFile {
        arguments = List.copyOf(arguments);
        broken = List.copyOf(broken);
    }

    /** The arguments, with those of the config file that they name. */
    static ConfigFile in(List<String> arguments) {
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith(OPTION + "=")) {
                return read(arguments, argument.substring(OPTION.length() + 1));
            }
            if (argument.equals(OPTION) && i + 1 < arguments.size()) {
                return read(arguments, arguments.get(i + 1));
            }
        }
        return new ConfigFile(arguments, List.of());
    }

    private static ConfigFile read(List<String> arguments, String file) {
        var result = DataFile.read(Path.of(file), file);
        if (result instanceof DataFile.Rejected rejected) {
            return new ConfigFile(List.of(), rejected.violations());
        }
        var root = ((DataFile.Read) result).document().tree();
        var all = new ArrayList<>(arguments.subList(0, 1));
        root.properties().stream()
                .filter(member -> !POSITIONS.contains(member.getKey()))
                .flatMap(ConfigFile::options)
                .forEach(all::add);
        POSITIONS.forEach(name -> values(root.path(name)).forEach(all::add));
        all.addAll(arguments.subList(1, arguments.size()));
        return new ConfigFile(all, List.of());
    }

    private static Stream<String> options(Map.Entry<String, JsonNode> member) {
        return values(member.getValue()).map(value -> "--" + member.getKey() + "=" + value);
    }

    private static Stream<String> values(JsonNode node) {
        if (node.isArray()) {
            return node.valueStream().map(ConfigFile::text);
        }
        return node.isObject()
                ? node.properties().stream().map(member -> member.getKey() + "=" + text(member.getValue()))
                : node.isMissingNode() ? Stream.of() : Stream.of(text(node));
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.asString() : Json.text(node);
    }
}
