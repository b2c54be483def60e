package dev.counterpart.mock.dialect;

import dev.counterpart.mock.access.Access;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.rule.Finding;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A violation as problem documents and {@code sl-violations} list it: location, severity, code and message, in Ajv's words.
 * Both dialects use these entries, because clients of Prism read them.
 */
public final class ViolationEntry {

    /** The expectation in the violation of a form with reserved characters. */
    public static final String WITHOUT_RESERVED = "no reserved characters that are not percent-encoded";

    private static final int UNAUTHORIZED = 401;

    private ViolationEntry() {}

    /** The members of a finding, in Prism's order and without those that Prism omits. */
    public static ObjectNode finding(Violation violation) {
        var finding = JsonNodeFactory.instance.objectNode();
        var location = location(violation);
        if (!location.isEmpty()) {
            var list = finding.putArray("location");
            location.forEach(list::add);
        }
        finding.put("severity", violation.severity() == Severity.ERROR ? "Error" : "Warning");
        code(violation, finding);
        return finding.put("message", text(violation));
    }

    /** The message alone. */
    public static String text(Violation violation) {
        return ofBody(violation).or(() -> ofAnswer(violation)).orElseGet(() -> ofValue(violation));
    }

    /** About the whole body of a request. */
    private static Optional<String> ofBody(Violation violation) {
        var rule = violation.rule();
        if (rule.equals(MessageRules.BODY_REQUIRED)) {
            return Optional.of("Body parameter is required");
        }
        if (rule.equals(MessageRules.BODY_MEDIA_TYPE)) {
            return Optional.of(
                    violation.expected().startsWith("no body")
                            ? "No supported content types, but request included a non-empty body"
                            : "Supported content types: " + violation.expected().replace(", ", ","));
        }
        if (rule.equals(MessageRules.BODY_SYNTAX) && violation.expected().startsWith("a boundary")) {
            return Optional.of(
                    "Boundary parameter for multipart/form-data is not defined or generated in the request header. Try removing"
                            + " manually defined content-type from your request header if it exists.");
        }
        return isReserved(violation) ? Optional.of("Reserved characters used in request body") : Optional.empty();
    }

    /** About the status or media type of a response. */
    private static Optional<String> ofAnswer(Violation violation) {
        if (violation.rule().equals(MessageRules.STATUS_UNDOCUMENTED)) {
            return Optional.of("Unable to match the returned status code with those defined in the document: "
                    + listed(violation).replace(", ", ","));
        }
        if (!isWrongType(violation)) {
            return Optional.empty();
        }
        String received = violation.rule().equals(MessageRules.CONTENT_TYPE_MISSING) ? "" : violation.actual();
        return Optional.of("The received media type \"" + received + "\" does not match the one"
                + (listed(violation).contains(", ") ? "s" : "") + " specified in the current response: "
                + listed(violation));
    }

    private static String ofValue(Violation violation) {
        var rule = violation.rule();
        String in = in(violation.at().part());
        if (rule.id().endsWith(".deprecated")) {
            return capitalised(in) + " param " + name(violation) + " is deprecated";
        }
        String subject = direction(violation.at().part()) + " " + in;
        if (rule.id().endsWith(".undeclared")) {
            return subject + path(violation) + " is not declared";
        }
        if (rule.id().endsWith(".required") && violation.finding().isEmpty()) {
            return subject + " must have required property '" + name(violation) + "'";
        }
        return violation
                .finding()
                .map(finding -> subject + path(violation) + " " + ajv(finding))
                .orElseGet(() -> subject + " must be " + violation.expected());
    }

    /** The violations of a response that Prism also finds, with its severities. */
    public static List<Violation> reported(List<Violation> violations) {
        return violations.stream()
                .filter(violation -> !violation.rule().equals(MessageRules.RESPONSE_BODY_MISSING))
                .map(violation -> violation.rule().equals(MessageRules.STATUS_UNDOCUMENTED)
                                && !violation.actual().startsWith("2")
                        ? violation.withSeverity(Severity.WARNING)
                        : violation)
                .toList();
    }

    /** The message about credentials. */
    public static List<ObjectNode> ofAccess(Access access) {
        if (access instanceof Access.Granted granted) {
            return granted.unchecked().stream()
                    .map(scheme -> JsonNodeFactory.instance
                            .objectNode()
                            .put("severity", "Warning")
                            .put("message", "We currently do not support this type of security scheme: " + scheme))
                    .toList();
        }
        return List.of(JsonNodeFactory.instance
                .objectNode()
                .put("severity", "Error")
                .put("code", UNAUTHORIZED)
                .put("message", "Invalid security scheme used"));
    }

    private static String listed(Violation violation) {
        return violation.expected().startsWith("one of ") ? violation.expected().substring(7) : violation.expected();
    }

    private static boolean isReserved(Violation violation) {
        return violation.rule().equals(MessageRules.BODY_SYNTAX)
                && violation.expected().equals(WITHOUT_RESERVED);
    }

    public static boolean isWrongType(Violation violation) {
        var rule = violation.rule();
        return rule.equals(MessageRules.CONTENT_TYPE_UNDECLARED)
                || rule.equals(MessageRules.CONTENT_TYPE_MALFORMED)
                || rule.equals(MessageRules.CONTENT_TYPE_MISSING);
    }

