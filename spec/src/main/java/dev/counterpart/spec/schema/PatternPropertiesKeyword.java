package dev.counterpart.spec.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.annotation.Annotation;
import com.networknt.schema.path.NodePath;
import dev.counterpart.spec.format.EcmaPattern;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code patternProperties}. A pattern that does not compile is recorded as a fault and ignored; the others apply. */
final class PatternPropertiesKeyword extends CustomKeyword {

    private record Entry(EcmaPattern pattern, Schema schema) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    PatternPropertiesKeyword(Site site, Compiled compiled) {
        super(site);
        Assertions.demand(site.limit().isObject(), "patternProperties must be an object");
        for (var member : site.limit().properties()) {
            var location = site.location().append(member.getKey());
            var schema = site.parent().getSchemaContext().newSchema(location, member.getValue(), site.parent());
            EcmaPattern.compile(member.getKey())
                    .ifPresentOrElse(
                            pattern -> entries.put(member.getKey(), new Entry(pattern, schema)),
                            () -> compiled.faults()
                                    .note(Compiled.place(location), "the name " + EcmaPattern.reason(member.getKey())));
        }
    }

    @Override
    void evaluate(Evaluation evaluation, JsonNode value, JsonNode root, NodePath at) {
        if (value.isObject()) {
            var matched = matched(evaluation, value, root, at);
            if (hasUnevaluatedPropertiesInEvaluationPath(evaluation)) {
                annotate(evaluation, at, matched);
            }
        }
    }

    /** Validates the properties whose names match a pattern, and returns these names. */
    private Set<String> matched(Evaluation evaluation, JsonNode value, JsonNode root, NodePath at) {
        var matched = new LinkedHashSet<String>();
        for (var member : value.properties()) {
            for (var entry : entries.entrySet()) {
                if (matches(entry.getValue().pattern(), member.getKey(), evaluation, value, at)) {
                    matched.add(member.getKey());
                    evaluation.evaluationPathAddLast(entry.getKey());
                    try {
                        entry.getValue()
                                .schema()
                                .validate(evaluation, member.getValue(), root, at.append(member.getKey()));
                    } finally {
                        evaluation.evaluationPathRemoveLast();
                    }
                }
            }
        }
        return matched;
    }

    private void annotate(Evaluation evaluation, NodePath at, Set<String> matched) {
        evaluation
                .getAnnotations()
                .put(Annotation.builder()
                        .instanceLocation(at)
                        .evaluationPath(evaluation.getEvaluationPath())
                        .schemaLocation(getSchemaLocation())
                        .keyword(getKeyword())
                        .value(matched)
                        .build());
    }

    private boolean matches(EcmaPattern pattern, String name, Evaluation evaluation, JsonNode value, NodePath at) {
        var found = pattern.search(name);
        if (found.isEmpty()) {
            undecided(
                    evaluation,
                    value,
                    at,
                    String.valueOf(Assertions.tooLong(pattern).getMessage()));
        }
        return found.orElse(false);
    }
}
