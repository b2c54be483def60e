package dev.counterpart.verify;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.OperationKey;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.read.DocumentReferences;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Violation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonPointer;

/** Which operations references without a target belong to, directly or through other references. */
final class AffectedOperations {

    private static final Set<Rule> REFERENCES = Set.of(DocumentRules.DANGLING, DocumentRules.FORBIDDEN);

    /** Parts of a document that no case depends on. */
    private static final Set<String> UNUSED = Set.of("examples", "links", "callbacks", "webhooks");

    /** Objects whose members have names of the user. */
    private static final Set<String> NAMED = Set.of("properties", "patternProperties", "$defs", "schemas", "paths");

    private final Contract contract;
    private final Documents documents;
    private final Map<Place, List<Place>> sources = new HashMap<>();

    /** The places of references whose pointer leads to nothing; it may lead through another reference. */
    private final List<Place> suspects;

    private final Map<Place, Operation> operations = new LinkedHashMap<>();

    AffectedOperations(Contract contract) {
        this.contract = contract;
        this.documents = contract.documents();
        var links = DocumentReferences.links(documents);
        links.forEach(link -> sources.computeIfAbsent(link.target(), target -> new ArrayList<>())
                .add(link.from()));
        this.suspects = links.stream()
                .filter(link -> documents.at(link.target()).isMissingNode())
                .map(DocumentReferences.Link::from)
                .toList();
        contract.operations().forEach(operation -> operations.put(operation.place(), operation));
    }

    /** The operations with errors; empty if it is not known which operations an error affects, or if it affects all. */
    Optional<Untested> of(List<Violation> errors) {
        Map<String, Violation> found = new LinkedHashMap<>();
        for (var error : errors) {
            var places = places(error);
            if (places.isEmpty() || places.stream().anyMatch(AffectedOperations::isSecurity)) {
                return Optional.empty();
            }
            places.forEach(place -> affected(place).forEach(name -> found.putIfAbsent(name, error)));
        }
        var untested = new Untested(found);
        return untested.tested(contract).isEmpty() ? Optional.empty() : Optional.of(untested);
    }

    /** The places of the references that the error reports. */
    private List<Place> places(Violation error) {
        return suspects.stream()
                .filter(from -> REFERENCES.contains(error.rule()))
                .filter(from -> error.declared()
                        .filter(documents.location(from)::equals)
                        .isPresent())
                .toList();
    }

    private static boolean isSecurity(Place place) {
        return place.pointer().toString().startsWith("/components/securitySchemes");
    }

    /** The names of the operations that lead to the place. */
    private Set<String> affected(Place place) {
        var names = new LinkedHashSet<String>();
        var seen = new HashSet<Place>(Set.of(place));
        var open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            var next = open.remove();
            if (isUsed(next.pointer())) {
                around(next).forEach(outer -> {
                    names.addAll(at(outer));
                    sources.getOrDefault(outer, List.of()).stream()
                            .filter(seen::add)
                            .forEach(open::add);
                });
            }
        }
        return names;
    }

    private static boolean isUsed(JsonPointer pointer) {
        String outer = "";
        for (String name : Place.steps(pointer)) {
            if (UNUSED.contains(name) && !NAMED.contains(outer)) {
                return false;
            }
            outer = name;
        }
        return true;
    }

    /** The place and the places that it is in, up to the whole file. */
    private static List<Place> around(Place place) {
        var all = new ArrayList<Place>();
        for (var pointer = place.pointer(); pointer != null; pointer = pointer.head()) {
            all.add(new Place(place.document(), pointer));
        }
        return all;
    }

    /** The operation at that place, those of a path item with parameters there, or the operation or path that was not read. */
    private List<String> at(Place place) {
        if (operations.containsKey(place)) {
            return List.of(operations.get(place).toString());
        }
        var pointer = place.pointer();
        if (pointer.matches()) {
            return List.of();
        }
        if (last(pointer).equals("parameters")) {
            return operations.values().stream()
                    .filter(operation -> operation.place().document().equals(place.document())
                            && pointer.head().equals(operation.place().pointer().head()))
                    .map(Operation::toString)
                    .toList();
        }
        return place.document().equals(documents.main().uri())
                ? unread(place).stream().toList()
                : List.of();
    }

    /** An operation that the contract lacks, or a path whose operations are elsewhere. */
    private Optional<String> unread(Place place) {
        var steps = Place.steps(place.pointer());
        if (steps.isEmpty() || !steps.get(0).equals("paths")) {
            return Optional.empty();
        }
        if (steps.size() == 3) {
            return Method.named(steps.get(2).toUpperCase(Locale.ROOT))
                    .map(method -> new OperationKey(method, steps.get(1)).toString());
        }
        boolean isReference =
                steps.size() == 2 && documents.at(place).path("$ref").isString();
        return isReference && documents.resolved(place).isEmpty() ? Optional.of(steps.get(1)) : Optional.empty();
    }

    private static String last(JsonPointer pointer) {
        return pointer.last().getMatchingProperty();
    }
}
