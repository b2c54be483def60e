package dev.counterpart.mock.source;

import dev.counterpart.fixtures.generate.Generated;
import dev.counterpart.mock.dialect.Offer;
import dev.counterpart.spec.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Makes choices from a documented response: its media type and its body. */
public final class Documented {

    private static final int NOT_ACCEPTABLE = 406;

    private final Materials materials;

    public Documented(Materials materials) {
        this.materials = materials;
    }

    /** The offer of the response; a refusal is sent in a documented media type, whatever the client accepts. */
    public Offer offer(Question question, ChosenResponse chosen) {
        var declared = chosen.declared();
        if (chosen.decision() == ChosenResponse.Decision.REFUSAL) {
            return Offer.withExamplesFirst(declared)
                    .<Offer>map(Offer.Body::new)
                    .orElseGet(() -> new Offer.Empty(Optional.empty(), false));
        }
        return materials
                .dialect()
                .negotiation()
                .offer(question.operation(), chosen.status(), declared, question.request());
    }

    public Choice notAcceptable(Question question, ChosenResponse chosen) {
        var offered = chosen.declared().content().stream().map(Content::key).toList();
        return notAcceptable(question, offered);
    }

    Choice notAcceptable(Question question, List<String> offered) {
        String why = "the client accepts none of " + String.join(", ", offered);
        String accept = question.request().headers().joined("Accept").orElse("");
        return question.operation()
                .responseFor(NOT_ACCEPTABLE)
                .filter(declared -> materials.dialect().negotiation().refusesAsDocumented())
                .map(declared -> refusal(question, ChosenResponse.refusal(NOT_ACCEPTABLE, declared, why)))
                .orElseGet(() -> Choice.OfOurOwn.refusal(materials.refusals().notAcceptable(accept, offered), why));
    }

    /** The documented response, with an example or a generated value. */
    private Choice refusal(Question question, ChosenResponse chosen) {
        var offer = offer(question, chosen);
        if (offer instanceof Offer.Empty empty) {
            return empty(chosen, empty);
        }
        var content = ((Offer.Body) offer).content();
        return materials
                .example(content)
                .or(() -> materials.generated(content, question.preference()).flatMap(Generated::found))
                .map(value -> body(chosen, content, value, "406 is documented"))
                .orElseGet(() -> withoutBody(chosen, content, "406 is documented"));
    }

    public Choice empty(ChosenResponse chosen, Offer.Empty offer) {
        return new Choice.FromDocument(
                chosen.status(),
                chosen.declared(),
                Optional.empty(),
                Optional.empty(),
                offer.mediaType(),
                true,
                List.of(),
                List.of(chosen.why(), "no body is declared"));
    }

    /** The response with that body; a refusal if the dialect cannot write it. */
    public Choice body(ChosenResponse chosen, Content content, JsonNode body, String... reasons) {
        String mediaType = materials.dialect().serialisation().mediaType(content, body);
        return materials
                .dialect()
                .serialisation()
                .unwritable(body, mediaType)
                .<Choice>map(refusal -> Choice.OfOurOwn.refusal(refusal, chosen.why(), "the body cannot be written"))
                .orElseGet(() -> written(chosen, content, Optional.of(shown(content, body)), List.of(), reasons));
    }

    /** The response with that body although the schema does not allow it. */
    Choice invalidBody(ChosenResponse chosen, Content content, JsonNode body, String warning) {
        return written(
                chosen,
                content,
                Optional.of(shown(content, body)),
                List.of(warning),
                "the schema allows no value; the nearest one is sent");
    }

    private JsonNode shown(Content content, JsonNode body) {
        var serialisation = materials.dialect().serialisation();
        return serialisation.shown(body, serialisation.mediaType(content, body), content);
    }

    /** The response with a media type, but without a body. */
    Choice withoutBody(ChosenResponse chosen, Content content, String... reasons) {
        return written(chosen, content, Optional.empty(), List.of(), reasons);
    }

    private static Choice written(
            ChosenResponse chosen, Content content, Optional<JsonNode> body, List<String> warnings, String... reasons) {
        var all = new ArrayList<String>();
        all.add(chosen.why());
        all.addAll(List.of(reasons));
        return new Choice.FromDocument(
                chosen.status(), chosen.declared(), Optional.of(content), body, Optional.empty(), true, warnings, all);
    }
}
