package dev.counterpart.mock.dialect.prism;

import dev.counterpart.mock.dialect.ViolationEntry;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Encoding;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.decode.Pairs;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.http.Pair;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.rule.Finding;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.validate.Findings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Prism's requirements for urlencoded forms beyond the schema: no raw reserved characters if a style is given, and a style for
 * every array.
 */
final class PrismForm {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern RESERVED = Pattern.compile("[/?#\\[\\]@!$&'()*+,;=]");

    private final Documents documents;
    private final Findings findings;

    PrismForm(Documents documents) {
        this.documents = documents;
        this.findings = new Findings(documents);
    }

    /** The violations, including those of a form; a form that violates its encoding is not validated further. */
    List<Violation> of(Operation operation, Request request, List<Violation> violations) {
        var content = form(operation, request);
        if (content.isEmpty()) {
            return violations;
        }
        String body = new String(request.body(), StandardCharsets.UTF_8);
        var reserved = reserved(body, content.get());
        var rest = violations.stream().filter(violation -> violation.at().part() != Part.REQUEST_BODY);
        var own = violations.stream().filter(violation -> violation.at().part() == Part.REQUEST_BODY);
        return reserved.isEmpty()
                ? Stream.of(own, lists(body, content.get()).stream(), rest)
                        .flatMap(all -> all)
                        .toList()
                : Stream.concat(reserved.stream(), rest).toList();
    }

    /** The declared form, if one is sent. */
    private static Optional<Content> form(Operation operation, Request request) {
        boolean isForm = request.contentType()
                .filter(type -> type.essence().equals(FORM))
                .isPresent();
        return operation.body().stream()
                .flatMap(body -> body.content().stream())
                .filter(each -> isForm && each.mediaType().essence().equals(FORM))
                .findFirst();
    }

    private List<Violation> reserved(String body, Content content) {
        var violations = new ArrayList<Violation>();
        for (var pair : Pair.ofQuery(body)) {
            if (isWithoutReserved(content, pair.name())
                    && RESERVED.matcher(pair.value()).find()) {
                violations.add(reserved(pair.name(), pair.value()));
            }
        }
        return violations;
    }

    private static Violation reserved(String name, String value) {
        return Violation.of(
                MessageRules.BODY_SYNTAX,
                Spot.of(Part.REQUEST_BODY, name),
                ViolationEntry.WITHOUT_RESERVED,
                Violation.shortened(value));
    }

    /** Whether the encoding of that property has a style, and does not allow reserved characters. */
    private boolean isWithoutReserved(Content content, String name) {
        var encoding = Optional.ofNullable(content.encodings().get(name));
        var written = documents.at(content.place().member("encoding").member(name));
        return encoding.filter(known -> !known.allowReserved()).isPresent() && written.has("style");
    }

    /** Arrays without an encoding are read as text. */
    private List<Violation> lists(String body, Content content) {
        var pairs = Pairs.ofQuery(body);
        return pairs.names().stream()
                .filter(name -> !Optional.ofNullable(content.encodings().get(name))
                        .map(Encoding::styled)
                        .orElse(false))
                .flatMap(name -> list(name, pairs.decodedValues(name), content).stream())
                .toList();
    }

    private Optional<Violation> list(String name, List<String> values, Content content) {
        return content.schema()
                .map(Schema::place)
                .flatMap(documents::resolved)
                .map(schema -> schema.member("properties").member(name))
                .flatMap(documents::resolved)
                .filter(place -> documents.at(place).path("type").asString("").equals("array"))
                .map(place -> violation(name, values, place));
    }

    private Violation violation(String name, List<String> values, Place place) {
        var nodes = JsonNodeFactory.instance;
        var finding = new Finding(
                "type",
                JsonPointer.empty().appendProperty(name),
                place.member("type"),
                nodes.stringNode("array"),
                nodes.stringNode(values.get(values.size() - 1)),
                Optional.empty(),
                "must be array");
        return findings.violation(Part.REQUEST_BODY, JsonPointer.empty(), finding);
    }
}
