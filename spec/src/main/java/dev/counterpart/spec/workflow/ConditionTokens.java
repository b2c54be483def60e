package dev.counterpart.spec.workflow;

import dev.counterpart.spec.workflow.Condition.Malformed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Splits a condition into operators, literals and expressions. */
final class ConditionTokens {

    /** In this order: operators, strings, expressions in braces, expressions, other words. */
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(==|!=|<=|>=|&&|\\|\\||[<>!()])|('(?:[^']|'')*')"
                    + "|\\{(\\$[^{}]*)}|(\\$(?:\\[[^]]*]|[^\\s=!<>&|()\\[]|=(?!=)|!(?!=)|&(?!&)|\\|(?!\\|))*)|([^\\s=!<>&|()']+))");

    private static final Set<String> OPERATORS = Set.of("==", "!=", "<=", ">=", "<", ">");

    /** A path to one member; what some programs count with {@code length} is not a member. */
    private static final Pattern MEMBER =
            Pattern.compile("\\$(?:\\.(?!length$)[\\w-]+|\\[[0-9]{1,9}]|\\['[^']*']|\\[\"[^\"]*\"])+");

    private ConditionTokens() {}

    static List<String> of(String text) throws Malformed {
        var tokens = new ArrayList<String>();
        String whole = unwrapped(text.strip());
        var matcher = TOKEN.matcher(whole);
        int at = 0;
        while (at < whole.length()) {
            matcher.region(at, whole.length());
            if (!matcher.lookingAt()) {
                throw new Malformed("\"" + whole.substring(at).strip() + "\" cannot be read");
            }
            tokens.add(
                    matcher.group(3) != null
                            ? matcher.group(3)
                            : matcher.group().strip());
            at = matcher.end();
        }
        return tokens;
    }

    /**
     * A condition that compares members of a value, with the value's name instead of {@code $}: {@code $.id != null} of
     * {@code $response.body} is {@code $response.body.id != null}. Empty if the text is not such a condition.
     *
     * @param context a runtime expression
     */
    static Optional<String> comparison(String context, String condition) {
        try {
            var tokens = of(condition);
            boolean isComparison = tokens.stream().anyMatch(OPERATORS::contains)
                    && tokens.stream()
                            .allMatch(token -> !token.startsWith("$")
                                    || MEMBER.matcher(token).matches());
            String text = tokens.stream()
                    .map(token -> token.startsWith("$") ? context + token.substring(1) : token)
                    .collect(Collectors.joining(" "));
            return Optional.of(text).filter(whole -> isComparison && isCondition(whole));
        } catch (Malformed malformed) {
            return Optional.empty();
        }
    }

    private static boolean isCondition(String text) {
        try {
            return !Condition.parse(text).expressions().isEmpty();
        } catch (Malformed malformed) {
            return false;
        }
    }

    /** Examples of Arazzo 1.0 write a whole condition in braces. */
    private static String unwrapped(String text) {
        boolean isWrapped = text.startsWith("{$") && text.endsWith("}") && text.indexOf('}') == text.length() - 1;
        return isWrapped ? text.substring(1, text.length() - 1).strip() : text;
    }

    /** The value of a literal: {@code true}, {@code null}, {@code 1.5}, {@code 'text'}. */
    static JsonNode literal(String token) throws Malformed {
        var nodes = JsonNodeFactory.instance;
        if (token.startsWith("'")) {
            return nodes.stringNode(token.substring(1, token.length() - 1).replace("''", "'"));
        }
        if (token.matches("-?[0-9]{1,400}(\\.[0-9]{1,400})?([eE][+-]?[0-9]{1,3})?")) {
            return nodes.numberNode(new BigDecimal(token));
        }
        return switch (token) {
            case "true" -> nodes.booleanNode(true);
            case "false" -> nodes.booleanNode(false);
            case "null" -> nodes.nullNode();
            default ->
                throw new Malformed("\"" + token
                        + "\" is neither a literal nor a runtime expression (strings need single quotation marks)");
        };
    }
}
