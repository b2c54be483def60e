package dev.counterpart.spec.jsonpath;

import dev.counterpart.spec.jsonpath.Condition.Comparator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Parses the conditions of filters.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9535#section-2.3.5.1">RFC 9535 §2.3.5.1</a>
 */
final class FilterParser {

    /** Parentheses, functions and filters inside of each other. */
    private static final int DEEPEST = 100;

    private final Characters in;
    private final Literals literals;
    private final PathParser paths;
    private int depth;

    FilterParser(Characters in, Literals literals, PathParser paths) {
        this.in = in;
        this.literals = literals;
        this.paths = paths;
    }

    private interface Part<T> {
        T parse() throws JsonPath.Malformed;
    }

    private <T> T nested(Part<T> part) throws JsonPath.Malformed {
        if (++depth > DEEPEST) {
            throw new JsonPath.Malformed("more than " + DEEPEST + " conditions are inside of each other");
        }
        var parsed = part.parse();
        depth--;
        return parsed;
    }

    Condition condition() throws JsonPath.Malformed {
        return nested(this::any);
    }

    private Condition any() throws JsonPath.Malformed {
        var any = new ArrayList<Condition>();
        do {
            any.add(all());
        } while (in.takes("||"));
        return any.size() == 1 ? any.get(0) : new Condition.AnyOf(any);
    }

    private Condition all() throws JsonPath.Malformed {
        var all = new ArrayList<Condition>();
        do {
            in.skipBlank();
            all.add(basic());
            in.skipBlank();
        } while (in.takes("&&"));
        return all.size() == 1 ? all.get(0) : new Condition.AllOf(all);
    }

    private Condition basic() throws JsonPath.Malformed {
        if (in.isNext("!") && !in.isNext("!=")) {
            in.expect("!");
            in.skipBlank();
            return new Condition.Not(in.isNext("(") ? parenthesized() : test(operand()));
        }
        if (in.isNext("(")) {
            return parenthesized();
        }
        var left = operand();
        int end = in.position();
        in.skipBlank();
        var comparator = Arrays.stream(Comparator.values())
                .filter(each -> in.takes(each.text()))
                .findFirst();
        if (comparator.isEmpty()) {
            in.back(end);
            return test(left);
        }
        in.skipBlank();
        return new Condition.Compares(compared(left), comparator.get(), compared(operand()));
    }

    private Condition parenthesized() throws JsonPath.Malformed {
        in.expect("(");
        var condition = condition();
        in.expect(")");
        return condition;
    }

    private static Condition test(Operand operand) throws JsonPath.Malformed {
        if (operand instanceof Query query) {
            return new Condition.Exists(query);
        }
        if (operand instanceof Operand.Call call && call.function().result() == Function.Type.LOGICAL) {
            return new Condition.Holds(call);
        }
        throw new JsonPath.Malformed("a value alone is not a condition: compare it with another one");
    }

    private static Operand compared(Operand operand) throws JsonPath.Malformed {
        if (!Function.isValue(operand)) {
            throw new JsonPath.Malformed(
                    operand instanceof Query
                            ? "a path that can select several nodes cannot be compared"
                            : "true or false of a function cannot be compared");
        }
        return operand;
    }

    private Operand operand() throws JsonPath.Malformed {
        if (in.takes("@")) {
            return new Query(false, paths.segments());
        }
        if (in.takes("$")) {
            return new Query(true, paths.segments());
        }
        var constant = literals.constant();
        if (constant.isPresent()) {
            return new Operand.Literal(constant.get());
        }
        return call();
    }

    private Operand.Call call() throws JsonPath.Malformed {
        int start = in.position();
        String name = in.takeWhile(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_');
        var function = in.takes("(") ? Function.named(name) : Optional.<Function>empty();
        if (function.isEmpty()) {
            in.back(start);
            throw in.expected("a path, a constant, or a function (length, count, match, search, value)");
        }
        var arguments = arguments();
        var problem = function.get().problem(arguments);
        if (problem.isPresent()) {
            throw new JsonPath.Malformed(problem.get());
        }
        return new Operand.Call(function.get(), arguments);
    }

    private List<Operand> arguments() throws JsonPath.Malformed {
        var arguments = new ArrayList<Operand>();
        in.skipBlank();
        if (in.takes(")")) {
            return arguments;
        }
        do {
            in.skipBlank();
            arguments.add(nested(this::operand));
            in.skipBlank();
        } while (in.takes(","));
        in.expect(")");
        return arguments;
    }
}
