package dev.counterpart.mock.source;

import dev.counterpart.mock.dialect.Offer;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The first valid example that the document has for the response, in a media type that the client accepts. */
public final class DocumentExample implements AnswerSource {

    private final Materials materials;
    private final Documented documented;
    private final KeptChoices kept = new KeptChoices();

    public DocumentExample(Materials materials) {
        this.materials = materials;
        this.documented = new Documented(materials);
    }

    @Override
    public Optional<Choice> answer(Question question) {
        var chosen = question.chosenOrUsual();
        if (chosen.isEmpty()) {
            return Optional.of(Choice.OfOurOwn.refusal(
                    materials.refusals().noResponse(question.operation()), "the operation declares no response"));
        }
        var offer = documented.offer(question, chosen.get());
        if (offer instanceof Offer.Unacceptable) {
            return Optional.of(documented.notAcceptable(question, chosen.get()));
        }
        if (offer instanceof Offer.Empty empty) {
            return Optional.of(documented.empty(chosen.get(), empty));
        }
        var content = ((Offer.Body) offer).content();
        boolean isWanted = !materials.isDynamic(question.preference())
                && !materials.options().ignoreExamples();
        return isWanted ? kept.of(chosen.get(), content, () -> choice(chosen.get(), content)) : Optional.empty();
    }

    private Optional<Choice> choice(ChosenResponse chosen, Content content) {
        return example(content)
                .map(value ->
                        documented.body(chosen, content, value, "the document has an example for " + content.key()));
    }

    private Optional<JsonNode> example(Content content) {
        return materials.dialect().serialisation().exampleAsWritten(content).or(() -> materials.example(content));
    }

    /** The value, or the JSON value in a string: many documents quote a whole body. */
    static JsonNode unquoted(MediaType mediaType, JsonNode value) {
        if (!mediaType.isJson() || !value.isString()) {
            return value;
        }
        String text = value.asString().strip();
        boolean isQuoted = text.startsWith("{") || text.startsWith("[");
        return isQuoted && Json.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Json.Parsed.Value parsed
                ? parsed.node()
                : value;
    }
}
