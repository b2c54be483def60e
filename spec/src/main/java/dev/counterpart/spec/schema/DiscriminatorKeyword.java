package dev.counterpart.spec.schema;

import com.networknt.schema.path.NodePath;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.reference.Discriminator;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * {@code discriminator} of a schema that others extend with {@code allOf}. Where discriminators decide, the selected schema is
 * evaluated too.
 */
final class DiscriminatorKeyword extends CustomKeyword {

    private final Compiled compiled;
    private final Place self;
    private final Optional<Discriminator> discriminator;

    DiscriminatorKeyword(Site site, Compiled compiled) {
        super(site);
        Assertions.demand(
                site.limit().path("propertyName").isString(),
                "discriminator must be an object with a propertyName, but is " + Assertions.shown(site.limit()));
        this.compiled = compiled;
        this.self = Compiled.place(site.parent().getSchemaLocation());
        var schema = site.parent().getSchemaNode();
        this.discriminator = schema.has("oneOf") || schema.has("anyOf") || !compiled.discriminates()
                ? Optional.empty()
                : compiled.discriminator(schema, self);
    }

    @Override
    void evaluate(Evaluation evaluation, JsonNode value, JsonNode root, NodePath at) {
        if (discriminator.isEmpty() || !value.isObject()) {
            return;
        }
        var known = discriminator.get();
        var name = value.get(known.property());
        if (name == null) {
            known.standard()
                    .ifPresentOrElse(
                            target -> follow(target, evaluation, value, root, at),
                            () -> missing(this, known, evaluation, value, at));
        } else if (name.isString()) {
            var target = known.named(name.stringValue()).or(known::standard);
            if (target.isPresent()) {
                follow(target.get(), evaluation, value, root, at);
            } else {
                unknown(this, evaluation, name, at.append(known.property()));
            }
        }
    }

    private void follow(Place target, Evaluation evaluation, JsonNode value, JsonNode root, NodePath at) {
        var schema = compiled.at(target);
        if (schema.isPresent() && !target.equals(self) && !evaluation.isApplying(schema.get(), at)) {
            evaluation.applyNamed(schema.get(), value, root, at);
        }
    }

    /** If {@code required} lists the property, that keyword reports it. */
    static void missing(
            CustomKeyword by, Discriminator discriminator, Evaluation evaluation, JsonNode value, NodePath at) {
        String property = discriminator.property();
        for (var required : by.parentNode().path("required")) {
            if (required.asString("").equals(property)) {
                return;
            }
        }
        var location =
                by.site().parent().getSchemaLocation().append("discriminator").append("propertyName");
        evaluation.addError(error(
                        "required",
                        location,
                        value,
                        at,
                        () -> "the property " + property + " of the discriminator is missing")
                .property(property)
                .build());
    }

    static void unknown(CustomKeyword by, Evaluation evaluation, JsonNode name, NodePath at) {
        evaluation.addError(error(
                        "discriminator",
                        by.site().parent().getSchemaLocation().append("discriminator"),
                        name,
                        at,
                        () -> "there is no schema for " + Assertions.shown(name))
                .build());
    }
}
