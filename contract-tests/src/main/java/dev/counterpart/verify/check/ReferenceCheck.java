package dev.counterpart.verify.check;

import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.format.Formats;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.send.Observation.Answered;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;

/** The URIs in headers: their grammar, and a {@code Location} of 201 in which the id was not filled in. */
final class ReferenceCheck implements Check {

    private static final String LOCATION = "Location";
    private static final String GRAMMAR = "RFC 3986 §4.1";
    private static final int CREATED = 201;

    /** The targets of a {@code Link} header (RFC 8288 §3). */
    private static final Pattern TARGET = Pattern.compile("(?:^|,)\\s*<([^>]*)>");

    /** What is in the place of an id that is not known: templates of routers, and the text of nothing in several languages. */
    private static final Pattern PLACEHOLDER =
            Pattern.compile(":[A-Za-z_]\\w*|\\{.*}|<.*>|undefined|null|NaN|None|nil|\\[object Object]");

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        var violations = new ArrayList<Violation>();
        var headers = answer.response().headers();
        for (String name : List.of(LOCATION, "Content-Location", "Link")) {
            headers.all(name).stream()
                    .flatMap(value -> name.equals("Link") ? targets(value) : Stream.of(value))
                    .filter(value -> !is("uri-reference", value))
                    .limit(1)
                    .map(value -> malformed(name, value, isExample(sent, answer, name, value)))
                    .forEach(violations::add);
        }
        if (violations.isEmpty() && answer.response().status() == CREATED) {
            headers.first(LOCATION).flatMap(value -> unfilled(sent, value)).ifPresent(violations::add);
        }
        return violations;
    }

    private static Stream<String> targets(String link) {
        return TARGET.matcher(link).results().map(target -> target.group(1));
    }

    private static boolean is(String format, String value) {
        return Formats.named(format).orElseThrow().test(JsonNodeFactory.instance.stringNode(value));
    }

    /** An error, except for what clients repair: letters outside of ASCII, and square brackets; and for examples of the document. */
    private static Violation malformed(String name, String value, boolean isExample) {
        boolean isRepaired = is("iri-reference", value.replace('[', '_').replace(']', '_'));
        var violation = violation(
                GateRules.FIELD_VALUE,
                name,
                "a URI, in which characters such as { and spaces are percent-encoded",
                value);
        return (isRepaired || isExample ? violation.withSeverity(Severity.WARNING) : violation).basedOn(GRAMMAR);
    }

    private static boolean isExample(Case sent, Answered answer, String name, String value) {
        return sent.operation().responseFor(answer.response().status()).stream()
                .map(DeclaredResponse::headers)
                .flatMap(List::stream)
                .filter(header -> header.name().equalsIgnoreCase(name))
                .flatMap(ReferenceCheck::examples)
                .anyMatch(value::equals);
    }

    private static Stream<String> examples(Parameter header) {
        var ofSchema = header.schema().stream()
                .flatMap(schema -> Stream.concat(
                        Stream.of(schema.node().path("example"), schema.node().path("default")),
                        schema.node().path("examples").valueStream()));
        return Stream.concat(header.examples().stream().flatMap(example -> example.value().stream()), ofSchema)
                .map(value -> value.asString(""));
    }

    /** A path of the created resource that lacks its id. What the request has itself may be right: a thing can be called "null". */
    private static Optional<Violation> unfilled(Case sent, String location) {
        String path = location.replaceFirst("[?#].*", "");
        var placeholder = Stream.of(path.split("/", -1))
                .map(PercentEncoding::decoded)
                .filter(segment -> PLACEHOLDER.matcher(segment).matches() && !isSent(sent, segment))
                .findFirst();
        boolean isPost = sent.request().method().equals("POST");
        String collection = sent.request().path();
        boolean isEmpty =
                isPost && (location.isBlank() || (!collection.endsWith("/") && path.endsWith(collection + "/")));
        return placeholder.isPresent() || isEmpty
                ? Optional.of(
                        violation(GateRules.LOCATION_PLACEHOLDER, LOCATION, "the URI of the created resource", location)
                                .basedOn("RFC 9110 §15.3.2"))
                : Optional.empty();
    }

    private static boolean isSent(Case sent, String segment) {
        var request = sent.request();
        return PercentEncoding.decoded(request.target()).contains(segment)
                || new String(request.body(), StandardCharsets.UTF_8).contains(segment);
    }

    private static Violation violation(Rule rule, String header, String expected, String actual) {
        return Violation.of(
                rule,
                Spot.of(Part.RESPONSE_HEADER, header),
                expected,
                actual.isEmpty() ? "an empty value" : Violation.shortened(actual));
    }
}
