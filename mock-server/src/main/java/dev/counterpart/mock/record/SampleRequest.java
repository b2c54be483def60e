package dev.counterpart.mock.record;

import dev.counterpart.fixtures.When;
import dev.counterpart.fixtures.generate.BodyValues;
import dev.counterpart.fixtures.generate.Generated;
import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.fixtures.generate.sample.Patterns;
import dev.counterpart.mock.access.Jwt;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Example;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.OperationKey;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.match.MatcherReader;
import dev.counterpart.spec.match.ValueMatcher;
import dev.counterpart.spec.match.ValueMatcher.Typing;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.write.BodyWriter;
import dev.counterpart.spec.write.ParameterWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes requests for which the conditions of a fixture hold; everything else is taken from examples or generated. */
public final class SampleRequest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<When.Part> BESIDE_PARAMETERS = Set.of(When.Part.BODY, When.Part.TOKEN, When.Part.SCENARIO);
    private static final Pattern QUOTED = Pattern.compile("\\\\Q(.*?)\\\\E", Pattern.DOTALL);
    private static final int LONGEST_MATCH = 200;
    private static final int TRIED_MATCHES = 20;

    private final ValidValues values;
    private final BodyWriter bodies;

    public SampleRequest(Contract contract) {
        this.values = new ValidValues(contract, new SchemaValidator(contract.documents(), contract.version()));
        this.bodies = new BodyWriter(contract.documents(), header -> values.sample(header, Direction.REQUEST));
    }

    /**
     * A request.
     *
     * @param invented path parameters whose values no condition, option or example gives
     * @param unmet conditions that the request does not meet
     */
    public record Made(Request request, List<String> invented, List<String> unmet) {
        public Made {
            invented = List.copyOf(invented);
            unmet = List.copyOf(unmet);
        }
    }

    /** A request to the operation for which the conditions hold, with the given values of parameters. */
    public Made of(Operation operation, When when, Map<String, String> given) {
        return new Making(operation, when, given, false).made();
    }

    /** A request to the operation with a body, if one is declared: also one that is not required. */
    public Request whole(Operation operation) {
        return new Making(operation, When.always(), Map.of(), true).made().request();
    }

    private final class Making {

        private final Operation operation;
        private final When when;
        private final Map<String, String> given;
        private final boolean isWhole;
        private final List<String> invented = new ArrayList<>();
        private final List<String> unmet = new ArrayList<>();
        private Headers headers = Headers.none();
        private final List<String> cookies = new ArrayList<>();
        private final List<String> query = new ArrayList<>();
        private final Map<String, String> path = new LinkedHashMap<>();

        Making(Operation operation, When when, Map<String, String> given, boolean isWhole) {
            this.operation = operation;
            this.when = when;
            this.given = given;
            this.isWhole = isWhole;
        }

        Made made() {
            for (var parameter : operation.parameters()) {
                value(parameter).ifPresent(value -> add(parameter, value));
            }
            when.conditions().forEach(this::undeclared);
            token();
            if (!cookies.isEmpty()) {
                headers = headers.and("Cookie", String.join("; ", cookies));
            }
            String filled = OperationKey.VARIABLE
                    .matcher(operation.key().path())
                    .replaceAll(found ->
                            Matcher.quoteReplacement(path.getOrDefault(OperationKey.nameOf(found.group(1)), "1")));
            var request =
                    new Request(operation.key().method().name(), filled, String.join("&", query), headers, new byte[0]);
            return new Made(body(request), invented, unmet);
        }

        private void add(Parameter parameter, JsonNode value) {
            switch (parameter.in()) {
                case PATH -> path.put(parameter.name(), ParameterWriter.path(parameter, value));
                case QUERY, QUERYSTRING -> query.addAll(ParameterWriter.query(parameter, value));
                case HEADER -> headers = headers.and(parameter.name(), ParameterWriter.header(parameter, value));
                case COOKIE -> cookies.addAll(ParameterWriter.query(parameter, value));
            }
        }

        private Optional<JsonNode> value(Parameter parameter) {
            var key = key(parameter);
            var condition = key.map(when.conditions()::get);
            if (condition.isPresent() && condition.get() instanceof ValueMatcher.Absent absent && absent.absent()) {
                return Optional.empty();
            }
            var wanted = condition.flatMap(matcher -> satisfying(key.get(), matcher));
            var option = Optional.ofNullable(given.get(parameter.name())).<JsonNode>map(NODES::stringNode);
            if (wanted.isPresent() || option.isPresent()) {
                return wanted.or(() -> option);
            }
            return parameter.required() || condition.isPresent()
                    ? example(parameter).or(() -> Optional.of(invented(parameter)))
                    : Optional.empty();
        }

        private static Optional<JsonNode> example(Parameter parameter) {
            return parameter.examples().stream()
                    .map(Example::value)
                    .flatMap(Optional::stream)
                    .findFirst();
        }

        private JsonNode invented(Parameter parameter) {
            if (parameter.in() == Parameter.In.PATH) {
                invented.add(parameter.name());
            }
            return parameter
                    .schema()
                    .or(() -> parameter.content().flatMap(Content::schema))
                    .flatMap(this::generated)
                    .orElseGet(() -> NODES.stringNode("1"));
        }

        private Optional<JsonNode> generated(Schema schema) {
            return values.staticValue(schema, Direction.REQUEST).found();
        }

        private Optional<When.Key> key(Parameter parameter) {
            return switch (parameter.in()) {
                case PATH -> Optional.of(new When.Key(When.Part.PATH, parameter.name()));
                case QUERY -> Optional.of(new When.Key(When.Part.QUERY, parameter.name()));
                case HEADER ->
                    when.conditions().keySet().stream()
                            .filter(key ->
                                    key.part() == When.Part.HEADER && key.name().equalsIgnoreCase(parameter.name()))
                            .findFirst();
                case COOKIE -> Optional.of(new When.Key(When.Part.COOKIE, parameter.name()));
                case QUERYSTRING -> Optional.empty();
            };
        }

        /** Conditions on what the operation does not declare. */
        private void undeclared(When.Key key, ValueMatcher matcher) {
            boolean isDeclared = operation.parameters().stream()
                    .anyMatch(parameter -> key(parameter).filter(key::equals).isPresent());
            if (isDeclared || BESIDE_PARAMETERS.contains(key.part())) {
                return;
            }
            satisfying(key, matcher).ifPresent(value -> {
                String text = ParameterWriter.text(value);
                switch (key.part()) {
                    case QUERY -> query.add(PercentEncoding.encoded(key.name()) + "=" + PercentEncoding.encoded(text));
                    case HEADER -> headers = headers.with(key.name(), text);
                    case COOKIE -> cookies.add(key.name() + "=" + text);
                    default -> path.put(key.name(), PercentEncoding.encoded(text));
                }
            });
        }

        /** A value for which the condition holds; empty if the value must be absent, or none is known. */
        private Optional<JsonNode> satisfying(When.Key key, ValueMatcher matcher) {
            if (matcher instanceof ValueMatcher.Absent absent) {
                return absent.absent() || key.part() == When.Part.PATH
                        ? Optional.empty()
                        : Optional.of(NODES.stringNode("1"));
            }
            var value = satisfying(matcher);
            if (value.isEmpty()) {
                unmet.add(key + ": " + matcher);
            }
            return value;
        }

        private static Optional<JsonNode> satisfying(ValueMatcher matcher) {
            if (matcher instanceof ValueMatcher.Literal literal) {
                return Optional.of(literal.value());
            }
            if (matcher instanceof ValueMatcher.Matches matches) {
                return texts(matches.pattern().pattern())
                        .<JsonNode>map(NODES::stringNode)
                        .filter(text -> matches.holds(Optional.of(text), Typing.TEXT))
                        .findFirst();
            }
            return matcher instanceof ValueMatcher.In in ? in.values().stream().findFirst() : Optional.empty();
        }

        /**
         * Texts that a regular expression may match: the one that it quotes, then generated ones. Spaces around the value of a header
         * are lost on the way (RFC 9110 §5.5).
         */
        private static Stream<String> texts(String regex) {
            var quoted = QUOTED.matcher(regex)
                    .results()
                    .map(found -> found.group(1))
                    .filter(text -> text.strip().equals(text));
            return Stream.concat(
                    quoted, Patterns.matching(List.of(regex), 0, LONGEST_MATCH, 0, TRIED_MATCHES).stream());
        }

        /** A token of this mock with the claims of the conditions. */
        private void token() {
            if (!when.asksOf(When.Part.TOKEN)) {
                return;
            }
            Map<String, Object> claims = new LinkedHashMap<>();
            when.conditions().forEach((key, matcher) -> {
                if (key.part() == When.Part.TOKEN) {
                    satisfying(key, matcher).ifPresent(value -> claims.put(key.name(), ParameterWriter.text(value)));
                }
            });
            headers = headers.with(
                    "Authorization",
                    "Bearer "
                            + Jwt.token(
                                    claims,
                                    Instant.parse("2020-01-01T00:00:00Z"),
                                    Instant.parse("2100-01-01T00:00:00Z")));
        }

        private Request body(Request request) {
            var conditions = new LinkedHashMap<>(when.conditions());
            conditions.keySet().removeIf(key -> key.part() != When.Part.BODY);
            boolean isNeeded =
                    isWhole || operation.body().filter(body -> body.required()).isPresent() || !conditions.isEmpty();
            var content = content();
            if (content.isEmpty() || !isNeeded) {
                conditions.forEach((key, matcher) -> unmet.add(key + ": " + matcher));
                return request;
            }
            JsonNode value = sample(content.get());
            for (var condition : conditions.entrySet()) {
                value = with(value, condition.getKey(), condition.getValue());
            }
            boolean isText = conditions.keySet().stream().anyMatch(When.Key::isWholeBody) && value.isString();
            return isText ? text(request, content.get(), value.asString()) : written(request, content.get(), value);
        }

        private static Request text(Request request, Content content, String text) {
            String type = content.mediaType().bare().toString();
            return request.with("Content-Type", type).withBody(text);
        }

        private Request written(Request request, Content content, JsonNode value) {
            String type = request.headers().first("Content-Type").orElse(BodyValues.mediaType(content, value));
            return bodies.body(value, type, content).in(request);
        }

        /** The declared content, JSON if possible. */
        private Optional<Content> content() {
            var declared = operation.body().stream()
                    .flatMap(body -> body.content().stream())
                    .toList();
            return declared.stream()
                    .filter(Content::canBeJson)
                    .findFirst()
                    .or(() -> declared.stream().findFirst());
        }

        private JsonNode sample(Content content) {
            return content.examples().stream()
                    .map(Example::value)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .or(() -> values.bodies()
                            .of(content, schema -> values.staticValue(schema, Direction.REQUEST))
                            .flatMap(Generated::found))
                    .map(JsonNode::deepCopy)
                    .orElseGet(NODES::objectNode);
        }

        private JsonNode with(JsonNode body, When.Key key, ValueMatcher matcher) {
            var pointer = MatcherReader.pointer(key.name()).orElse(JsonPointer.empty());
            if (matcher instanceof ValueMatcher.Absent absent && absent.absent()) {
                var parent = body.at(pointer.head() == null ? JsonPointer.empty() : pointer.head());
                if (parent instanceof ObjectNode object && pointer.last() != null) {
                    object.remove(pointer.last().getMatchingProperty());
                }
                return body;
            }
            if (matcher instanceof ValueMatcher.Absent && !body.at(pointer).isMissingNode()) {
                return body;
            }
            return satisfying(key, matcher)
                    .map(value -> set(body, pointer, value))
                    .orElse(body);
        }

        /** The value at the pointer set, with objects and lists on the way to it. */
        private static JsonNode set(JsonNode node, JsonPointer pointer, JsonNode value) {
            if (pointer.matches()) {
                return value;
            }
            int index = pointer.getMatchingIndex();
            if (index >= 0 && !node.isObject()) {
                return setElement(node, pointer, value);
            }
            String name = pointer.getMatchingProperty();
            var object = node instanceof ObjectNode known ? known : NODES.objectNode();
            object.set(name, set(object.path(name), pointer.tail(), value));
            return object;
        }

        private static JsonNode setElement(JsonNode node, JsonPointer pointer, JsonNode value) {
            int index = pointer.getMatchingIndex();
            var array = node instanceof ArrayNode known ? known : NODES.arrayNode();
            while (array.size() <= index) {
                array.addNull();
            }
            array.set(index, set(array.get(index), pointer.tail(), value));
            return array;
        }
    }
}
