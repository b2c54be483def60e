package dev.counterpart.verify.data;

import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.match.MatcherReader;
import dev.counterpart.spec.match.ValueMatcher;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** The {@code expect} of an entry: names or JSON pointers, each with a literal or with matches, in or absent. */
final class Statements {

    private final Document file;
    private final Scalars scalars;
    private final List<DataError> problems;

    Statements(Document file, Scalars scalars, List<DataError> problems) {
        this.scalars = scalars;
        this.file = file;
        this.problems = problems;
    }

    /** A statement about the part of the body at a JSON pointer, or at a property's name. */
    Optional<Statement> body(JsonPointer at, String name, JsonNode value) {
        var pointer = MatcherReader.pointer(name).orElse(JsonPointer.empty());
        return matcher(at, value)
                .map(matcher -> new Statement(new Spot(Part.RESPONSE_BODY, pointer), matcher, file.location(at)));
    }

    Optional<Statement> header(JsonPointer at, String name, JsonNode value) {
        return matcher(at, value)
                .map(matcher -> new Statement(Spot.of(Part.RESPONSE_HEADER, name), matcher, file.location(at)));
    }

    private Optional<ValueMatcher> matcher(JsonPointer at, JsonNode value) {
        var result = MatcherReader.read(scalars.filled(at, value));
        if (result instanceof MatcherReader.Result.Read read) {
            return Optional.of(read.matcher());
        }
        var invalid = (MatcherReader.Result.Invalid) result;
        problems.add(new DataError(
                file.location(at.append(invalid.at())),
                "a value cannot be compared with " + invalid.actual(),
                "write " + invalid.expected()));
        return Optional.empty();
    }
}
