package dev.counterpart.verify.lint;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.read.DocumentReferences;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Components that no reference leads to, starting from everything that is not a component. Security schemes are used by name, see {@link
 * SecurityHoles}.
 */
final class UnusedComponents {

    private static final List<String> SECTIONS = List.of(
            "schemas",
            "responses",
            "parameters",
            "examples",
            "requestBodies",
            "headers",
            "links",
            "callbacks",
            "pathItems");

    private final Documents documents;
    private final Place components;
    private final List<DocumentReferences.Link> links;

    UnusedComponents(Contract contract) {
        this.documents = contract.documents();
        this.components = documents.root().member("components");
        this.links = DocumentReferences.links(documents);
    }

    List<LintFinding> findings() {
        if (DocumentReferences.haveNames(documents)) {
            return List.of(); // schemas can be used by $id or anchor
        }
        var unused = new LinkedHashMap<Place, String>();
        for (String section : SECTIONS) {
            documents.members(components.member(section)).forEach((name, place) -> unused.put(place, name));
        }
        used().forEach(unused::remove);
        return unused.entrySet().stream()
                .map(entry -> finding(entry.getKey(), entry.getValue()))
                .toList();
    }

    private LintFinding finding(Place place, String name) {
        return LintFinding.of(Violation.of(
                        LintRules.UNUSED,
                        new Spot(Part.DOCUMENT, documents.location(place).pointer()),
                        "a reference to " + name,
                        "no reference")
                .declaredAt(documents.location(place)));
    }

    /** All components that can be reached. */
    private Set<Place> used() {
        Map<Optional<Place>, List<Place>> targets = new LinkedHashMap<>();
        links.forEach(link -> targets.computeIfAbsent(component(link.from()), from -> new ArrayList<>())
                .add(link.target()));
        var used = new LinkedHashSet<Place>();
        var open = new ArrayDeque<>(targets.getOrDefault(Optional.empty(), List.of()));
        while (!open.isEmpty()) {
            component(open.remove()).filter(used::add).ifPresent(component -> {
                open.addAll(targets.getOrDefault(Optional.of(component), List.of()));
                if (hasDiscriminator(documents.at(component))) {
                    open.addAll(selectable(component));
                }
            });
        }
        return used;
    }

    /** The component of the main file that a place is in; empty if it is elsewhere. */
    private Optional<Place> component(Place place) {
        if (!place.document().equals(documents.main().uri())) {
            return Optional.empty();
        }
        var steps = place.pointer();
        if (steps.matches() || !steps.getMatchingProperty().equals("components")) {
            return Optional.empty();
        }
        var section = steps.tail();
        if (section.matches() || section.tail().matches()) {
            return Optional.empty();
        }
        return Optional.of(components
                .member(section.getMatchingProperty())
                .member(section.tail().getMatchingProperty()));
    }

    private static boolean hasDiscriminator(JsonNode schema) {
        return schema.isContainer() && schema.findValue("discriminator") != null;
    }

    /** A discriminator selects schemas by name: those of its mapping, and those that extend the schema (OpenAPI 3.1.1 §4.8.25). */
    private List<Place> selectable(Place schema) {
        var selectable = new ArrayList<Place>();
        for (var mapping : documents.at(schema).findValues("mapping")) {
            mapping.values()
                    .forEach(name -> selectable.add(components.member("schemas").member(name.asString(""))));
        }
        links.stream()
                .filter(link -> component(link.target()).filter(schema::equals).isPresent())
                .forEach(link -> selectable.add(link.from()));
        return selectable;
    }
}
