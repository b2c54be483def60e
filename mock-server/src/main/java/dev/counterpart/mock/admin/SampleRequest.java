package dev.counterpart.mock.admin;

import dev.counterpart.fixtures.generate.BodyValues;
import dev.counterpart.fixtures.generate.Generated;
import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Example;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.SecurityScheme;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.write.BodyWriter;
import dev.counterpart.spec.write.ParameterWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A valid request of an operation as JSON: with its required parameters, its body and credentials that are recognizably fake. */
final class SampleRequest {

    private static final String FAKE = "fake";

    /** {@code user:password} in Base64. */
    private static final String FAKE_BASIC = "Basic dXNlcjpwYXNzd29yZA==";

    private final Contract contract;
    private final Operation operation;
    private final ValidValues values;
    private final List<String> query = new ArrayList<>();
    private final List<String> cookies = new ArrayList<>();
    private final ArrayNode headers = JsonNodeFactory.instance.arrayNode();
    private String path;

    private SampleRequest(Contract contract, Operation operation) {
        this.contract = contract;
        this.operation = operation;
        this.values = new ValidValues(contract, new SchemaValidator(contract.documents(), contract.version()));
        this.path = operation.key().path();
    }

    /** @param prefix of all paths of the contract */
    static ObjectNode json(Contract contract, Operation operation, String prefix) {
        return new SampleRequest(contract, operation).json(prefix);
    }

    private ObjectNode json(String prefix) {
        operation.parameters().stream()
                .filter(each -> each.required() || each.in() == Parameter.In.PATH)
                .forEach(each -> value(each).ifPresent(value -> add(each, value)));
        operation.security().stream()
                .findFirst()
                .ifPresent(needed -> needed.scopes()
                        .keySet()
                        .forEach(name -> credential(
                                Optional.ofNullable(contract.securitySchemes().get(name)))));
        var node = JsonNodeFactory.instance.objectNode();
        node.put("method", operation.key().method().name());
        body(node);
        if (!cookies.isEmpty()) {
            header("Cookie", String.join("; ", cookies));
        }
        node.put("target", prefix + path + (query.isEmpty() ? "" : "?" + String.join("&", query)));
        node.set("headers", headers);
        return node;
    }

    private void add(Parameter parameter, JsonNode value) {
        switch (parameter.in()) {
            case PATH -> path = path.replace("{" + parameter.name() + "}", ParameterWriter.path(parameter, value));
            case HEADER -> header(parameter.name(), ParameterWriter.header(parameter, value));
            case COOKIE -> cookies.addAll(ParameterWriter.query(parameter, value));
            default -> query.addAll(ParameterWriter.query(parameter, value));
        }
    }

    private void header(String name, String value) {
        headers.addObject().put("name", name).put("value", value);
    }

    private Optional<JsonNode> value(Parameter parameter) {
        return first(parameter.examples())
                .or(() -> parameter
                        .schema()
                        .flatMap(schema ->
                                values.staticValue(schema, Direction.REQUEST).found()))
                .or(() -> parameter.content().flatMap(this::value));
    }

    private Optional<JsonNode> value(Content content) {
        return first(content.examples())
                .or(() -> values.bodies()
                        .of(content, schema -> values.staticValue(schema, Direction.REQUEST))
                        .flatMap(Generated::found));
    }

    private static Optional<JsonNode> first(List<Example> examples) {
        return examples.stream().flatMap(example -> example.value().stream()).findFirst();
    }

    private void body(ObjectNode request) {
        operation
                .body()
                .flatMap(body -> body.content().stream().findFirst())
                .ifPresent(content -> value(content).ifPresent(value -> {
                    var written = new BodyWriter(contract.documents())
                            .body(value, BodyValues.mediaType(content, value), content);
                    header("Content-Type", written.contentType());
                    request.put("body", new String(written.bytes(), StandardCharsets.UTF_8));
                }));
    }

    private void credential(Optional<SecurityScheme> scheme) {
        if (scheme.isEmpty()) {
            return;
        }
        if (scheme.get() instanceof SecurityScheme.ApiKey key) {
            switch (key.in()) {
                case HEADER -> header(key.parameter(), FAKE);
                case COOKIE -> cookies.add(key.parameter() + "=" + FAKE);
                default -> query.add(key.parameter() + "=" + FAKE);
            }
        } else {
            scheme.get()
                    .authScheme()
                    .ifPresent(name -> header("Authorization", name.equals("Basic") ? FAKE_BASIC : name + " " + FAKE));
        }
    }
}
