package dev.counterpart.spec.read;

import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.Parameter.In;
import dev.counterpart.spec.Parameter.Style;
import dev.counterpart.spec.ParameterBuilder;
import dev.counterpart.spec.rule.DocumentRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads parameters and response headers. */
final class ParameterReader {

    private static final Set<String> IGNORED_HEADERS = Set.of("accept", "content-type", "authorization");

    private final Reading reading;
    private final ContentReader contents;

    ParameterReader(Reading reading, ContentReader contents) {
        this.reading = reading;
        this.contents = contents;
    }

    /** The parameters that an operation or a path item declares itself. */
    List<Parameter> of(Branch owner) {
        var own = new ArrayList<Parameter>();
        for (var element : reading.elements(owner, "parameters")) {
            if (isLost(element)) {
                reading.remark(
                        DocumentRules.PARAMETER_SKIPPED,
                        element,
                        "a $ref to a parameter",
                        element.node().path("$ref").asString());
            } else {
                reading.object(element, "a parameter").flatMap(this::parameter).ifPresent(own::add);
            }
        }
        return own;
    }

    /** Whether a parameter of the owner is a reference that leads to no object. */
    boolean isAnyLost(Branch owner) {
        return owner.member("parameters").elements().stream().anyMatch(this::isLost);
    }

    private boolean isLost(Branch parameter) {
        return parameter.node().path("$ref").isString()
                && reading.resolved(parameter).isEmpty();
    }

    /** Whether media types and security schemes describe the header (OpenAPI 3.1.1, Parameter Object; not in Swagger 2.0). */
    boolean isIgnored(Parameter parameter) {
        return reading.version() != OpenApiVersion.V2_0
                && parameter.in() == In.HEADER
                && IGNORED_HEADERS.contains(parameter.name().toLowerCase(Locale.ROOT));
    }

    /** The parameter; empty if it lacks a name or location. */
    Optional<Parameter> parameter(Branch branch) {
        var name = reading.text(branch, "name");
        var in = reading.text(branch, "in").flatMap(ParameterReader::in);
        if (name.isEmpty() || in.isEmpty()) {
            reading.remark(
                    DocumentRules.MALFORMED,
                    branch,
                    "a parameter with name and in (path, query, header or cookie)",
                    "name: " + branch.member("name").described() + "; in: "
                            + branch.member("in").described());
            return Optional.empty();
        }
        return Optional.of(read(branch, name.get(), in.get()));
    }

    /** The headers of a response or of a part of a form. {@code Content-Type} is described by the media type and ignored here. */
    List<Parameter> headers(Branch owner) {
        var headers = new ArrayList<Parameter>();
        for (var member : owner.member("headers").entries()) {
            if (!member.name().equalsIgnoreCase("Content-Type")) {
                reading.object(member, "a header object")
                        .ifPresent(header -> headers.add(read(header, member.name(), In.HEADER)));
            }
        }
        return headers;
    }

    private Parameter read(Branch branch, String name, In in) {
        var style = style(branch, in);
        return ParameterBuilder.builder()
                .name(name)
                .in(in)
                .required(in == In.PATH || reading.flag(branch, "required", false))
                .deprecated(reading.flag(branch, "deprecated", false))
                .allowEmptyValue(reading.flag(branch, "allowEmptyValue", false))
                .allowReserved(reading.flag(branch, "allowReserved", false))
                .style(style)
                .explode(reading.flag(branch, "explode", style == Style.FORM || style == Style.COOKIE))
                .schema(contents.schema(branch))
                .content(contents.content(branch).stream().findFirst())
                .examples(contents.examples(branch))
                .place(branch.place())
                .build();
    }

    private Style style(Branch branch, In in) {
        var text = reading.text(branch, "style");
        if (text.isEmpty()) {
            return in.defaultStyle();
        }
        var style = Style.named(text.get())
                .filter(named ->
                        reading.version() == OpenApiVersion.V2_0 || allowed(in).contains(named));
        if (style.isEmpty()) {
            reading.remark(
                    DocumentRules.MALFORMED,
                    branch.member("style"),
                    "a style for parameters in " + in.label(),
                    "\"" + text.get() + "\"; " + in.defaultStyle().label() + " is used");
        }
        return style.orElse(in.defaultStyle());
    }

    private static Set<Style> allowed(In in) {
        return switch (in) {
            case PATH -> Set.of(Style.SIMPLE, Style.LABEL, Style.MATRIX);
            case QUERY, QUERYSTRING ->
                Set.of(Style.FORM, Style.SPACE_DELIMITED, Style.PIPE_DELIMITED, Style.DEEP_OBJECT);
            case HEADER -> Set.of(Style.SIMPLE);
            case COOKIE -> Set.of(Style.FORM, Style.COOKIE);
        };
    }

    private static Optional<In> in(String text) {
        for (var in : In.values()) {
            if (in.label().equals(text)) {
                return Optional.of(in);
            }
        }
        return Optional.empty();
    }
}
