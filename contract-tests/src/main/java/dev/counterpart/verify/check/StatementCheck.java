package dev.counterpart.verify.check;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.match.ValueMatcher.Typing;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Answer;
import dev.counterpart.verify.data.Statement;
import dev.counterpart.verify.send.Observation.Answered;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The statements of the data file about an answer with the expected status. */
final class StatementCheck implements Check {

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        return sent.expectation() instanceof Answer expected
                        && answer.isReadable()
                        && expected.status().covers(answer.response().status())
                ? expected.statements().stream()
                        .flatMap(statement -> violation(statement, answer.response()).stream())
                        .toList()
                : List.of();
    }

    private static Optional<Violation> violation(Statement statement, Response response) {
        boolean header = statement.at().part() == Part.RESPONSE_HEADER;
        var actual = header ? header(statement, response) : body(statement, response);
        return statement.matcher().holds(actual, header ? Typing.TEXT : Typing.JSON)
                ? Optional.empty()
                : Optional.of(Violation.of(
                                header ? GateRules.EXPECTED_HEADER : GateRules.EXPECTED_BODY,
                                statement.at(),
                                statement.matcher().expected(),
                                actual.map(Json::described).orElse("nothing"))
                        .declaredAt(statement.place()));
    }

    private static Optional<JsonNode> header(Statement statement, Response response) {
        return response.headers()
                .joined(statement.at().pointer().getMatchingProperty())
                .map(JsonNodeFactory.instance::stringNode);
    }

    private static Optional<JsonNode> body(Statement statement, Response response) {
        if (!response.hasBody()) {
            return Optional.empty();
        }
        JsonNode root = Json.parse(response.body()) instanceof Json.Parsed.Value value
                ? value.node()
                : JsonNodeFactory.instance.stringNode(response.text());
        var node = root.at(statement.at().pointer());
        return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    }
}
