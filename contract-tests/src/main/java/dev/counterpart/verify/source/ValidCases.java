package dev.counterpart.verify.source;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Example;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.Parameter.In;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.write.ParameterWriter;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Valid;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.Origin.Source;
import dev.counterpart.verify.request.Changes;
import dev.counterpart.verify.request.RequestMaker;
import dev.counterpart.verify.variation.BoundaryValues.Boundary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A request that succeeds, with one value replaced by another valid one: each example of the document, each value at a limit.
 * Kept only if the request is valid as the target reads it.
 */
public final class ValidCases implements CaseSource {

    /** The group of cases that are useful only if the provider accepts a body that is optional. */
    public static final String OPTIONAL_BODY = "valid: optional body";

    private static final int MOST_PER_PART = 60;

    @Override
    public List<Case> cases(Operation operation, Known known) {
        if (operation.key().method().equals(Method.DELETE)) {
            return List.of();
        }
        var valid = known.valid(operation);
        var batch = new Batch(operation, known, valid);
        for (var parameter : operation.parameters()) {
            if (parameter.in() == In.PATH) {
                batch.path(parameter);
            } else if (!RequestMaker.isIgnored(parameter)) {
                batch.parameter(parameter);
            }
        }
        if (valid.hasBody()) {
            batch.body("valid: body");
            return batch.cases;
        }
        var cases = new ArrayList<>(batch.cases);
        known.withOptionalBody(operation).ifPresent(request -> {
            var bodies = new Batch(operation, known, request);
            bodies.body(OPTIONAL_BODY);
            cases.addAll(bodies.cases);
        });
        return cases;
    }

    /** The cases of one operation. */
    private static final class Batch {
        private final Operation operation;
        private final Known known;
        private final Request valid;
        private final List<Case> cases = new ArrayList<>();

        /** @param valid the request that is changed */
        Batch(Operation operation, Known known, Request valid) {
            this.operation = operation;
            this.known = known;
            this.valid = valid;
        }

        /** Ids other than the known one need not exist, so only safe requests are sent. */
        void path(Parameter parameter) {
            var good = known.pathValues(operation, valid);
            String value = good.get(parameter.name());
            if (value == null || !operation.key().method().isSafe()) {
                return;
            }
            var group = "valid: path parameter " + parameter.name();
            var at = Spot.of(Part.REQUEST_PATH, parameter.name());
            for (var boundary : known.pathArrays(operation, parameter)) {
                String text = ParameterWriter.path(parameter, boundary.value());
                var request = Changes.path(operation, valid, good, parameter, text);
                add(group, boundary.title(), request, valid(at, boundary), parameter.place());
            }
            alike(PercentEncoding.decoded(value)).forEach((title, text) -> {
                var request = Changes.path(operation, valid, good, parameter, PercentEncoding.encoded(text));
                add(group, title, request, new Valid(at, "\"" + text + "\"", isCounted(parameter)), parameter.place());
            });
        }

        /** Whether the schema restricts the value beyond being a string. */
        private static boolean isCounted(Parameter parameter) {
            return parameter
                    .schema()
                    .map(Schema::node)
                    .filter(node -> node.has("pattern") || node.has("format") || node.has("$ref"))
                    .isPresent();
        }

        /** Values of the same form; schemas with a pattern decide which of them are valid. */
        private static Map<String, String> alike(String good) {
            var all = new LinkedHashMap<String, String>();
            all.put("all zeros", good.replaceAll("[0-9A-Za-z]", "0"));
            all.put("all f", good.replaceAll("[0-9A-Za-z]", "f"));
            all.put("all nines", good.replaceAll("[0-9A-Za-z]", "9"));
            all.values().removeIf(good::equals);
            return all;
        }

        void parameter(Parameter parameter) {
            var group = "valid: " + parameter.in().label() + " parameter " + parameter.name();
            var at = Spot.of(parameter.in().part(), parameter.name());
            var examples = new ArrayList<>(parameter.examples());
            parameter.content().ifPresent(content -> examples.addAll(content.examples()));
            for (var boundary : boundaries(schema(parameter), examples, Optional.empty())) {
                if (boundary.value().isNull() && parameter.content().isEmpty()) {
                    // A value that is null is left out (RFC 6570 §2.3), which is another case; the text null is not it.
                    continue;
                }
                var request = Changes.with(valid, parameter, Optional.of(boundary.value()));
                add(group, boundary.title(), request, valid(at, boundary), parameter.place());
            }
            if (!parameter.required()) {
                var without = Changes.with(valid, parameter, Optional.empty());
                add(group, "missing", without, new Valid(at, "nothing", true), parameter.place());
            }
        }

        private static Optional<Schema> schema(Parameter parameter) {
            return parameter.schema().or(() -> parameter.content().flatMap(Content::schema));
        }

        void body(String group) {
            known.requests().members(operation, valid).ifPresent(content -> {
                charset(group, content);
                boundaries(group, content);
            });
        }

        private void boundaries(String group, Content content) {
            var good = Json.parse(valid.body()) instanceof Json.Parsed.Value value
                    ? Optional.of(value.node())
                    : known.requests().sample(content);
            var at = Spot.of(Part.REQUEST_BODY);
            for (var boundary : boundaries(content.schema(), content.examples(), good)) {
                var request = known.requests().bodies().written(valid, content, boundary.value());
                add(group, boundary.title(), request, valid(at, boundary), content.place());
            }
        }

        /**
         * {@code application/json} has no such parameter, and none "has any effect on compliant recipients" (RFC 8259 §11). Types with the
         * suffix {@code +json} have their own rules: JSON:API requires that a server refuses other parameters than its own.
         */
        private void charset(String group, Content content) {
            String type = content.mediaType().toString();
            if (type.equals("application/json")) {
                String named = type + "; charset=utf-8";
                add(
                        group,
                        "with a charset",
                        valid.with("Content-Type", named),
                        new Valid(Spot.of(Part.REQUEST_HEADER, "Content-Type"), named, true),
                        content.place());
            }
        }

        private List<Boundary> boundaries(Optional<Schema> schema, List<Example> examples, Optional<JsonNode> good) {
            var all = new ArrayList<Boundary>();
            for (var example : examples) {
                example.value().ifPresent(value -> all.add(new Boundary("example " + example.name(), value, true)));
            }
            schema.ifPresent(each -> all.addAll(known.boundaries(each, good)));
            return all.subList(0, Math.min(all.size(), MOST_PER_PART));
        }

        private static Valid valid(Spot at, Boundary boundary) {
            return new Valid(at, Json.described(boundary.value()), boundary.isClosed());
        }

        private void add(String group, String title, Request request, Valid expectation, Place declared) {
            if (isValid(request)) {
                cases.add(new Case(
                        operation,
                        group,
                        title,
                        request,
                        expectation,
                        Origin.of(Source.VALID, "the document allows it")
                                .declaredAt(known.contract().documents().location(declared))));
            }
        }

        /** Whether the request differs from the known one, and is certainly valid. */
        private boolean isValid(Request request) {
            return !request.equals(valid) && known.isValid(operation, request);
        }
    }
}
