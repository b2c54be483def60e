package dev.counterpart.mock.source;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.generate.Generated;
import dev.counterpart.mock.dialect.Offer;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Example;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The fixture or documented example whose name the client requests. */
public final class NamedExample {

    private final Materials materials;
    private final Documented documented;

    public NamedExample(Materials materials) {
        this.materials = materials;
        this.documented = new Documented(materials);
    }

    Choice choice(Question question, ChosenResponse chosen) {
        String name = question.preference().example().orElseThrow();
        var fixture = materials.fixtures().named(question.operation(), chosen.status(), name);
        if (fixture.isPresent()) {
            return Choice.FromFixture.declared(
                    fixture.get(),
                    List.of(chosen.why(), "the fixture " + name + " was requested", FixtureAnswer.file(fixture.get())));
        }
        var offer = documented.offer(question, chosen);
        if (offer instanceof Offer.Unacceptable) {
            return documented.notAcceptable(question, chosen);
        }
        if (offer instanceof Offer.Empty empty && empty.isFinal()) {
            return documented.empty(chosen, empty);
        }
        return ofContent(
                question, chosen, offer instanceof Offer.Body body ? Optional.of(body.content()) : Optional.empty());
    }

    /** The example of that media type. */
    Choice ofContent(Question question, ChosenResponse chosen, Optional<Content> content) {
        String name = question.preference().example().orElseThrow();
        var example = content.flatMap(entry -> example(entry, name));
        if (example.isEmpty()) {
            var known = known(question, chosen.status(), content);
            var refusal =
                    materials.refusals().noSuchExample(content.map(Content::key).orElse("none"), name, known);
            return Choice.OfOurOwn.refusal(refusal, chosen.why(), "no fixture or example is called " + name);
        }
        var entry = content.orElseThrow();
        String reason = "the example " + name + " was requested";
        return example.get()
                .value()
                .map(value -> documented.body(chosen, entry, materials.meant(entry, value), reason))
                .or(() -> generated(question, entry)
                        .map(value ->
                                documented.body(chosen, entry, value, reason, "its file is missing; a value is sent")))
                .orElseGet(() -> documented.withoutBody(chosen, entry, reason));
    }

    /** A value instead of an example whose file could not be read. */
    private Optional<JsonNode> generated(Question question, Content content) {
        return materials.dialect().serialisation().sendsExternalExamples()
                ? materials.generated(content, question.preference()).flatMap(Generated::found)
                : Optional.empty();
    }

    private Optional<Example> example(Content content, String name) {
        return content.examples().stream()
                .filter(each -> each.name().equals(name))
                .map(each -> materials.isSent(each) ? each : new Example(name, Optional.empty(), each.place()))
                .findFirst()
                .or(() -> name.equals(Example.UNNAMED)
                        ? Example.ofSchema(content, materials.contract().documents())
                        : Optional.empty());
    }

    private List<String> known(Question question, int status, Optional<Content> content) {
        var names = new LinkedHashSet<String>();
        materials.fixtures().of(question.operation(), status).stream()
                .map(Fixture::name)
                .forEach(names::add);
        content.ifPresent(entry -> entry.examples().forEach(example -> names.add(example.name())));
        return List.copyOf(names);
    }
}
