package dev.counterpart.verify.source;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Encoding;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.Parameter.In;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.write.ParameterWriter;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Refusal;
import dev.counterpart.verify.cases.Expectation.Robust;
import dev.counterpart.verify.data.GateData.Entry;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.Origin.Source;
import dev.counterpart.verify.request.Changes;
import dev.counterpart.verify.request.RequestMaker;
import dev.counterpart.verify.variation.Slips;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A valid request with one thing invalid: a parameter or a body that violates one keyword, is missing, or is not written in its
 * media type. Kept only if the request is invalid as the target reads it.
 */
public final class BrokenCases implements CaseSource {

    private static final int MOST_PER_PART = 60;

    /**
     * Headers whose invalid values are ignored: Prefer (RFC 7240 §2), dates of conditions and Range (RFC 9110 §13.1.3, §13.1.4, §14.2),
     * Cache-Control (RFC 9111 §5.2), Priority (RFC 9218 §4), trace contexts (Trace Context §4.3); and preferences and hints, which a server
     * may disregard (RFC 9110 §10.1, §12.5).
     */
    private static final Set<String> DISREGARDED = Set.of(
            "prefer",
            "range",
            "if-range",
            "if-modified-since",
            "if-unmodified-since",
            "cache-control",
            "pragma",
            "priority",
            "traceparent",
            "tracestate",
            "baggage",
            "accept-language",
            "accept-encoding",
            "accept-charset",
            "te",
            "upgrade",
            "user-agent",
            "referer",
            "from");

    @Override
    public List<Case> cases(Operation operation, Known known) {
        var valid = known.valid(operation);
        var batch = new Batch(operation, known, valid);
        operation.parameters().stream()
                .filter(parameter -> parameter.in() != In.PATH && !RequestMaker.isIgnored(parameter))
                .forEach(batch::parameter);
        operation.parameters().stream()
                .filter(parameter -> parameter.in() == In.PATH)
                .forEach(batch::path);
        var bodies = new Batch(operation, known, known.requests().withBody(operation, valid));
        bodies.body();
        batch.cases.addAll(bodies.cases);
        return batch.cases;
    }

    /** The cases of one operation. */
    private static final class Batch {
        private final Operation operation;
        private final Known known;
        private final Request valid;
        private final Set<Violation> usual;
        private final List<Case> cases = new ArrayList<>();

        /** @param valid the request that is changed */
        Batch(Operation operation, Known known, Request valid) {
            this.operation = operation;
            this.known = known;
            this.valid = valid;
            this.usual = Set.copyOf(known.violations(operation, valid).orElse(List.of()));
        }

        void parameter(Parameter parameter) {
            if (parameter.required()) {
                refuse(parameter, "missing", Optional.empty());
            }
            if (isDisregarded(parameter)) {
                return;
            }
            var schema = parameter.schema().or(() -> parameter.content().flatMap(Content::schema));
            schema.ifPresent(each -> broken(each)
                    .forEach(invalid -> refuse(parameter, invalid.description(), Optional.of(invalid.value()))));
            schema.ifPresent(each -> known.boundaries(each, Optional.empty()).stream()
                    .limit(MOST_PER_PART)
                    .forEach(beyond -> refuse(parameter, beyond.title(), Optional.of(beyond.value()))));
            known.requests().sample(parameter).stream()
                    .flatMap(good -> Slips.inText(good).stream())
                    .limit(MOST_PER_PART)
                    .forEach(slip -> refuse(parameter, slip.title(), Optional.of(slip.value())));
        }

        /** Whether HTTP says that an invalid value of this header is ignored, or that any value may be. */
        private static boolean isDisregarded(Parameter parameter) {
            return parameter.in() == In.HEADER
                    && DISREGARDED.contains(parameter.name().toLowerCase(Locale.ROOT));
        }

        private void refuse(Parameter parameter, String title, Optional<JsonNode> value) {
            String group = "refused: " + parameter.in().label() + " parameter " + parameter.name();
            refuse(
                    group,
                    title,
                    Changes.with(valid, parameter, value),
                    parameter.in().part());
        }

