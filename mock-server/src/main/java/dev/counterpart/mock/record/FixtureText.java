package dev.counterpart.mock.record;

import dev.counterpart.fixtures.When;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.rule.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The text of a fixture file, and its name. */
final class FixtureText {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,15}");
    private static final int LONGEST_NAME = 60;
    private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}");

    private FixtureText() {}

    /** The folder of an operation: the operationId, unless it cannot be the name of a folder. */
    static String folder(Operation operation) {
        return operation
                .operationId()
                .filter(id -> FOLDER.matcher(id).matches())
                .orElseGet(() -> operation.key().folderName());
    }

    /** The name of a file without its extension: the status, and what its conditions say. */
    static String label(int status, Map<When.Key, JsonNode> conditions) {
        String name = conditions.entrySet().stream()
                .map(each -> words(each.getKey(), each.getValue()))
                .collect(Collectors.joining("-"))
                .replaceAll("[^A-Za-z0-9._-]+", "-")
                .replaceAll("-{2,}", "-");
        String shortened = name.substring(0, Math.min(LONGEST_NAME, name.length()))
                .replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
        return shortened.isEmpty() ? Integer.toString(status) : status + "-" + shortened;
    }

    private static String words(When.Key key, JsonNode condition) {
        String name = key.name().substring(key.name().lastIndexOf('/') + 1);
        if (condition.has("absent")) {
            return (condition.path("absent").asBoolean() ? "without-" : "with-") + name;
        }
        var values =
                condition.has("in") ? condition.path("in") : NODES.arrayNode().add(condition);
        String first = values.get(0).asString("");
        String shown = first.isEmpty() ? "empty" : first;
        String all = values.size() > 1 ? shown + "-and-" + (values.size() - 1) + "-more" : shown;
        return key.part() == When.Part.PATH ? all : name + "-" + all;
    }

    /**
     * A file in the full form.
     *
     * @param comments lines above, without {@code #}
     */
    static String of(
            List<String> comments, Map<When.Key, JsonNode> conditions, JsonNode response, Optional<String> bodyFile) {
        String head = comments.stream()
                .flatMap(String::lines)
                .map(line -> line.isEmpty() ? "#\n" : "# " + line + "\n")
                .collect(Collectors.joining());
        return head + YamlText.of(tree(conditions, response, bodyFile));
    }

    /** Conditions and response as members of a fixture. */
    static ObjectNode tree(Map<When.Key, JsonNode> conditions, JsonNode response, Optional<String> bodyFile) {
        var root = NODES.objectNode();
        if (!conditions.isEmpty()) {
            var when = root.putObject("when");
            conditions.forEach((key, condition) ->
                    when.withObjectProperty(key.part().label()).set(key.name(), written(condition)));
        }
        var copy = root.putObject("response");
        copy.setAll((ObjectNode) response);
        bodyFile.ifPresent(file -> copy.put("bodyFile", file));
        return root;
    }

    private static JsonNode written(JsonNode condition) {
        if (condition.has("in")) {
            var in = NODES.arrayNode();
            condition.path("in").forEach(each -> in.add(written(each)));
            return NODES.objectNode().set("in", in);
        }
        return condition.isString() && INTEGER.matcher(condition.asString()).matches()
                ? NODES.numberNode(Long.parseLong(condition.asString()))
                : condition;
    }

    /** The violations as lines of comments. */
    static List<String> comments(List<Violation> violations, String subject) {
        return Stream.concat(
                        Stream.of("This answer violates the contract, so it is not served:"),
                        violations.stream().map(violation -> violation.text(subject)))
                .toList();
    }
}
