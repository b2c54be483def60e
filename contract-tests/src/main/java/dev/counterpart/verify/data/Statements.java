package dev.counterpart.verify.data;

import dev.counterpart.spec.Document;
import dev.counterpart.spec.Similarity;
import dev.counterpart.spec.Spot;
import dev.counterpart.spec.Spot.Part;
import dev.counterpart.verify.data.Statement.Demand;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** The {@code expect} of an entry: names or JSON pointers, each with a literal or with matches, in or absent. */
final class Statements {

    private static final List<String> DEMANDS = List.of("matches", "in", "absent", "equals");

    private final Document file;
    private final List<Problem> problems;

    Statements(Document file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** About the part of the body at a JSON pointer, or at a property's name. */
    Optional<Statement> body(JsonPointer at, String name, JsonNode value) {
        var pointer = name.startsWith("/")
                ? JsonPointer.compile(name)
                : JsonPointer.empty().appendProperty(name);
        return demand(at, value)
                .map(demand -> new Statement(new Spot(Part.RESPONSE_BODY, pointer), demand, file.location(at)));
    }

    Optional<Statement> header(JsonPointer at, String name, JsonNode value) {
        return demand(at, value)
                .map(demand -> new Statement(Spot.of(Part.RESPONSE_HEADER, name), demand, file.location(at)));
    }

    private Optional<Demand> demand(JsonPointer at, JsonNode value) {
        if (!value.isObject() || value.size() != 1) {
            return Optional.of(new Demand.Equal(value));
        }
        String word = value.propertyNames().iterator().next();
        var limit = value.get(word);
        return switch (word) {
            case "matches" -> pattern(at.appendProperty(word), limit.asString(""));
            case "in" -> Optional.of(new Demand.OneOf(limit.valueStream().toList()));
            case "absent" -> Optional.of(new Demand.Absent(limit.asBoolean(true)));
            case "equals" -> Optional.of(new Demand.Equal(limit));
            default -> {
                problems.add(new Problem(
                        file.location(at.appendProperty(word)),
                        "unknown key \"" + word + "\"",
                        Similarity.nearest(word, DEMANDS)
                                        .map(name -> "write " + name + "; ")
                                        .orElse("") + "a value is a literal, or one of " + String.join(", ", DEMANDS)));
                yield Optional.empty();
            }
        };
    }

    private Optional<Demand> pattern(JsonPointer at, String regex) {
        try {
            return Optional.of(new Demand.Matching(Pattern.compile(regex)));
        } catch (PatternSyntaxException broken) {
            problems.add(new Problem(
                    file.location(at), "this is not a regular expression: " + broken.getDescription(), "fix it"));
            return Optional.empty();
        }
    }
}
