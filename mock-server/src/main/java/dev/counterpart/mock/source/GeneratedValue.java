package dev.counterpart.mock.source;

import dev.counterpart.fixtures.generate.Generated;
import dev.counterpart.mock.dialect.Offer;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.http.Response;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A body that is generated from the schema. If the schema allows nothing, an example is sent even if it is invalid, otherwise the
 * nearest value; both with a warning. This source answers every question.
 */
public final class GeneratedValue implements AnswerSource {

    private final Materials materials;
    private final Documented documented;
    private final KeptChoices kept = new KeptChoices();

    public GeneratedValue(Materials materials) {
        this.materials = materials;
        this.documented = new Documented(materials);
    }

    @Override
    public Optional<Choice> answer(Question question) {
        var chosen = question.chosenOrUsual().orElseThrow();
        if (!(documented.offer(question, chosen) instanceof Offer.Body body)) {
            return Optional.empty();
        }
        var content = body.content();
        return materials.isDynamic(question.preference())
                ? Optional.of(choice(question, chosen, content))
                : kept.of(chosen, content, () -> Optional.of(choice(question, chosen, content)));
    }

    private Choice choice(Question question, ChosenResponse chosen, Content content) {
        boolean isDynamic = materials.isDynamic(question.preference());
        var body = materials.generated(content, question.preference());
        if (body.isEmpty()) {
            return withoutSchema(chosen, content, isDynamic);
        }
        var generated = body.get();
        return generated
                .found()
                .map(value -> documented.body(
                        chosen, content, value, "the body is generated from the schema of " + content.key()))
                .orElseGet(() -> impossible(chosen, content, reason((Generated.Impossible) generated)));
    }

    private Choice withoutSchema(ChosenResponse chosen, Content content, boolean isDynamic) {
        var refusal =
                isDynamic ? materials.dialect().serialisation().withoutSchema(content) : Optional.<Response>empty();
        if (refusal.isPresent()) {
            return Choice.OfOurOwn.refusal(refusal.get(), chosen.why(), "there is no schema to make a body from");
        }
        return examples(content).stream()
                .findFirst()
                .map(value ->
                        documented.body(chosen, content, value, "the document has an example for " + content.key()))
                .orElseGet(
                        () -> documented.withoutBody(chosen, content, "the document has neither example nor schema"));
    }

    private List<JsonNode> examples(Content content) {
        return materials.options().ignoreExamples() ? List.of() : materials.examples(content);
    }

    private String reason(Generated.Impossible impossible) {
        return impossible.reason() + ", declared at "
                + materials.contract().documents().location(impossible.place());
    }

    private Choice impossible(ChosenResponse chosen, Content content, String reason) {
        var value = examples(content).stream()
                .findFirst()
                .orElseGet(() -> materials
                        .values()
                        .nearestValue(content.itemSchema().or(content::schema).orElseThrow(), Direction.RESPONSE));
        return documented.invalidBody(chosen, content, value, reason);
    }
}
