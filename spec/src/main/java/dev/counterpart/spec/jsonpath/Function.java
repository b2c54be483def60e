package dev.counterpart.spec.jsonpath;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The functions of filters, with the types of their arguments and result.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9535#section-2.4">RFC 9535 §2.4</a>
 */
enum Function {
    LENGTH(Type.VALUE, 1, Type.VALUE),
    COUNT(Type.VALUE, 1, Type.NODES),
    MATCH(Type.LOGICAL, 2, Type.VALUE),
    SEARCH(Type.LOGICAL, 2, Type.VALUE),
    VALUE(Type.VALUE, 1, Type.NODES);

    enum Type {
        VALUE,
        NODES,
        LOGICAL
    }

    private final Type result;
    private final int parameters;
    private final Type parameter;

    Function(Type result, int parameters, Type parameter) {
        this.result = result;
        this.parameters = parameters;
        this.parameter = parameter;
    }

    static Optional<Function> named(String name) {
        return Arrays.stream(values()).filter(each -> each.text().equals(name)).findFirst();
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    Type result() {
        return result;
    }

    /** Why it cannot be called with those arguments; empty if it can. */
    Optional<String> problem(List<Operand> arguments) {
        if (arguments.size() != parameters) {
            return Optional.of(text() + " has " + parameters + (parameters == 1 ? " argument" : " arguments") + ", not "
                    + arguments.size());
        }
        for (int i = 0; i < arguments.size(); i++) {
            if (!accepts(arguments.get(i))) {
                return Optional.of("argument " + (i + 1) + " of " + text() + " must be "
                        + (parameter == Type.NODES ? "a path" : "a value, or a path to one node"));
            }
        }
        return Optional.empty();
    }

    private boolean accepts(Operand argument) {
        return parameter == Type.NODES ? argument instanceof Query : isValue(argument);
    }

    /** Whether an operand is one value, or nothing. */
    static boolean isValue(Operand operand) {
        return operand instanceof Operand.Literal
                || (operand instanceof Query query && query.isSingular())
                || (operand instanceof Operand.Call call && call.function().result() == Type.VALUE);
    }
}
