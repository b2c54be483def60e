package dev.counterpart.verify.pass;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Expectation.Answer;
import dev.counterpart.verify.check.GateRules;
import dev.counterpart.verify.report.Result;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Requests whose answers must look the same, so that they do not reveal what exists: {@code same-as} in the data file. */
final class LookAlikePass implements Pass {

    @Override
    public void run(PassContext context, Consumer<Result> found) {
        for (var result : context.results()) {
            if (!result.sent().isOnTheWire() && result.sent().expectation() instanceof Answer answer) {
                answer.sameAs()
                        .flatMap(title -> titled(context.results(), result, title))
                        .ifPresent(other -> compare(context, result, other, found));
            }
        }
    }

    private static Optional<Result> titled(List<Result> results, Result one, String title) {
        return results.stream()
                .filter(result -> result.operation().equals(one.operation())
                        && !result.sent().isOnTheWire()
                        && result.sent().expectation() instanceof Answer
                        && result.sent().title().equals(title))
                .findFirst();
    }

    /** Sends it again, so that the comparison has its own result. */
    private static void compare(PassContext context, Result one, Result other, Consumer<Result> found) {
        if (other.answer().isEmpty() || one.answer().isEmpty() || context.cutsOff()) {
            return;
        }
        var again = context.send(Repetition.again(
                one.sent(),
                "looks alike",
                one.sent().title() + ", like " + other.sent().title()));
        found.accept(again.answer().isEmpty() ? again : compared(context, again, other));
    }

    private static Result compared(PassContext context, Result again, Result other) {
        String expected = look(other.answer().orElseThrow().response());
        String actual = look(again.answer().orElseThrow().response());
        return expected.equals(actual)
                ? again
                : context.withViolations(
                        again, List.of(Violation.of(GateRules.EXISTENCE, Spot.of(Part.RESPONSE), expected, actual)));
    }

    /** Status, media type and structure of the body, without the values. */
    private static String look(Response response) {
        String type = response.contentType().map(MediaType::essence).orElse("no media type");
        return response.status() + " " + type + " " + shape(response);
    }

    private static String shape(Response response) {
        if (!response.hasBody()) {
            return "without body";
        }
        return Json.parse(response.body()) instanceof Json.Parsed.Value value ? shape(value.node()) : "with body";
    }

    private static String shape(JsonNode node) {
        if (node.isObject()) {
            var members = node.properties().stream()
                    .map(member -> member.getKey() + ": " + shape(member.getValue()))
                    .sorted()
                    .toList();
            return "{" + String.join(", ", members) + "}";
        }
        return Json.type(node);
    }
}
