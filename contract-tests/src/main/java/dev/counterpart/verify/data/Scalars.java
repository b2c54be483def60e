package dev.counterpart.verify.data;

import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.secret.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The values of a data file: {@code ${NAME}} and {@code ${NAME:-default}} are replaced from the environment. */
final class Scalars {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:-([^}]*))?}");

    private final Document file;
    private final Function<String, Optional<String>> environment;
    private final List<Problem> problems;

    Scalars(Document file, Function<String, Optional<String>> environment, List<Problem> problems) {
        this.file = file;
        this.environment = environment;
        this.problems = problems;
    }

    /** The value with every variable in its texts replaced. */
    JsonNode filled(JsonPointer at, JsonNode node) {
        if (node.isString()) {
            return JsonNodeFactory.instance.stringNode(filled(at, node.asString()));
        }
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < node.size(); i++) {
                array.add(filled(at.appendIndex(i), node.get(i)));
            }
            return array;
        }
        if (node.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(member ->
                            object.set(member.getKey(), filled(at.appendProperty(member.getKey()), member.getValue())));
            return object;
        }
        return node;
    }

    /** The secret of that credential, under the name of its variable, or of the credential if it is written in the file. */
    Optional<Secret> secret(JsonPointer at, String credential, JsonNode node) {
        if (!node.isValueNode() || node.isNull()) {
            problem(at, "a credential must be text", "write the token, or ${NAME} for one from the environment");
            return Optional.empty();
        }
        var variable = VARIABLE.matcher(node.asString());
        String expression = variable.matches()
                ? "$" + variable.group(1)
                : "$" + credential.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_TOKEN";
        int before = problems.size();
        String value = filled(at, node.asString());
        if (value.isEmpty() && problems.size() == before) {
            problem(at, "the credential is empty", "write the token, or set the variable");
        }
        return value.isEmpty() ? Optional.empty() : Optional.of(new Secret(value, expression));
    }

    private String filled(JsonPointer at, String text) {
        var matcher = VARIABLE.matcher(text);
        var result = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            var value = environment.apply(name).or(() -> Optional.ofNullable(matcher.group(3)));
            if (value.isEmpty()) {
                problem(at, "the environment variable is not set: " + name, "run export " + name + "=…");
            }
            matcher.appendReplacement(result, Matcher.quoteReplacement(value.orElse("")));
        }
        return matcher.appendTail(result).toString();
    }

    private void problem(JsonPointer at, String message, String remedy) {
        problems.add(new Problem(file.location(at), message, remedy));
    }

    /** The severity of a rule: empty inside for off, empty for an unknown word. */
    static Optional<Optional<Severity>> severity(String word) {
        return switch (word) {
            case "off", "false" -> Optional.of(Optional.empty());
            case "warning" -> Optional.of(Optional.of(Severity.WARNING));
            case "error" -> Optional.of(Optional.of(Severity.ERROR));
            default -> Optional.empty();
        };
    }
}
