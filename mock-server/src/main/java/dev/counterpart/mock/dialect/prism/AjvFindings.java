package dev.counterpart.mock.dialect.prism;

import dev.counterpart.mock.dialect.ViolationEntry;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.rule.Finding;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.Findings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Violations in Ajv's form: those of a value before those of its parts, in Ajv's order of keywords, and before an {@code anyOf}
 * or {@code oneOf} the violations of each alternative.
 */
final class AjvFindings {

    /** Ajv's order of keywords. */
    private static final List<String> ORDER = List.of(
            "type",
            "nullable",
            "maximum",
            "minimum",
            "exclusiveMaximum",
            "exclusiveMinimum",
            "multipleOf",
            "maxLength",
            "minLength",
            "pattern",
            "format",
            "const",
            "enum",
            "not",
            "anyOf",
            "oneOf",
            "allOf",
            "if",
            "maxItems",
            "minItems",
            "uniqueItems",
            "additionalItems",
            "contains",
            "maxProperties",
            "minProperties",
            "required",
            "propertyNames",
            "additionalProperties");

    /** The minimum and maximum of a format. */
    private static final Map<String, List<JsonNode>> RANGES = Map.of(
            "int32", range(Integer.MIN_VALUE, Integer.MAX_VALUE),
            "int64", range(-9007199254740991L, 9007199254740991L),
            "float", range(new BigDecimal("3.402823669209385e+38")),
            "double", range(BigDecimal.valueOf(Double.MAX_VALUE)));

    /** The date-times that ajv-formats accepts: any offset or none after a colon, and a space instead of the T. */
    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([Zz]|[+-]\\d\\d(:?\\d\\d)?)");

    /** Maximum depth of nested alternatives. */
    private static final int DEEPEST = 8;

    private final Documents documents;
    private final SchemaValidator schemas;
    private final Findings findings;

    AjvFindings(Documents documents, SchemaValidator schemas) {
        this.documents = documents;
        this.schemas = schemas;
        this.findings = new Findings(documents);
    }

    private static List<JsonNode> range(long least, long most) {
        var nodes = JsonNodeFactory.instance;
        return List.of(nodes.numberNode(least), nodes.numberNode(most));
    }

    private static List<JsonNode> range(BigDecimal most) {
        var nodes = JsonNodeFactory.instance;
        return List.of(nodes.numberNode(most.negate()), nodes.numberNode(most));
    }

    /** The same violations and those of alternatives, one part of the message after the other. */
    List<Violation> of(List<Violation> violations, Direction direction) {
        var parts = new LinkedHashMap<Spot.Part, List<Violation>>();
        for (var violation : violations) {
            parts.computeIfAbsent(part(violation), each -> new ArrayList<>()).add(violation);
        }
        var all = new ArrayList<Violation>();
        parts.values().forEach(part -> all.addAll(expanded(part, direction, 0)));
        return all.stream().map(AjvFindings::inLowerCase).toList();
    }

    /** The media type of a request belongs to its body, wherever it was found; that of a response is a part of its own. */
    private static Spot.Part part(Violation violation) {
        if (violation.rule().equals(MessageRules.BODY_MEDIA_TYPE)) {
            return Spot.Part.REQUEST_BODY;
        }
        return ViolationEntry.isWrongType(violation)
                ? Spot.Part.RESPONSE
                : violation.at().part();
    }

    /** Names of parameters are in lower case. */
    private static Violation inLowerCase(Violation violation) {
        var part = violation.at().part();
        var pointer = violation.at().pointer();
        boolean named = part != Spot.Part.REQUEST_BODY && part != Spot.Part.RESPONSE_BODY && !pointer.matches();
        if (!named) {
            return violation;
        }
        var lower = JsonPointer.empty()
                .appendProperty(pointer.getMatchingProperty().toLowerCase(Locale.ROOT))
                .append(pointer.tail());
        return new Violation(
                violation.rule(),
                violation.severity(),
                new Spot(part, lower),
                violation.expected(),
                violation.actual(),
                violation.declared(),
                violation.basis(),
                violation.fix(),
                violation.finding());
    }

    private List<Violation> expanded(List<Violation> part, Direction direction, int depth) {
        var all = new ArrayList<Violation>();
        var seen = new HashSet<String>();
        for (var violation : ordered(part)) {
            // Prism merges the schemas of an allOf, so it reports the same violation once.
            if (seen.add(violation.at() + " " + ViolationEntry.text(violation))) {
                add(violation, direction, depth, all);
            }
        }
        return all;
    }