        /** Arrays only: near misses of a single value are cases of their own. */
        void path(Parameter parameter) {
            var good = known.pathValues(operation, valid);
            if (good.containsKey(parameter.name())) {
                String group = "refused: path parameter " + parameter.name();
                for (var beyond : known.pathArrays(operation, parameter)) {
                    String text = ParameterWriter.path(parameter, beyond.value());
                    var request = Changes.path(operation, valid, good, parameter, text);
                    refuse(group, beyond.title(), request, Part.REQUEST_PATH);
                }
            }
        }

        void body() {
            if (operation.body().isEmpty()) {
                return;
            }
            String group = "refused: body";
            if (operation.body().get().required() && !known.allowsEmptyBody(operation)) {
                var empty =
                        valid.withBody(new byte[0]).withHeaders(valid.headers().without("Content-Type"));
                refuse(group, "missing", empty, Part.REQUEST_BODY);
            }
            known.requests().members(operation, valid).ifPresent(content -> {
                if (isJson(content)) {
                    json(group, content);
                }
                members(group, content);
                beyond(group, content);
            });
            known.requests().parts(operation, valid).ifPresent(content -> parts(group, content));
        }

        /** The parts of the data file are unchanged except for the invalid one: generated content may not be a usable file. */
        private void parts(String group, Content content) {
            known.success(operation)
                    .flatMap(Entry::body)
                    .or(() -> known.requests().sample(content))
                    .filter(JsonNode::isObject)
                    .ifPresent(good -> {
                        for (var slip : Slips.inText(good)) {
                            refuseBody(group, slip.title(), content, slip.value());
                        }
                        brokenParts(group, content, good);
                        wrongTypes(group, content, good);
                    });
        }

        private void brokenParts(String group, Content content, JsonNode good) {
            for (var invalid : content.schema().map(this::broken).orElse(List.of())) {
                String name = invalid.at().matches() ? "" : invalid.at().getMatchingProperty();
                if (good.has(name)) {
                    var broken = ((ObjectNode) good.deepCopy())
                            .set(name, invalid.value().get(name));
                    refuseBody(group, invalid.description(), content, broken);
                }
            }
        }

        private void wrongTypes(String group, Content content, JsonNode good) {
            content.encodings().forEach((name, encoding) -> {
                if (encoding.contentType().isPresent() && good.has(name)) {
                    var types = Map.of(name, "application/x-counterpart");
                    refuse(
                            group,
                            "/" + name + " of another media type",
                            known.requests().bodies().written(valid, content, good, types),
                            Part.REQUEST_BODY);
                }
                if (good.has(name)) {
                    partHeaders(group, name, encoding, content, good);
                }
            });
        }

        private void partHeaders(String group, String name, Encoding encoding, Content content, JsonNode good) {
            encoding.headers().stream()
                    .filter(Parameter::required)
                    .forEach(header -> refuse(
                            group,
                            "/" + name + " without the header " + header.name(),
                            known.requests().bodiesWithout(header).written(valid, content, good),
                            Part.REQUEST_BODY));
        }

        private void refuseBody(String group, String title, Content content, JsonNode value) {
            refuse(group, title, known.requests().bodies().written(valid, content, value), Part.REQUEST_BODY);
        }

        private void json(String group, Content content) {
            refuse(group, "cut off", valid.withBody("{\"cut\": "), Part.REQUEST_BODY);
            untyped(group);
            refuse(group, "as text/plain", valid.with("Content-Type", "text/plain"), Part.REQUEST_HEADER);
            refuse(
                    group,
                    "as XML",
                    valid.with("Content-Type", "application/xml").withBody("<a/>"),
                    Part.REQUEST_HEADER);
            if (Json.parse(valid.body()) instanceof Json.Parsed.Value good) {
                var fuller = content.schema().flatMap(known.requests()::sample);
                int most = cases.size() + MOST_PER_PART;
                for (var slip : Slips.inJson(good.node(), fuller)) {
                    if (cases.size() < most) {
                        refuse(group, slip.title(), valid.withBody(Json.text(slip.value())), Part.REQUEST_BODY);
                    }
                }
            }
        }

