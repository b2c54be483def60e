package dev.counterpart.spec.schema;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.reference.Discriminator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * {@code oneOf} and {@code anyOf}: one error that names the nearest branch. If no branch matches and a discriminator selects
 * one, the errors of that branch are reported instead.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#discriminator-object">OpenAPI 3.1.1, Discriminator Object: it must not
 *     change the outcome</a>
 */
final class AlternativesKeyword extends CustomKeyword {

    /** The result of one branch. */
    private record Outcome(int index, List<Error> errors, boolean isUndecided) {

        boolean holds() {
            return errors.isEmpty() && !isUndecided;
        }
    }

    private static final int REASON_LENGTH = 300;

    private final Compiled compiled;
    private final Branches branches;
    private final boolean nullable;
    private final Optional<Discriminator> discriminator;

    /**
     * Alternatives.
     *
     * @param nullable whether {@code nullable} is supported (OpenAPI 3.0)
     */
    AlternativesKeyword(Site site, Compiled compiled, boolean nullable) {
        super(site);
        this.compiled = compiled;
        this.branches = new Branches(site);
        this.nullable = nullable && Assertions.isNullable(site.parent().getSchemaNode());
        this.discriminator = compiled.discriminator(
                        site.parent().getSchemaNode(),
                        Compiled.place(site.parent().getSchemaLocation()))
                .filter(unused -> hasReference());
    }

    private boolean hasReference() {
        for (int i = 0; i < branches.count(); i++) {
            if (branches.schema(i).getSchemaNode().path("$ref").isString()) {
                return true;
            }
        }
        return false;
    }

    @Override
    void evaluate(Evaluation evaluation, JsonNode value, JsonNode root, NodePath at) {
        if (nullable && value.isNull()) {
            return;
        }
        if (compiled.discriminates() && discriminator.isPresent() && value.isObject()) {
            evaluateNamed(discriminator.get(), evaluation, value, root, at);
        } else {
            evaluateAll(evaluation, value, root, at);
        }
    }

    private void evaluateNamed(
            Discriminator decides, Evaluation evaluation, JsonNode value, JsonNode root, NodePath at) {
        var branch = selected(value);
        if (branch.isPresent()) {
            branches.apply(branch.getAsInt(), evaluation, value, root, at);
        } else if (value.has(decides.property())) {
            DiscriminatorKeyword.unknown(
                    this, evaluation, value.get(decides.property()), at.append(decides.property()));
        } else {
            DiscriminatorKeyword.missing(this, decides, evaluation, value, at);
        }
    }

    /** The branch that the discriminator selects for that value. */
    private OptionalInt selected(JsonNode value) {
        if (discriminator.isEmpty() || !value.isObject()) {
            return OptionalInt.empty();
        }
        var name = value.path(discriminator.get().property());
        var branch = name.isString() ? branch(discriminator.get(), name.stringValue()) : OptionalInt.empty();
        return branch.isPresent()
                ? branch
                : discriminator.get().standard().map(this::branch).orElse(OptionalInt.empty());
    }

    private OptionalInt branch(Discriminator decides, String name) {
        var branch = decides.named(name).map(this::branch).orElse(OptionalInt.empty());
        for (int i = 0; i < branches.count() && branch.isEmpty(); i++) {
            String reference = branches.schema(i).getSchemaNode().path("$ref").asString("");
            if (reference.endsWith("/" + name)) {
                branch = OptionalInt.of(i);
            }
        }
        return branch;
    }

    /** The branch that is the schema at {@code target}, or contains it as an alternative. */
    private OptionalInt branch(Place target) {
        for (int i = 0; i < branches.count(); i++) {
            if (place(i).equals(target)) {
                return OptionalInt.of(i);
            }
        }
        for (int i = 0; i < branches.count(); i++) {
            if (offers(place(i), target)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private Place place(int index) {
        return discriminator
                .orElseThrow()
                .last(Compiled.place(branches.schema(index).getSchemaLocation()));
    }

    private boolean offers(Place alternatives, Place target) {
        for (String keyword : List.of("oneOf", "anyOf")) {
            var inner = alternatives.member(keyword);
            for (int i = 0; i < compiled.references().at(inner).size(); i++) {
                if (discriminator.orElseThrow().last(inner.element(i)).equals(target)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void evaluateAll(Evaluation evaluation, JsonNode value, JsonNode root, NodePath at) {
        boolean any = getKeyword().equals("anyOf");
        boolean all = evaluation.isUnevaluatedItemsPresent() || evaluation.isUnevaluatedPropertiesPresent();
        var start = evaluation.now();
        var outcomes = new ArrayList<Outcome>(branches.count());
        for (int i = 0; i < branches.count(); i++) {
            var before = evaluation.now();
            var errors = branches.errors(i, evaluation, value, root, at);
            var outcome = new Outcome(i, errors, evaluation.isUndecidedSince(before));
            outcomes.add(outcome);
            if (any && outcome.holds()) {
                evaluation.forgetSince(start);
                if (!all) {
                    return;
                }
            }
        }
        conclude(any, outcomes, evaluation, value, at);
    }

    private void conclude(boolean any, List<Outcome> outcomes, Evaluation evaluation, JsonNode value, NodePath at) {
        var holding =
                outcomes.stream().filter(Outcome::holds).map(Outcome::index).toList();
        boolean undecided = outcomes.stream().anyMatch(Outcome::isUndecided);
        var selected = holding.isEmpty() && !undecided ? selected(value) : OptionalInt.empty();
        if (selected.isPresent() && !outcomes.get(selected.getAsInt()).errors().isEmpty()) {
            outcomes.get(selected.getAsInt()).errors().forEach(evaluation::addError);
        } else if (holding.isEmpty() && !undecided) {
            evaluation.addError(
                    error(value, at, () -> "matches none of " + outcomes.size() + " branches" + nearest(outcomes))
                            .build());
        } else if (!any && holding.size() > 1) {
            evaluation.addError(
                    error(value, at, "matches more than one branch: " + holding).build());
        }
    }

    private String nearest(List<Outcome> outcomes) {
        return outcomes.stream()
                .min(Comparator.comparing((Outcome outcome) -> isOfOtherType(outcome))
                        .thenComparing(outcome -> outcome.errors().size())
                        .thenComparing(Outcome::index))
                .map(outcome -> "; the nearest is " + described(outcome))
                .orElse("");
    }

    private boolean isOfOtherType(Outcome outcome) {
        var first = outcome.errors().get(0);
        return first.getKeyword().equals("type")
                && outcome.errors().size() == 1
                && first.getInstanceLocation().getNameCount() == 0;
    }

    private String described(Outcome outcome) {
        var first = outcome.errors().get(0);
        String reference = compiled.references()
                .written(branches.schema(outcome.index())
                        .getSchemaNode()
                        .path("$ref")
                        .asString(""));
        String text = "branch " + outcome.index() + (reference.isEmpty() ? "" : " (" + reference + ")") + ", but "
                + Compiled.pointer(first.getInstanceLocation()) + " " + first.getMessage();
        return text.length() <= REASON_LENGTH ? text : text.substring(0, REASON_LENGTH) + "…";
    }
}
