package dev.counterpart.verify.request;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.fixtures.When;
import dev.counterpart.fixtures.When.Part;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.decode.JsonWebToken;
import dev.counterpart.spec.match.MatcherReader;
import dev.counterpart.spec.match.ValueMatcher;
import dev.counterpart.spec.match.ValueMatcher.Typing;
import dev.counterpart.spec.write.ParameterWriter;
import dev.counterpart.verify.data.Credential;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.data.GateData.Entry;
import dev.counterpart.verify.data.GateData.Values;
import dev.counterpart.verify.data.Origin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The request that a fixture answers, or the reason why none can be sent. */
sealed interface FixtureRequest {

    /** The request in the form of a data file's entry. */
    record Asked(Entry entry) implements FixtureRequest {}

    /** {@code reason} completes "No request was made from it: …". */
    record Unasked(String reason) implements FixtureRequest {}

    /**
     * The request of a fixture with conditions.
     *
     * @param all fixtures, another of which may answer instead
     */
    static FixtureRequest of(Fixture fixture, Fixtures all, GateData data, RequestMaker requests) {
        return new Making(fixture, data, requests).made(all);
    }

    /** Values for the conditions of one fixture. */
    final class Making implements When.Facts {

        private static final String AUTHORIZATION = "authorization";

        private final Fixture fixture;
        private final Operation operation;
        private final GateData data;
        private final RequestMaker requests;
        private final Map<When.Key, JsonNode> chosen = new LinkedHashMap<>();
        private Optional<JsonNode> body = Optional.empty();
        private Optional<Credential> credential = Optional.empty();

        private Making(Fixture fixture, GateData data, RequestMaker requests) {
            this.fixture = fixture;
            this.operation = fixture.operation().orElseThrow();
            this.data = data;
            this.requests = requests;
        }

        private FixtureRequest made(Fixtures all) {
            return unasked()
                    .or(() -> otherAnswer(all))
                    .<FixtureRequest>map(Unasked::new)
                    .orElseGet(this::asked);
        }

        private Optional<String> unasked() {
            if (fixture.fault().isPresent()) {
                return Optional.of("it is a fault, not an answer");
            }
            if (asks(Part.SCENARIO)) {
                return Optional.of("it is for a step of a scenario");
            }
            body = operation
                    .body()
                    .flatMap(declared -> declared.content().stream().findFirst())
                    .filter(content -> asks(Part.BODY))
                    .flatMap(requests::sample);
            for (var each : fixture.when().conditions().entrySet()) {
                if (each.getKey().part() != Part.TOKEN && !choose(each.getKey(), each.getValue())) {
                    return Optional.of("no value is known for " + each.getKey() + " that is " + each.getValue());
                }
            }
            return unknown();
        }

        private boolean asks(Part part) {
            return fixture.when().conditions().keySet().stream().anyMatch(key -> key.part() == part);
        }

        /** Chooses a value that satisfies the condition; false if none is known. */
        private boolean choose(When.Key key, ValueMatcher condition) {
            var value = value(condition).or(() -> sample(key));
            if (condition instanceof ValueMatcher.Absent absent && absent.absent()) {
                return key.part() == Part.BODY ? body.isEmpty() || isSet(key.name(), Optional.empty()) : !isSent(key);
            }
            if (value.isEmpty() || !condition.holds(value, Typing.TEXT)) {
                return false;
            }
            chosen.put(key, value.get());
            return key.part() != Part.BODY || isSet(key.name(), value);
        }

        private static Optional<JsonNode> value(ValueMatcher condition) {
            if (condition instanceof ValueMatcher.Literal literal) {
                return Optional.of(literal.value());
            }
            return condition instanceof ValueMatcher.In in
                    ? in.values().stream().findFirst()
                    : Optional.empty();
        }

        private Optional<JsonNode> sample(When.Key key) {
            return key.part() == Part.BODY
                    ? body.flatMap(node -> When.at(node, key.name()))
                    : parameter(key).flatMap(requests::sample);
        }