    /** Whether a parameter or header as a whole is missing. */
    public static boolean isMissing(Violation violation) {
        return violation.rule().id().endsWith(".required")
                && violation.finding().isEmpty();
    }

    private static String path(Violation violation) {
        var names = Place.steps(violation.at().pointer());
        if (names.isEmpty()) {
            return "";
        }
        boolean isBody =
                violation.at().part() == Part.REQUEST_BODY || violation.at().part() == Part.RESPONSE_BODY;
        return (isBody ? " property " : " parameter ") + String.join(".", names);
    }

    private static void code(Violation violation, ObjectNode finding) {
        var rule = violation.rule();
        if (rule.equals(MessageRules.BODY_MEDIA_TYPE)) {
            finding.put("code", 415);
        } else if (rule.equals(MessageRules.STATUS_UNDOCUMENTED) || isReserved(violation) || isWrongType(violation)) {
            finding.remove("code");
        } else if (violation.finding().isPresent()) {
            finding.put("code", violation.finding().get().keyword());
        } else {
            finding.put("code", rule.id().substring(rule.id().lastIndexOf('.') + 1));
        }
    }

    private static List<String> location(Violation violation) {
        var rule = violation.rule();
        if (rule.equals(MessageRules.BODY_REQUIRED)
                || rule.equals(MessageRules.BODY_MEDIA_TYPE)
                || rule.equals(MessageRules.STATUS_UNDOCUMENTED)
                || isWrongType(violation)) {
            return List.of();
        }
        var location = new ArrayList<String>();
        location.add(in(violation.at().part()));
        if (!isMissing(violation)) {
            location.addAll(Place.steps(violation.at().pointer()));
        }
        return location;
    }

    private static String name(Violation violation) {
        var names = Place.steps(violation.at().pointer());
        return names.isEmpty() ? "" : names.get(0);
    }

    private static String in(Part part) {
        return part.label().substring(part.label().indexOf(' ') + 1);
    }

    private static String direction(Part part) {
        return part.label().startsWith("request") ? "Request" : "Response";
    }

    private static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String ajv(Finding finding) {
        String limit = finding.limit().isString()
                ? finding.limit().asString()
                : Json.text(finding.limit()).replace("E+", "e+");
        String property = finding.property().orElse("");
        return switch (finding.keyword()) {
            case "type" -> "must be " + types(finding.limit());
            case "required" -> "must have required property '" + property + "'";
            case "additionalProperties" -> "must NOT have additional properties; found '" + property + "'";
            case "unevaluatedProperties" -> "must NOT have unevaluated properties: '" + property + "'";
            case "enum" ->
                "must be equal to one of the allowed values: "
                        + finding.limit()
                                .valueStream()
                                .map(ViolationEntry::plain)
                                .collect(Collectors.joining(", "));
            case "const" -> "must be equal to constant";
            case "minimum" -> "must be >= " + limit;
            case "maximum" -> "must be <= " + limit;
            case "exclusiveMinimum" -> "must be > " + limit;
            case "exclusiveMaximum" -> "must be < " + limit;
            case "multipleOf" -> "must be multiple of " + limit;
            case "minLength" -> "must NOT have fewer than " + limit + " characters";
            case "maxLength" -> "must NOT have more than " + limit + " characters";
            case "minItems" -> "must NOT have fewer than " + limit + " items";
            case "maxItems" -> "must NOT have more than " + limit + " items";
            case "minProperties" -> "must NOT have fewer than " + limit + " properties";
            case "maxProperties" -> "must NOT have more than " + limit + " properties";
            case "pattern" -> "must match pattern \"" + limit + "\"";
            case "format" -> "must match format \"" + limit + "\"";
            case "uniqueItems" -> "must NOT have duplicate items" + twins(finding.actual());
            case "oneOf" -> "must match exactly one schema in oneOf";
            case "anyOf" -> "must match a schema in anyOf";
            case "not" -> "must NOT be valid";
            default -> finding.reason();
        };
    }

    /**
     * Which two items are equal, in Ajv's order of search: from the end. If the schema types the items as scalars, as most arrays
     * of scalars do, Ajv remembers the values seen so far, and names the later item first.
     */
    private static String twins(JsonNode list) {
        boolean scalars = list.valueStream().allMatch(JsonNode::isValueNode);
        for (int i = list.size() - 1; i >= 0; i--) {
            var twin = scalars ? nearest(list, i, 1) : nearest(list, i, -1);
            if (twin.isPresent()) {
                return " (items ## " + twin.getAsInt() + " and " + i + " are identical)";
            }
        }
        return "";
    }

    /** The position of the nearest item in that direction that is equal to the one at {@code index}. */
    private static OptionalInt nearest(JsonNode list, int index, int step) {
        for (int i = index + step; i >= 0 && i < list.size(); i += step) {
            if (list.get(i).equals(list.get(index))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private static String types(JsonNode limit) {
        return limit.isArray()
                ? limit.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
                : limit.asString();
    }

    private static String plain(JsonNode node) {
        return node.isString() ? node.asString() : Json.text(node);
    }
}
