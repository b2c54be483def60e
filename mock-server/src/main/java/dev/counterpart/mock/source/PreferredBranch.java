package dev.counterpart.mock.source;

import dev.counterpart.mock.dialect.Offer;
import dev.counterpart.mock.request.Preference;
import dev.counterpart.spec.Content;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A body with the branch of a {@code oneOf} or {@code anyOf} that the client requests. */
final class PreferredBranch {

    private final Materials materials;
    private final Documented documented;
    private final Branches branches;

    PreferredBranch(Materials materials) {
        this.materials = materials;
        this.documented = new Documented(materials);
        this.branches = new Branches(materials.contract().documents());
    }

    Choice choice(Question question, ChosenResponse chosen) {
        var offer = documented.offer(question, chosen);
        if (offer instanceof Offer.Unacceptable) {
            return documented.notAcceptable(question, chosen);
        }
        if (offer instanceof Offer.Empty empty) {
            return documented.empty(chosen, empty);
        }
        var content = ((Offer.Body) offer).content();
        String name = question.preference().branch().orElseThrow();
        var branch = content.schema().flatMap(schema -> branches.named(schema, name));
        return branch.map(known -> value(question.preference(), content, known)
                        .map(value -> documented.body(chosen, content, value, "the branch " + name + " was requested"))
                        .orElseGet(() -> impossible(chosen, known)))
                .orElseGet(() -> noSuchBranch(chosen, content, name));
    }

    private Choice noSuchBranch(ChosenResponse chosen, Content content, String name) {
        var known = content.schema().map(branches::names).orElse(List.of());
        return Choice.OfOurOwn.refusal(
                materials.refusals().noSuchBranch(content.key(), name, known),
                chosen.why(),
                "no branch of oneOf or anyOf is called " + name);
    }

    private Choice impossible(ChosenResponse chosen, Branches.Branch branch) {
        String reason = "no valid value was found that takes the branch " + branch.name() + ", declared at "
                + materials.contract().documents().location(branch.schema().place());
        return Choice.OfOurOwn.refusal(materials.refusals().impossible(reason), chosen.why(), reason);
    }

    /** An example with that branch, otherwise a generated value with it. */
    private Optional<JsonNode> value(Preference preference, Content content, Branches.Branch branch) {
        var schema = content.schema().orElseThrow();
        boolean mayBeExample = !materials.options().ignoreExamples() && !materials.isDynamic(preference);
        var example = materials.examples(content).stream()
                .filter(each -> mayBeExample && materials.isValid(branch.schema(), each.at(branch.at())))
                .filter(each -> materials.isValid(schema, each))
                .findFirst();
        if (example.isPresent()) {
            return example;
        }
        var whole = materials.generated(schema, preference);
        var inner = materials.generated(branch.schema(), preference);
        return whole.found().stream()
                .flatMap(base -> inner.found().stream().flatMap(value -> branch.in(base, value)))
                .filter(value -> materials.isValid(schema, value))
                .findFirst();
    }
}