        private boolean isSet(String name, Optional<JsonNode> value) {
            body = body.or(() -> Optional.of(JsonNodeFactory.instance.objectNode()))
                    .flatMap(node ->
                            MatcherReader.pointer(name).flatMap(pointer -> BodyParts.with(node, pointer, value)));
            return body.isPresent();
        }

        /** Whether a request has the parameter even if no condition requires it. */
        private boolean isSent(When.Key key) {
            return parameter(key).filter(Parameter::required).isPresent();
        }

        private Optional<Parameter> parameter(When.Key key) {
            return operation.parameters().stream()
                    .filter(each -> each.in().label().equals(key.part().label()))
                    .filter(each -> key.part() == Part.HEADER
                            ? each.name().equalsIgnoreCase(key.name())
                            : each.name().equals(key.name()))
                    .findFirst();
        }

        /** Chooses the credential whose token satisfies the conditions; otherwise records that none is known. */
        private Optional<String> unknown() {
            var token = new LinkedHashMap<>(fixture.when().conditions());
            token.keySet().removeIf(key -> key.part() != Part.TOKEN);
            if (token.isEmpty()) {
                credential = namesNobody() ? Optional.empty() : data.defaultCredential();
                boolean isDenied = operation.needsCredentials() && credential.isEmpty() && fixture.status() != 401;
                return isDenied ? Optional.of("no credentials are known") : Optional.empty();
            }
            credential = data.credentials().values().stream()
                    .filter(each -> each.flaw().isEmpty() && new When(token).holds(key -> claim(each, key)))
                    .findFirst();
            return credential.isPresent()
                    ? Optional.empty()
                    : Optional.of("no credentials are known whose token has "
                            + token.entrySet().stream()
                                    .map(each -> each.getKey().name() + " " + each.getValue())
                                    .collect(Collectors.joining(", ")));
        }

        /** Whether the fixture itself sets Authorization, so that no credentials are added. */
        private boolean namesNobody() {
            return fixture.when().conditions().keySet().stream()
                    .anyMatch(key -> key.part() == Part.HEADER && key.name().equalsIgnoreCase(AUTHORIZATION));
        }

        private Optional<JsonNode> claim(Credential bearer, When.Key key) {
            return requests.credentials().schemes(operation, Optional.of(bearer)).stream()
                    .flatMap(scheme -> bearer.secret(scheme.name()).stream())
                    .flatMap(secret -> JsonWebToken.claims(secret.value()).stream())
                    .flatMap(claims -> Optional.ofNullable(claims.get(key.name())).stream())
                    .findFirst();
        }

        /** The facts about the request that conditions of fixtures can use. */
        @Override
        public Optional<JsonNode> value(When.Key key) {
            return switch (key.part()) {
                case TOKEN -> credential.flatMap(each -> claim(each, key));
                case BODY -> body.flatMap(node -> When.at(node, key.name()));
                default -> Optional.ofNullable(chosen.get(key)).or(() -> isSent(key) ? sample(key) : Optional.empty());
            };
        }

        private Optional<String> otherAnswer(Fixtures all) {
            return all.answering(operation, this, each -> true)
                    .filter(other -> other.status() != fixture.status())
                    .map(other -> "the fixture " + other.label() + " answers its request");
        }

        private FixtureRequest asked() {
            var fields = new LinkedHashMap<String, String>();
            values(Part.HEADER).forEach((name, value) -> fields.put(name, ParameterWriter.text(value)));
            return new Asked(Entry.of(FixtureEntries.status(fixture), fixture.file(), Origin.Source.FIXTURE)
                    .withTitle("fixture " + fixture.label())
                    .withAs(Optional.of(credential.map(Credential::name).orElse(Entry.NO_CREDENTIALS)))
                    .withParameters(new Values(values(Part.PATH), values(Part.QUERY), values(Part.COOKIE)))
                    .withHeader(fields)
                    .withBody(body));
        }

        private Map<String, JsonNode> values(Part part) {
            var values = new LinkedHashMap<String, JsonNode>();
            chosen.forEach((key, value) -> {
                if (key.part() == part) {
                    values.put(key.name(), value);
                }
            });
            return values;
        }
    }
}
