package dev.counterpart.mock.exchange;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.fixtures.When;
import dev.counterpart.mock.exchange.ExportedAnswers.Exported;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.OperationKey;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.http.Utf8;
import dev.counterpart.spec.match.MatcherReader;
import dev.counterpart.spec.match.ValueMatcher;
import dev.counterpart.spec.write.ParameterWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes handlers for Mock Service Worker 2, with which frontend tests get the answers of the mock.
 *
 * @see <a href="https://mswjs.io/docs/">Mock Service Worker</a>
 */
public final class MswExport {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private MswExport() {}

    /** The module {@code handlers.mjs} and its data, for the contract with its fixtures. */
    public static ExportedFiles of(Contract contract, Fixtures fixtures) {
        var left = new ArrayList<String>();
        Map<Operation, List<Exported>> byOperation = ExportedAnswers.of(contract, fixtures, left).stream()
                .collect(Collectors.groupingBy(Exported::operation, LinkedHashMap::new, Collectors.toList()));
        var operations = NODES.arrayNode();
        byOperation.forEach((operation, answers) -> operations.add(operation(operation, answers)));
        return new ExportedFiles(
                Map.of(
                        "handlers.mjs", template(),
                        "answers.mjs", ExportedFiles.text("export default " + Json.pretty(operations) + ";\n")),
                left);
    }

    private static byte[] template() {
        try (InputStream resource = MswExport.class.getResourceAsStream("handlers.mjs")) {
            return Objects.requireNonNull(resource, "handlers.mjs is a resource")
                    .readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static ObjectNode operation(Operation operation, List<Exported> answers) {
        var node = NODES.objectNode();
        node.put("name", operation.name());
        node.put("method", operation.key().method().name().toLowerCase(Locale.ROOT));
        node.put("path", path(operation));
        var names = node.putArray("variables");
        operation.key().variables().forEach(names::add);
        var list = node.putArray("answers");
        answers.forEach(answer -> list.add(answer(answer)));
        return node;
    }

    /** A regular expression, with a group for each variable. */
    private static String path(Operation operation) {
        var path = new StringBuilder(PathPatterns.bases(operation));
        String template = operation.key().path();
        var matcher = OperationKey.VARIABLE.matcher(template);
        int from = 0;
        while (matcher.find()) {
            path.append(PathPatterns.literal(template.substring(from, matcher.start())))
                    .append(OperationKey.isGreedy(matcher.group(1)) ? "(.+)" : "([^/]+)");
            from = matcher.end();
        }
        return path.append(PathPatterns.literal(template.substring(from))).toString();
    }

    private static ObjectNode answer(Exported answer) {
        var node = NODES.objectNode();
        var when = node.putArray("when");
        answer.when().conditions().forEach((key, matcher) -> condition(when, key, matcher));
        var response = answer.response();
        node.put("status", response.status());
        var headers = node.putArray("headers");
        response.headers()
                .fields()
                .forEach(field -> headers.addArray().add(field.getKey()).add(field.getValue()));
        body(response, node);
        answer.delay()
                .ifPresent(delay -> node.putArray("delay")
                        .add(delay.least().toMillis())
                        .add(delay.most().toMillis()));
        if (answer.fault().isPresent()) {
            node.put("fault", true);
        }
        return node;
    }

    private static ObjectNode condition(ArrayNode when, String part, String name) {
        return when.addObject().put("in", part).put("name", name);
    }

    private static void condition(ArrayNode when, When.Key key, ValueMatcher matcher) {
        String name = key.part() == When.Part.BODY
                ? MatcherReader.pointer(key.name()).map(Object::toString).orElse(key.name())
                : key.name();
        var condition = condition(when, key.part().label(), name);
        if (matcher instanceof ValueMatcher.Literal literal) {
            condition.putArray("oneOf").add(text(literal.value()));
        } else if (matcher instanceof ValueMatcher.In in) {
            var values = condition.putArray("oneOf");
            in.values().forEach(value -> values.add(text(value)));
        } else if (matcher instanceof ValueMatcher.Matches matches) {
            condition.put("matches", matches.pattern().pattern());
        } else {
            condition.put("absent", ((ValueMatcher.Absent) matcher).absent());
        }
    }

    private static String text(JsonNode value) {
        return ParameterWriter.text(value);
    }

    private static void body(Response response, ObjectNode node) {
        if (!response.hasBody()) {
            return;
        }
        Utf8.text(response.body())
                .ifPresentOrElse(
                        text -> node.put("body", text),
                        () -> node.put("base64", Base64.getEncoder().encodeToString(response.body())));
    }
}
