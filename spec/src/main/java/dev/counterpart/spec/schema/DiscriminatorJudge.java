package dev.counterpart.spec.schema;

import com.networknt.schema.path.NodePath;
import dev.counterpart.spec.Place;
import dev.counterpart.spec.reference.Discriminator;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code discriminator} of a schema that others extend by {@code allOf}: the one that is named is asserted as well. */
final class DiscriminatorJudge extends Judge {

    private final Compiled compiled;
    private final Place self;
    private final Optional<Discriminator> discriminator;

    DiscriminatorJudge(Site site, Compiled compiled) {
        super(site);
        Assertions.demand(
                site.limit().path("propertyName").isString(),
                "discriminator must be an object with a propertyName, but is " + Assertions.shown(site.limit()));
        this.compiled = compiled;
        this.self = Compiled.place(site.parent().getSchemaLocation());
        var schema = site.parent().getSchemaNode();
        this.discriminator =
                schema.has("oneOf") || schema.has("anyOf") ? Optional.empty() : compiled.discriminator(schema, self);
    }

    @Override
    void judge(Judgement judgement, JsonNode value, JsonNode root, NodePath at) {
        if (discriminator.isEmpty() || !value.isObject()) {
            return;
        }
        var name = value.get(discriminator.get().property());
        if (name == null) {
            discriminator
                    .get()
                    .standard()
                    .ifPresentOrElse(
                            target -> follow(target, judgement, value, root, at),
                            () -> missing(this, discriminator.get(), judgement, value, at));
            return;
        }
        var target = name.isString()
                ? discriminator.get().named(name.stringValue()).or(discriminator.get()::standard)
                : Optional.<Place>empty();
        if (target.isPresent()) {
            follow(target.get(), judgement, value, root, at);
        } else if (name.isString()) {
            unknown(this, judgement, name, at.append(discriminator.get().property()));
        }
    }

    private void follow(Place target, Judgement judgement, JsonNode value, JsonNode root, NodePath at) {
        var schema = compiled.at(target);
        if (schema.isPresent() && !target.equals(self) && !judgement.isApplying(schema.get(), at)) {
            ReferenceJudge.apply(schema.get(), true, judgement, value, root, at);
        }
    }

    /** Where {@code required} lists the property, it says so itself. */
    static void missing(Judge by, Discriminator discriminator, Judgement judgement, JsonNode value, NodePath at) {
        String property = discriminator.property();
        for (var required : by.parentNode().path("required")) {
            if (required.asString("").equals(property)) {
                return;
            }
        }
        var location =
                by.site().parent().getSchemaLocation().append("discriminator").append("propertyName");
        judgement.addError(error(
                        "required",
                        location,
                        value,
                        at,
                        () -> "the property " + property + " is missing, which tells what kind of object this is")
                .property(property)
                .build());
    }

    static void unknown(Judge by, Judgement judgement, JsonNode name, NodePath at) {
        judgement.addError(error(
                        "discriminator",
                        by.site().parent().getSchemaLocation().append("discriminator"),
                        name,
                        at,
                        () -> "there is no schema for " + Assertions.shown(name))
                .build());
    }
}
