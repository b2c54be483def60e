package dev.counterpart.spec;

import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.rule.Spot;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A parameter of a request, or a header of a response.
 *
 * @param name as written; header names are case-insensitive
 * @param schema empty if {@code content} describes the value, or nothing does
 * @param content the media type of the value, used instead of a style
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#parameter-object">OpenAPI 3.1.1, Parameter Object</a>
 */
@RecordBuilder
public record Parameter(
        String name,
        In in,
        boolean required,
        boolean deprecated,
        boolean allowEmptyValue,
        boolean allowReserved,
        Style style,
        boolean explode,
        Optional<Schema> schema,
        Optional<Content> content,
        List<Example> examples,
        Place place)
        implements ParameterBuilder.With {

    /** The location of a parameter in a message. */
    public enum In {
        PATH,
        QUERY,
        HEADER,
        COOKIE,
        /** OpenAPI 3.2: the whole query string is the value. */
        QUERYSTRING;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The part of the request that the parameter is read from. */
        public Spot.Part part() {
            return switch (this) {
                case PATH -> Spot.Part.REQUEST_PATH;
                case HEADER -> Spot.Part.REQUEST_HEADER;
                case COOKIE -> Spot.Part.REQUEST_COOKIE;
                case QUERY, QUERYSTRING -> Spot.Part.REQUEST_QUERY;
            };
        }

        /** The style that applies if the document declares none. */
        public Style defaultStyle() {
            return this == PATH || this == HEADER ? Style.SIMPLE : Style.FORM;
        }
    }

    /**
     * How arrays and objects are serialized. In Swagger 2.0, the delimited styles are available for all parameters, and
     * tabs are a delimiter too.
     */
    public enum Style {
        MATRIX("matrix"),
        LABEL("label"),
        FORM("form"),
        SIMPLE("simple"),
        SPACE_DELIMITED("spaceDelimited"),
        PIPE_DELIMITED("pipeDelimited"),
        TAB_DELIMITED("tabDelimited"),
        DEEP_OBJECT("deepObject"),
        /** OpenAPI 3.2, for cookies: like form, but with the delimiter {@code "; "} and without percent-encoding. */
        COOKIE("cookie");

        private final String label;

        Style(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** The delimiter between the items of an array, before percent-encoding. */
        public String separator() {
            return switch (this) {
                case SPACE_DELIMITED -> " ";
                case PIPE_DELIMITED -> "|";
                case TAB_DELIMITED -> "\t";
                default -> ",";
            };
        }

        public static Optional<Style> named(String text) {
            for (var style : values()) {
                if (style.label.equals(text)) {
                    return Optional.of(style);
                }
            }
            return Optional.empty();
        }
    }

    public Parameter {
        examples = List.copyOf(examples);
    }
}
