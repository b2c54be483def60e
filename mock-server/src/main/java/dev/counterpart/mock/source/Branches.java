package dev.counterpart.mock.source;

import dev.counterpart.spec.Schema;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The branches of {@code oneOf} and {@code anyOf} that a client can request: by number from 0, by the name of the referenced
 * schema, by title, or by the name in a discriminator.
 */
final class Branches {

    /** Maximum number of schemas that are searched. */
    private static final int MOST = 1_000;

    /**
     * A branch, and where in a value it applies.
     *
     * @param discriminator the property that names it, if there is one
     * @param name the value of that property
     * @param beside the properties that are declared beside all branches
     */
    record Branch(
            JsonPointer at,
            Schema schema,
            Optional<String> discriminator,
            String name,
            Set<String> names,
            Set<String> beside) {

        /**
         * The value with another one at the location of the branch, with its discriminator set: alone, and with the properties
         * beside the branches; empty if the value has no such location.
         */
        Stream<JsonNode> in(JsonNode value, JsonNode branch) {
            if (!(branch instanceof ObjectNode object)) {
                return replaced(value, branch).stream();
            }
            var named = object.deepCopy();
            discriminator.ifPresent(property -> named.put(property, name));
            var old = value.at(at) instanceof ObjectNode there ? there : named;
            return Stream.of(
                            named,
                            old.deepCopy().retain(beside).setAll(named),
                            old.deepCopy().setAll(named))
                    .flatMap(each -> replaced(value, each).stream());
        }

        private Optional<JsonNode> replaced(JsonNode value, JsonNode inner) {
            if (at.matches()) {
                return Optional.of(inner);
            }
            var whole = value.deepCopy();
            var owner = whole.at(at.head());
            if (owner instanceof ObjectNode object) {
                object.set(at.last().getMatchingProperty(), inner);
            } else if (owner instanceof ArrayNode array && !array.isEmpty()) {
                array.set(0, inner);
            } else {
                return Optional.empty();
            }
            return Optional.of(whole);
        }
    }

    private record Step(Place place, JsonPointer at) {}

    private final Documents documents;

    Branches(Documents documents) {
        this.documents = documents;
    }

    /** The first branch with that name, from the outermost in. */
    Optional<Branch> named(Schema schema, String wanted) {
        return all(schema).stream()
                .filter(branch -> branch.names().contains(wanted))
                .findFirst();
    }

    /** The names of all branches. */
    List<String> names(Schema schema) {
        var names = new LinkedHashSet<String>();
        all(schema).forEach(branch -> names.addAll(branch.names()));
        return List.copyOf(names);
    }

    private List<Branch> all(Schema schema) {
        var found = new ArrayList<Branch>();
        var seen = new HashSet<Place>();
        var open = new ArrayDeque<Step>(List.of(new Step(schema.place(), JsonPointer.empty())));
        while (!open.isEmpty() && seen.size() < MOST) {
            var step = open.removeFirst();
            var place = documents.resolved(step.place());
            if (place.isPresent() && seen.add(place.get())) {
                found.addAll(at(place.get(), step.at()));
                open.addAll(inside(place.get(), step.at()));
            }
        }
        return found;
    }

    private List<Step> inside(Place place, JsonPointer at) {
        var steps = new ArrayList<Step>();
        documents.elements(place.member("allOf")).forEach(part -> steps.add(new Step(part, at)));
        if (documents.at(place).has("items")) {
            steps.add(new Step(place.member("items"), at.appendIndex(0)));
        }
        documents
                .members(place.member("properties"))
                .forEach((name, property) -> steps.add(new Step(property, at.appendProperty(name))));
        return steps;
    }

    private List<Branch> at(Place place, JsonPointer at) {
        var branches = new ArrayList<Branch>();
        var elements = new ArrayList<>(documents.elements(place.member("oneOf")));
        elements.addAll(documents.elements(place.member("anyOf")));
        for (int i = 0; i < elements.size(); i++) {
            branches.add(branch(place, elements.get(i), i, at));
        }
        return branches;
    }

    private Branch branch(Place owner, Place place, int number, JsonPointer at) {
        var discriminator = documents.at(owner).path("discriminator");
        var names = names(place, owner);
        names.add(Integer.toString(number));
        return new Branch(
                at,
                new Schema(place, documents.at(place)),
                Optional.of(discriminator.path("propertyName").asString("")).filter(name -> !name.isEmpty()),
                names.iterator().next(),
                names,
                documents.members(owner.member("properties")).keySet());
    }

    /** The names of a branch: of the discriminator, of its component, and its title. */
    private Set<String> names(Place place, Place owner) {
        String reference = documents.at(place).path("$ref").asString("");
        String component = reference.substring(reference.lastIndexOf('/') + 1);
        var names = new LinkedHashSet<String>();
        var target = documents.resolved(place);
        for (var mapping :
                documents.at(owner).path("discriminator").path("mapping").properties()) {
            String to = mapping.getValue().asString("");
            boolean isTarget =
                    target.isPresent() && documents.schemaTarget(owner, to).equals(target);
            if (isTarget || to.equals(component)) {
                names.add(mapping.getKey());
            }
        }
        names.add(component);
        target.map(resolved -> documents.at(resolved).path("title").asString(""))
                .ifPresent(names::add);
        names.remove("");
        return names;
    }
}
