package dev.counterpart.verify.variation;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.write.ParameterWriter;
import dev.counterpart.verify.request.BodyParts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A valid value with one typical mistake: a property missing, null, a number or boolean written as text, a date that does not
 * exist, other letters. Readers that convert types, and incomplete checks, accept these silently.
 */
public final class Slips {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern TIME = Pattern.compile(DAY + "[Tt][0-9:.]+([Zz]|[+-]\\d\\d:\\d\\d)");

    /** A value, and its mistake in words. */
    public record Slip(String title, JsonNode value) {}

    private final JsonNode good;
    private final boolean isTyped;
    private final List<Slip> all = new ArrayList<>();

    private Slips(JsonNode good, boolean isTyped) {
        this.good = good;
        this.isTyped = isTyped;
    }

    /**
     * Mistakes in a value that is written as JSON. The caller validates each against the schema.
     *
     * @param fuller a value with optional properties, which are tried in the valid one
     */
    public static List<Slip> inJson(JsonNode good, Optional<JsonNode> fuller) {
        var slips = new Slips(good, true);
        slips.walk(JsonPointer.empty(), good);
        if (good instanceof ObjectNode object) {
            slips.all.add(new Slip("an array around the body", NODES.arrayNode().add(good)));
            fuller.stream()
                    .flatMap(value -> value.properties().stream())
                    .filter(member -> !object.has(member.getKey()))
                    .forEach(member -> slips.optional(object, member.getKey(), member.getValue()));
        }
        return slips.all;
    }

    /** Mistakes in a value that is written as text, in which every number and boolean is text as well. */
    public static List<Slip> inText(JsonNode good) {
        var slips = new Slips(good, false);
        slips.walk(JsonPointer.empty(), good);
        return slips.all;
    }

    private void optional(ObjectNode object, String name, JsonNode value) {
        var slips = new Slips(object.deepCopy().set(name, value), true);
        slips.walk(JsonPointer.empty().appendProperty(name), value);
        all.addAll(slips.all);
    }

    private void walk(JsonPointer at, JsonNode node) {
        if (isTyped) {
            types(at, node);
        }
        if (node.isString() || (!isTyped && node.isValueNode())) {
            texts(ParameterWriter.text(node)).forEach((what, text) -> add(at, what, NODES.stringNode(text)));
        }
        node.properties().forEach(member -> leftOut(at, member.getKey()));
        node.properties().forEach(member -> walk(at.appendProperty(member.getKey()), member.getValue()));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(at.appendIndex(i), node.get(i));
        }
    }

    private void leftOut(JsonPointer at, String name) {
        var left = at.appendProperty(name);
        BodyParts.with(good, left, Optional.empty()).ifPresent(rest -> all.add(new Slip(left + " missing", rest)));
    }

    private void types(JsonPointer at, JsonNode node) {
        if (!node.isNull()) {
            add(at, "null", NODES.nullNode());
        }
        if (node.isNumber() || node.isBoolean()) {
            add(at, "as text", NODES.stringNode(Json.text(node)));
        }
        if (node.isIntegralNumber()) {
            add(at, "with a fraction", NODES.numberNode(node.decimalValue().add(new BigDecimal("0.5"))));
        }
        if (node.isNumber()) {
            add(at, "true instead of a number", NODES.booleanNode(true));
        }
        if (node.isBoolean()) {
            add(at, "as a number", NODES.numberNode(node.asBoolean() ? 1 : 0));
        }
    }

    /** Texts that people and lenient readers consider the same, by the kind of change. */
    private static Map<String, String> texts(String text) {
        var texts = new LinkedHashMap<>(times(text));
        if (NUMBER.matcher(text).matches()) {
            texts.put("with letters after it", text + "abc");
        }
        if (INTEGER.matcher(text).matches()) {
            texts.put("with a fraction", text + ".5");
        }
        if (!text.equals("true") && !text.equals("false")) {
            String upper = text.toUpperCase(Locale.ROOT);
            texts.put("in other letters", upper.equals(text) ? text.toLowerCase(Locale.ROOT) : upper);
        }
        texts.values().removeIf(text::equals);
        return texts;
    }

    private static Map<String, String> times(String text) {
        var times = new LinkedHashMap<String, String>();
        if (DAY.matcher(text).matches()) {
            times.put("with a time of day", text + "T00:00:00Z");
            times.put("a day that does not exist", text.substring(0, 4) + "-02-30");
            times.put("without leading zeros", text.substring(0, 4) + "-2-3");
        } else if (TIME.matcher(text).matches()) {
            times.put("without the time of day", text.substring(0, 10));
            times.put("a day that does not exist", text.substring(0, 4) + "-02-30" + text.substring(10));
        }
        return times;
    }

    private void add(JsonPointer at, String what, JsonNode value) {
        BodyParts.with(good, at, Optional.of(value))
                .ifPresent(changed -> all.add(new Slip((at + " " + what).strip(), changed)));
    }
}
