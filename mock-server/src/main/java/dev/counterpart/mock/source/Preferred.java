package dev.counterpart.mock.source;

import dev.counterpart.spec.Json;
import java.util.List;
import java.util.Optional;

/**
 * The response that the client requests by {@code Prefer} or {@code __code} and similar names: a status, an example, a branch of
 * the schema.
 */
public final class Preferred implements AnswerSource {

    private final Materials materials;
    private final NamedExample examples;
    private final PreferredBranch branches;
    private final OutsideTheContract outside;
    private final List<AnswerSource> bodies;

    /** @param bodies sources of the body once the status is decided, in order */
    public Preferred(Materials materials, NamedExample examples, List<AnswerSource> bodies) {
        this.materials = materials;
        this.examples = examples;
        this.branches = new PreferredBranch(materials);
        this.outside = new OutsideTheContract(materials);
        this.bodies = bodies;
    }

    @Override
    public Optional<Choice> answer(Question question) {
        var preference = question.preference();
        if (preference.code().isPresent()) {
            int code = preference.code().get();
            return Optional.of(question.operation()
                    .responseFor(code)
                    .filter(declared -> ChosenResponse.isFinal(code))
                    .map(declared -> declared(question, ChosenResponse.asked(code, declared)))
                    .orElseGet(() -> outside.choice(question, code).orElseGet(() -> noSuchStatus(question, code))));
        }
        boolean isAsked =
                preference.example().isPresent() || preference.branch().isPresent();
        return isAsked ? question.chosenOrUsual().map(chosen -> body(question, chosen)) : Optional.empty();
    }

    private Choice noSuchStatus(Question question, int code) {
        var known = question.operation().responses().stream()
                .map(response -> response.status().text())
                .filter(status -> !status.startsWith("1"))
                .toList();
        return Choice.OfOurOwn.refusal(
                materials.refusals().noSuchStatus(code, known),
                "status " + code + " was requested, but is not declared");
    }

    private Choice declared(Question question, ChosenResponse chosen) {
        var choice = body(question, chosen);
        boolean isReplaced = choice instanceof Choice.OfOurOwn
                && materials.dialect().negotiation().fallsBackToTheUsual();
        return isReplaced ? usualInstead(question, (Choice.OfOurOwn) choice) : choice;
    }

    private Choice usualInstead(Question question, Choice.OfOurOwn first) {
        var usual = body(question, ChosenResponse.usual(question.operation()).orElseThrow());
        if (!(usual instanceof Choice.OfOurOwn second)) {
            return usual;
        }
        return Choice.OfOurOwn.refusal(
                materials.refusals().neither(summary(first), summary(second)),
                "neither the response that was requested nor the usual one can be made");
    }

    private static String summary(Choice.OfOurOwn refusal) {
        return Json.parse(refusal.response().body()) instanceof Json.Parsed.Value problem
                ? problem.node().path("type").asString("") + ": "
                        + problem.node().path("title").asString("")
                : "";
    }

    private Choice body(Question question, ChosenResponse chosen) {
        var decided = question.about(chosen);
        if (question.preference().example().isPresent()) {
            return examples.choice(decided, chosen);
        }
        if (question.preference().branch().isPresent()) {
            return branches.choice(decided, chosen);
        }
        return AnswerSource.first(bodies, decided);
    }
}
