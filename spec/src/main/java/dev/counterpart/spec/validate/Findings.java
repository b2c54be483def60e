package dev.counterpart.spec.validate;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.rule.Finding;
import dev.counterpart.spec.rule.Keyword;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Converts findings to violations of a part of a message. */
public final class Findings {

    private static final Map<String, String> EXPECTED = Map.ofEntries(
            Map.entry("enum", "one of %s"),
            Map.entry("const", "%s"),
            Map.entry("multipleOf", "a multiple of %s"),
            Map.entry("maximum", "a number of at most %s"),
            Map.entry("exclusiveMaximum", "a number below %s"),
            Map.entry("minimum", "a number of at least %s"),
            Map.entry("exclusiveMinimum", "a number above %s"),
            Map.entry("maxLength", "at most %s characters"),
            Map.entry("minLength", "at least %s characters"),
            Map.entry("pattern", "a match of %s"),
            Map.entry("format", "a string in the format %s"),
            Map.entry("maxItems", "at most %s items"),
            Map.entry("minItems", "at least %s items"),
            Map.entry("uniqueItems", "items that are all different"),
            Map.entry("maxProperties", "at most %s properties"),
            Map.entry("minProperties", "at least %s properties"));

    /** The numbers that formats allow (OpenAPI Format Registry). */
    private static final Map<String, String> RANGES = Map.of(
            "int8", "an integer from -128 to 127 (int8)",
            "int16", "an integer from -32768 to 32767 (int16)",
            "int32", "an integer from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE + " (int32)",
            "int64", "an integer from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE + " (int64)",
            "uint8", "an integer from 0 to 255 (uint8)",
            "uint16", "an integer from 0 to 65535 (uint16)",
            "uint32", "an integer from 0 to 4294967295 (uint32)",
            "uint64", "an integer from 0 to 18446744073709551615 (uint64)",
            "float", "a number from -" + Float.MAX_VALUE + " to " + Float.MAX_VALUE + " (float)",
            "double", "a number from -" + Double.MAX_VALUE + " to " + Double.MAX_VALUE + " (double)");

    private final Documents documents;

    private volatile Described last = new Described(new WeakReference<>(MissingNode.getInstance()), false, "nothing");

    /** @param named whether the text lists the names of its properties */
    private record Described(WeakReference<JsonNode> value, boolean named, String text) {}

    public Findings(Documents documents) {
        this.documents = documents;
    }

    /**
     * The violation for a finding in that part of a message.
     *
     * @param prefix location of the value in that part: the parameter's name, or empty for a body
     */
    public Violation violation(Spot.Part part, JsonPointer prefix, Finding finding) {
        var rule = MessageRules.schema(part, finding.keyword());
        String section = Keyword.find(finding.keyword()).map(Keyword::section).orElse("");
        return Violation.of(rule, new Spot(part, prefix.append(finding.at())), expected(finding), actual(finding))
                .declaredAt(documents.location(finding.declared()))
                .basedOn(section)
                .of(finding);
    }

    /** The requirement of the keyword, in words. */
    public static String expected(Finding finding) {
        var limit = finding.limit();
        String keyword = finding.keyword();
        if (keyword.equals("type")) {
            return limit.isArray()
                    ? limit.valueStream().map(JsonNode::asString).collect(Collectors.joining(" or "))
                    : text(limit);
        }
        if (finding.property().isPresent()) {
            String name = "\"" + Violation.shortened(finding.property().get()) + "\"";
            return keyword.startsWith("additional") || keyword.startsWith("unevaluated")
                    ? "no property " + name
                    : "property " + name;
        }
        if (keyword.equals("format") && finding.actual().isNumber()) {
            return RANGES.getOrDefault(limit.asString(), "a number in the format " + limit.asString());
        }
        String form = EXPECTED.get(keyword);
        return form == null ? finding.reason() : String.format(form, Violation.shortened(text(limit)));
    }

    /** Many findings can be about the same large object, so the last description is kept. */
    private String actual(Finding finding) {
        boolean named = finding.property().isPresent() && finding.actual().isObject();
        var known = last;
        if (known.named() == named && known.value().refersTo(finding.actual())) {
            return known.text();
        }
        String text = named ? "object with " + names(finding.actual()) : Json.described(finding.actual());
        last = new Described(new WeakReference<>(finding.actual()), named, text);
        return text;
    }

    private static String names(JsonNode object) {
        return object.isEmpty() ? "no properties" : Violation.shortened(String.join(", ", object.propertyNames()));
    }

    private static String text(JsonNode limit) {
        return limit.isString() ? limit.asString() : Json.text(limit);
    }
}
