package dev.counterpart.mock.journal;

import dev.counterpart.spec.rule.Violation;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Violations as JSON. */
public final class ViolationJson {

    private ViolationJson() {}

    public static ArrayNode list(List<Violation> violations) {
        var list = JsonNodeFactory.instance.arrayNode();
        violations.forEach(violation -> list.add(of(violation)));
        return list;
    }

    private static ObjectNode of(Violation violation) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("rule", violation.rule().id());
        node.put("severity", violation.severity().label());
        node.put("meaning", violation.rule().meaning());
        node.put("at", violation.at().toString());
        node.put("expected", violation.expected());
        node.put("actual", violation.actual());
        node.put("fix", violation.fix());
        violation.declared().ifPresent(location -> {
            node.put("declared", location.toString());
            node.put("line", location.line());
        });
        return node;
    }
}