    private void add(Violation violation, Direction direction, int depth, List<Violation> all) {
        var finding = violation.finding();
        if (finding.isEmpty()) {
            all.add(violation);
            return;
        }
        String keyword = finding.get().keyword();
        boolean alternatives = keyword.equals("oneOf") || keyword.equals("anyOf");
        if (alternatives && depth < DEEPEST && !finding.get().actual().isMissingNode()) {
            for (var place : documents.elements(finding.get().declared())) {
                all.addAll(expanded(branch(place, violation, finding.get(), direction), direction, depth + 1));
            }
        }
        if (keyword.equals("format")) {
            range(violation, finding.get()).ifPresent(all::add);
            if (isFine(finding.get())) {
                return;
            }
        }
        all.add(keyword.equals("type") ? withNull(violation, finding.get()) : violation);
    }

    /** Formats of numbers except int32 are only ranges or unknown, and date-time is validated loosely. */
    private static boolean isFine(Finding finding) {
        String format = finding.limit().asString("");
        boolean isRange = !format.equals("int32") && finding.actual().isNumber();
        boolean isDate = format.equals("date-time")
                && DATE_TIME.matcher(finding.actual().asString("")).matches();
        return isRange || isDate;
    }

    /** The violations of one alternative. */
    private List<Violation> branch(Place place, Violation violation, Finding finding, Direction direction) {
        return schemas.findings(new Schema(place, documents.at(place)), finding.actual(), direction).stream()
                .map(inner ->
                        findings.violation(violation.at().part(), violation.at().pointer(), inner))
                .toList();
    }

    /** A number format is a range as well. */
    private Optional<Violation> range(Violation violation, Finding finding) {
        var range = RANGES.get(finding.limit().asString(""));
        if (range == null || !finding.actual().isNumber()) {
            return Optional.empty();
        }
        var value = finding.actual().decimalValue();
        boolean above = value.compareTo(range.get(1).decimalValue()) > 0;
        boolean below = value.compareTo(range.get(0).decimalValue()) < 0;
        if (!above && !below) {
            return Optional.empty();
        }
        return Optional.of(violation.of(with(finding, above ? "maximum" : "minimum", range.get(above ? 1 : 0))));
    }

    /** If null is allowed, it is one of the types. */
    private Violation withNull(Violation violation, Finding finding) {
        var owner = documents.at(new Place(
                finding.declared().document(), finding.declared().pointer().head()));
        if (!owner.path("nullable").asBoolean(false) || !finding.limit().isString()) {
            return violation;
        }
        var types = JsonNodeFactory.instance
                .arrayNode()
                .add(finding.limit().asString())
                .add("null");
        return violation.of(with(finding, "type", types));
    }

    private static Finding with(Finding finding, String keyword, JsonNode limit) {
        return new Finding(
                keyword,
                finding.at(),
                finding.declared(),
                limit,
                finding.actual(),
                finding.property(),
                finding.reason());
    }

    private static List<Violation> ordered(List<Violation> violations) {
        var all = new ArrayList<Violation>();
        var last = violations.stream().filter(AjvFindings::isRemark).toList();
        order(violations.stream().filter(violation -> !isRemark(violation)).toList(), 0, all);
        all.addAll(last);
        return all;
    }

    private static boolean isRemark(Violation violation) {
        return violation.rule().id().endsWith(".deprecated");
    }

    private static void order(List<Violation> violations, int depth, List<Violation> all) {
        var children = new LinkedHashMap<String, List<Violation>>();
        var own = new ArrayList<Violation>();
        for (var violation : violations) {
            var steps = steps(violation);
            if (steps.size() <= depth) {
                own.add(violation);
            } else {
                children.computeIfAbsent(steps.get(depth), step -> new ArrayList<>())
                        .add(violation);
            }
        }
        own.sort(Comparator.comparingInt(AjvFindings::rank)
                .thenComparing(name(own))
                .thenComparingInt(AjvFindings::position));
        all.addAll(own);
        children.values().forEach(child -> order(child, depth + 1, all));
    }

    /** The missing property if several schemas require properties: Prism merges them and sorts their names. */
    private static Function<Violation, String> name(List<Violation> own) {
        long schemas = own.stream()
                .flatMap(violation -> violation.finding().stream())
                .filter(finding -> finding.keyword().equals("required"))
                .map(Finding::declared)
                .distinct()
                .count();
        return violation -> schemas < 2
                ? ""
                : violation.finding().flatMap(Finding::property).orElse("");
    }

    /** Additional properties are found in the order of the value. */
    private static int position(Violation violation) {
        return violation
                .finding()
                .filter(finding -> finding.keyword().equals("additionalProperties"))
                .flatMap(finding ->
                        finding.property().map(List.copyOf(finding.actual().propertyNames())::indexOf))
                .orElse(0);
    }

    private static int rank(Violation violation) {
        int rank = ORDER.indexOf(violation
                .finding()
                .map(Finding::keyword)
                .orElse(ViolationEntry.isMissing(violation) ? "required" : ""));
        return rank < 0 ? ORDER.size() : rank;
    }

    private static List<String> steps(Violation violation) {
        return ViolationEntry.isMissing(violation)
                ? List.of()
                : Place.steps(violation.at().pointer());
    }
}
