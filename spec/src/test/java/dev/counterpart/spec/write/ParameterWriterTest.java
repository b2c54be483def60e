package dev.counterpart.spec.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contracts;
import dev.counterpart.spec.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parameter is always called {@code color}. In the result, {@code ¶} is a line break.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#style-examples">OpenAPI 3.1.1, Style Examples</a>
 */
class ParameterWriterTest {

    private static final String STRING = "\"blue\"";
    private static final String ARRAY = "[\"blue\",\"black\",\"brown\"]";
    private static final String OBJECT = "{\"R\":100,\"G\":200,\"B\":150}";

    @ParameterizedTest(name = "{0} explode={1} {2} {3} → {4}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # style        | explode | in     | value          | sent
            matrix         | false   | path   | STRING         | ;color=blue
            matrix         | false   | path   | ARRAY          | ;color=blue,black,brown
            matrix         | true    | path   | ARRAY          | ;color=blue;color=black;color=brown
            matrix         | false   | path   | OBJECT         | ;color=R,100,G,200,B,150
            matrix         | true    | path   | OBJECT         | ;R=100;G=200;B=150
            label          | false   | path   | STRING         | .blue
            label          | false   | path   | ARRAY          | .blue,black,brown
            label          | true    | path   | ARRAY          | .blue.black.brown
            label          | false   | path   | OBJECT         | .R,100,G,200,B,150
            label          | true    | path   | OBJECT         | .R=100.G=200.B=150
            simple         | false   | path   | STRING         | blue
            simple         | false   | path   | "a/b c"        | a%2Fb%20c
            simple         | false   | path   | ARRAY          | blue,black,brown
            simple         | false   | path   | OBJECT         | R,100,G,200,B,150
            simple         | true    | path   | OBJECT         | R=100,G=200,B=150
            simple         | false   | header | "a, b"         | a, b
            simple         | false   | header | "a¶b"          | a b
            simple         | false   | header | ARRAY          | blue,black,brown
            simple         | true    | header | OBJECT         | R=100,G=200,B=150
            simple         | false   | header | 12.5           | 12.5
            form           | true    | query  | STRING         | color=blue
            form           | true    | query  | "a&b=c"        | color=a%26b%3Dc
            form           | true    | query  | ARRAY          | color=blue&color=black&color=brown
            form           | false   | query  | ARRAY          | color=blue,black,brown
            form           | true    | query  | OBJECT         | R=100&G=200&B=150
            form           | false   | query  | OBJECT         | color=R,100,G,200,B,150
            form           | true    | query  | []             | ``
            form           | true    | query  | [{"a":1},[2]]  | color%5B0%5D%5Ba%5D=1&color%5B1%5D%5B0%5D=2
            spaceDelimited | false   | query  | ARRAY          | color=blue%20black%20brown
            pipeDelimited  | false   | query  | ARRAY          | color=blue%7Cblack%7Cbrown
            deepObject     | true    | query  | OBJECT         | color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150
            """)
    void a_value_is_written_by_style(String style, boolean explode, String in, String value, String sent) {
        var parameter = parameter("{name: color, in: " + in + ", required: " + in.equals("path") + ", style: " + style
                + ", explode: " + explode + ", schema: {}}");

        assertThat(written(parameter, value(value))).isEqualTo(sent);
    }

    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # media type     | value       | sent
            application/json | {"a":1}     | color=%7B%22a%22%3A1%7D
            application/json | "blue"      | color=%22blue%22
            application/json | "{\\"a\\":1}" | color=%7B%22a%22%3A1%7D
            application/json | 1           | color=1
            text/plain       | "blue"      | color=blue
            """)
    void a_value_of_a_media_type_has_no_style(String mediaType, String value, String sent) {
        var parameter = parameter("{name: color, in: query, content: {" + mediaType + ": {}}}");

        assertThat(written(parameter, value(value))).isEqualTo(sent);
    }

    private static JsonNode value(String text) {
        return JsonMapper.shared()
                .readTree(
                        switch (text) {
                            case "STRING" -> STRING;
                            case "ARRAY" -> ARRAY;
                            case "OBJECT" -> OBJECT;
                            default -> text.replace("¶", "\\n");
                        });
    }

    private static Parameter parameter(String yaml) {
        String path = yaml.contains("in: path") ? "/{color}" : "/";
        return Contracts.ofPaths(path + ": {get: {parameters: [" + yaml + "], responses: {200: {description: ok}}}}")
                .operations()
                .get(0)
                .parameters()
                .get(0);
    }

    private static String written(Parameter parameter, JsonNode value) {
        return switch (parameter.in()) {
            case PATH -> ParameterWriter.path(parameter, value);
            case HEADER -> ParameterWriter.header(parameter, value);
            default -> String.join("&", ParameterWriter.query(parameter, value));
        };
    }
}
