package dev.counterpart.spec.jsonpath;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What filters compare, and the arguments of functions. */
sealed interface Operand permits Query, Operand.Literal, Operand.Call {

    record Literal(JsonNode value) implements Operand {}

    record Call(Function function, List<Operand> arguments) implements Operand {

        public Call {
            arguments = List.copyOf(arguments);
        }
    }
}
