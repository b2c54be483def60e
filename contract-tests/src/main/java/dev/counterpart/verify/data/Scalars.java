package dev.counterpart.verify.data;

import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.spec.write.ParameterWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The values of a data file: environment variables in {@code $} and braces, with or without a default, and saved or unique values in two
 * pairs of braces, are replaced. One more dollar, or a backslash, in front of the braces escapes them.
 */
final class Scalars {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:-([^}]*))?}");

    /** Groups: an escape; the name and the default of a variable; the name and the number of an expression. */
    private static final Pattern REPLACED = Pattern.compile(
            "(\\$(?=\\$\\{)\\$\\{|\\\\\\{\\{)|" + VARIABLE.pattern() + "|" + Expressions.FORM.pattern());

    private final Document file;
    private final Function<String, Optional<String>> environment;
    private final Expressions expressions;
    private final List<DataError> problems;

    Scalars(
            Document file,
            Function<String, Optional<String>> environment,
            Expressions expressions,
            List<DataError> problems) {
        this.expressions = expressions;
        this.file = file;
        this.environment = environment;
        this.problems = problems;
    }

    /** The value with every variable in its texts replaced. */
    JsonNode filled(JsonPointer at, JsonNode node) {
        if (node.isString()) {
            return value(at, node.asString());
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
        String expression = variable.matches() ? "$" + variable.group(1) : Credential.variable(credential);
        int before = problems.size();
        String value = filled(at, node.asString());
        if (value.isEmpty() && problems.size() == before) {
            problem(at, "the credential is empty", "write the token, or set the variable");
        }
        return value.isEmpty() ? Optional.empty() : Optional.of(new Secret(value, expression));
    }

    /** The value of a text; one that is only an expression has the type of the expression's value. */
    private JsonNode value(JsonPointer at, String text) {
        var whole = Expressions.FORM.matcher(text);
        if (whole.matches()) {
            return expression(at, whole.group(1), Optional.ofNullable(whole.group(2)))
                    .orElseGet(() -> JsonNodeFactory.instance.stringNode(text));
        }
        return JsonNodeFactory.instance.stringNode(filled(at, text));
    }

    private Optional<JsonNode> expression(JsonPointer at, String name, Optional<String> argument) {
        var problem = expressions.problem(name, argument);
        if (problem.isPresent()) {
            String nearest = expressions
                    .nearest(name)
                    .map(known -> "write {{" + known + "}}, or ")
                    .orElse("");
            problem(at, problem.get(), nearest + "\\{{ for the text itself");
            return Optional.empty();
        }
        if (!Expressions.isFunction(name) && !at.matchesProperty("operations")) {
            problem(
                    at,
                    "the value {{" + name + "}} is not known here, because it is saved by an entry",
                    "use it under operations:, or write \\{{ for the text itself");
        }
        return expressions.value(at.toString(), name, argument);
    }

    private String filled(JsonPointer at, String text) {
        var matcher = REPLACED.matcher(text);
        var result = new StringBuilder();
        while (matcher.find()) {
            String replaced;
            if (matcher.group(1) != null) {
                replaced = matcher.group(1).substring(1);
            } else if (matcher.group(2) != null) {
                replaced = variable(at, matcher.group(2), Optional.ofNullable(matcher.group(4)));
            } else {
                replaced = expression(at, matcher.group(5), Optional.ofNullable(matcher.group(6)))
                        .map(ParameterWriter::text)
                        .orElse(matcher.group());
            }
            matcher.appendReplacement(result, Matcher.quoteReplacement(replaced));
        }
        return matcher.appendTail(result).toString();
    }

    private String variable(JsonPointer at, String name, Optional<String> usual) {
        var value = environment.apply(name).or(() -> usual);
        if (value.isEmpty()) {
            problem(at, "the environment variable is not set: " + name, "run export " + name + "=…");
        }
        return value.orElse("");
    }

    private void problem(JsonPointer at, String message, String remedy) {
        problems.add(new DataError(file.location(at), message, remedy));
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
