package dev.counterpart.verify.strength;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.write.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How strict a document is: how many incorrect answers it rejects, and where it accepts the others.
 *
 * @param file the document's name
 * @param mutants number of incorrect answers that were tried
 * @param refused number of those that the document rejects
 * @param holes in document order
 * @param unread number of skipped bodies: not JSON, or no value satisfies their schema
 */
public record Strength(String file, int mutants, int refused, List<Hole> holes, int unread) {

    public Strength {
        holes = List.copyOf(holes);
    }

    /** The strength of that document. */
    public static Strength of(Contract contract) {
        var answers = new MutatedAnswers(contract);
        var mutations = answers.all();
        int refused = (int) mutations.stream().filter(Mutation::refused).count();
        return new Strength(
                contract.documents().main().name(),
                mutations.size(),
                refused,
                holes(contract.documents(), mutations),
                answers.unread());
    }

    /** The percentage of incorrect answers that are rejected, rounded down; 100 if there were none to try. */
    public int percent() {
        return mutants == 0 ? 100 : (int) (100L * refused / mutants);
    }

    private record Key(Place place, String keyword) {}

    private static List<Hole> holes(Documents documents, List<Mutation> mutations) {
        Map<Key, List<Mutation>> open = new LinkedHashMap<>();
        for (var mutation : mutations) {
            if (!mutation.refused()) {
                var key = new Key(mutation.place(), mutation.required() ? "required" : mutation.keyword());
                open.computeIfAbsent(key, any -> new ArrayList<>()).add(mutation);
            }
        }
        return open.entrySet().stream()
                .map(entry -> hole(documents, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Hole hole(Documents documents, Key key, List<Mutation> mutations) {
        return new Hole(
                documents.location(key.place()),
                line(documents, key, mutations),
                mutations.stream().map(Mutation::description).distinct().toList());
    }

    /** One line that requires all properties that may be missing, with those that are already required. */
    private static String line(Documents documents, Key key, List<Mutation> mutations) {
        if (!mutations.get(0).required()) {
            return key.keyword();
        }
        var names = new LinkedHashSet<String>();
        documents.at(key.place()).path("required").values().forEach(name -> names.add(name.asString("")));
        mutations.forEach(mutation -> names.add(mutation.keyword()));
        return "required: [" + names.stream().map(YamlWriter::name).collect(Collectors.joining(", ")) + "]";
    }
}