        /** A provider may guess the type of a body without Content-Type, or refuse it (RFC 9110 §8.3), so both are correct. */
        private void untyped(String group) {
            cases.add(new Case(
                    operation,
                    group,
                    "without Content-Type",
                    valid.withHeaders(valid.headers().without("Content-Type")),
                    new Robust("a body without Content-Type"),
                    Origin.of(Source.MEDIA_TYPE, "a provider may look at the body for its type, or refuse it")
                            .basedOn("RFC 9110 §8.3")));
        }

        /** Whether the body is JSON: by the declared type, or within a declared range by the type of the request. */
        private boolean isJson(Content content) {
            return content.mediaType().isJson()
                    || (content.canBeJson()
                            && content.schema().isPresent()
                            && valid.contentType().filter(MediaType::isJson).isPresent());
        }

        private void members(String group, Content content) {
            content.schema()
                    .ifPresent(schema -> broken(schema).stream()
                            .filter(invalid ->
                                    isJson(content) || invalid.value().isObject())
                            .forEach(invalid -> refuseBody(group, invalid.description(), content, invalid.value())));
        }

        /** Arrays with one item too few or too many, of items that are valid individually. */
        private void beyond(String group, Content content) {
            var good = Json.parse(valid.body()) instanceof Json.Parsed.Value value
                    ? Optional.of(value.node())
                    : known.requests().sample(content);
            content.schema()
                    .ifPresent(schema -> known.boundaries(schema, good).stream()
                            .limit(MOST_PER_PART)
                            .forEach(beyond -> refuseBody(group, beyond.title(), content, beyond.value())));
        }

        private List<dev.counterpart.fixtures.generate.InvalidValues.Invalid> broken(Schema schema) {
            var all = known.invalid().invalidValues(schema, Direction.REQUEST);
            return all.subList(0, Math.min(all.size(), MOST_PER_PART));
        }

        /** Plans the request if that part makes it invalid, and it was valid before. */
        private void refuse(String group, String title, Request request, Part part) {
            if (part == Part.REQUEST_BODY && isLikeNoBody(request)) {
                return;
            }
            var reason = known.violations(operation, request).stream()
                    .flatMap(List::stream)
                    .filter(violation -> violation.at().part() == part)
                    .filter(violation -> violation.severity() == dev.counterpart.spec.rule.Severity.ERROR)
                    .filter(violation -> !usual.contains(violation))
                    .filter(violation -> part != Part.REQUEST_QUERY || !isOpen(violation, request))
                    .findFirst();
            reason.ifPresent(violation -> cases.add(new Case(
                    operation,
                    group,
                    title,
                    request,
                    new Refusal(
                            violation.at().part() == Part.REQUEST_HEADER && group.endsWith("body")
                                    ? Spot.of(Part.REQUEST_BODY)
                                    : violation.at(),
                            Refusal.flaw(violation)),
                    origin(violation))));
        }

        /** Whether the parameter is optional and sent without a value, which servers may treat as not sent. */
        private boolean isOpen(Violation violation, Request request) {
            boolean isRequired = operation.parameters().stream()
                    .anyMatch(parameter -> parameter.required()
                            && parameter.name().equals(violation.at().pointer().getMatchingProperty()));
            return !isRequired && Known.isOpen(operation, request);
        }

        /** Whether the body is null although none is required: many servers read both alike. */
        private boolean isLikeNoBody(Request request) {
            return operation.body().filter(body -> !body.required()).isPresent()
                    && Json.parse(request.body()) instanceof Json.Parsed.Value value
                    && value.node().isNull();
        }

        private Origin origin(Violation violation) {
            var origin = Origin.of(Source.BROKEN, violation.rule().meaning()).basedOn(violation.basis());
            return violation.declared().map(origin::declaredAt).orElse(origin);
        }
    }
}
