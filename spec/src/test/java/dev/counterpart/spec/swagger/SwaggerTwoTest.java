package dev.counterpart.spec.swagger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Contracts;
import dev.counterpart.spec.Encoding;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.SecurityScheme;
import dev.counterpart.spec.Server;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonPointer;

class SwaggerTwoTest {

    private static final String FILE = "src/test/resources/contracts/swagger-two.yaml";
    private static final Contract CONTRACT = contract();

    private static Contract contract() {
        var read = (ReadResult.Read) ContractReader.read(FILE, ReadOptions.defaults());
        assertThat(read.warnings()).isEmpty();
        return read.contract();
    }

    @Test
    void the_document_becomes_a_contract() {
        assertThat(CONTRACT.version()).isEqualTo(OpenApiVersion.V2_0);
        assertThat(CONTRACT.servers())
                .extracting(Server::url)
                .containsExactly("http://example.com/v2", "https://example.com/v2");
        assertThat(CONTRACT.securitySchemes().values())
                .extracting(SecurityScheme::getClass)
                .extracting(Class::getSimpleName)
                .containsExactly("HttpAuth", "ApiKey", "OAuth2");
        assertThat(operation("listPets").deprecated()).isTrue();
    }

    /** The media types of {@code produces} with the examples that they get; a name is that of an example of another type. */
    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # produces                                             | examples                                              | read
            'application/json;charset=UTF-8'                       | application/json: 1                                   | application/json;charset=UTF-8 1
            'application/xml', 'application/json; charset=UTF-8'   | application/json: 1                                   | application/xml, application/json; charset=UTF-8 1
            application/json                                       | 'application/json; charset=utf-8': 1                  | application/json 1
            'application/json;charset=UTF-8'                       | 'application/json; charset=utf-8': 1                  | application/json;charset=UTF-8 1
            Application/JSON                                       | application/json: 1                                   | Application/JSON 1
            'application/json;q=0.9', 'application/xml;q=0.8'      | application/xml: x, application/json: 1               | `application/json;q=0.9 1, application/xml;q=0.8 "x"`
            'application/json;v=1', 'application/json;v=2'         | 'application/json;v=2': 2, 'application/json;v=1': 1  | application/json;v=1 1, application/json;v=2 2
            'application/json;v=1', 'application/json;v=2'         | application/json: 3, 'application/json;v=2': 2        | application/json;v=1 3, application/json;v=2 2
            'application/json;v=1', 'application/json;v=2'         | application/json: 3                                   | application/json;v=1 3, application/json;v=2 3
            application/json, 'application/json;charset=utf-8'     | application/json: 1                                   | application/json 1, application/json;charset=utf-8 1
            application/hal+json                                   | application/json: 1                                   | application/hal+json application/json 1
            application/json                                       | application/hal+json: 1                               | application/json application/hal+json 1
            """)
    void examples_match_media_types_with_parameters(String produces, String examples, String expected) {
        var contract = Contracts.of("""
                swagger: '2.0'
                info: {title: T, version: '1'}
                paths:
                  /a: {get: {produces: [%s], responses: {200: {description: ok, schema: {}, examples: {%s}}}}}
                """.formatted(produces, examples));

        assertThat(contract.operations().get(0).responses().get(0).content().stream()
                        .map(content -> content.key()
                                + content.examples().stream()
                                        .map(example -> (example.name().equals("default") ? "" : " " + example.name())
                                                + " "
                                                + Json.text(example.value().orElseThrow()))
                                        .collect(Collectors.joining()))
                        .collect(Collectors.joining(", ")))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # consumes                                | media types of the form
            'multipart/form-data; charset=utf-8'      | multipart/form-data; charset=utf-8
            Multipart/Form-Data                       | Multipart/Form-Data
            'application/json', 'application/x-www-form-urlencoded;charset=UTF-8' | application/x-www-form-urlencoded;charset=UTF-8
            application/json                          | application/x-www-form-urlencoded
            """)
    void forms_have_the_media_types_that_are_consumed(String consumes, String expected) {
        var contract = Contracts.of("""
                swagger: '2.0'
                info: {title: T, version: '1'}
                paths:
                  /a: {post: {consumes: [%s], parameters: [{name: f, in: formData, type: string}], responses: {200: {description: ok}}}}
                """.formatted(consumes));

        assertThat(contract.operations().get(0).body().orElseThrow().content())
                .extracting(Content::key)
                .containsExactly(expected);
    }

    @Test
    void parameters_get_style_and_schema() {
        assertThat(operation("listPets").parameters().stream()
                        .map(SwaggerTwoTest::described)
                        .collect(Collectors.joining("\n")))
                .isEqualTo("""
                        tags query form explode {"type":"array","items":{"type":"string"}}
                        ids query form {"type":"array","items":{"type":"integer"}}
                        tsv query tabDelimited {"type":"array","items":{"type":"string"}}
                        X-Codes header simple {"type":"array","items":{"type":"string"}}
                        limit query form explode {"type":"integer","maximum":9}""");
        assertThat(operation("listPets").parameters().get(3).examples().get(0).value())
                .hasToString("Optional[[\"a\"]]");
    }

    private static String described(Parameter parameter) {
        return parameter.name() + " " + parameter.in().label() + " "
                + parameter.style().label() + (parameter.explode() ? " explode " : " ")
                + parameter.schema().orElseThrow().node();
    }

    @ParameterizedTest(name = "{0} has {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # operation | content
            listPets    | 200 application/json {"type":"array","items":{"$ref":"#/components/schemas/Pet"}} default [{"name":"Rex"}] text/csv "Rex"; 200 text/plain {"type":"array","items":{"$ref":"#/components/schemas/Pet"}}; default application/json {"type":"string"}; default text/plain {"type":"string"}
            createPet   | body application/json {"$ref":"#/components/schemas/Pet"}
            addPhoto    | body multipart/form-data {"type":"object","properties":{"photo":{"type":"string","format":"binary"},"tags":{"type":"array","items":{"type":"string"}}},"required":["photo"]}; 200 application/octet-stream {"type":"string","format":"binary"}
            """)
    void bodies_get_the_media_types_that_are_consumed_and_produced(String name, String content) {
        var operation = operation(name);
        var bodies = operation.body().stream()
                .flatMap(body -> body.content().stream().map(entry -> "body " + text(entry)));
        var responses = operation.responses().stream()
                .flatMap(response -> response.content().stream().map(entry -> response.status() + " " + text(entry)));
        assertThat(Stream.concat(bodies, responses).collect(Collectors.joining("; ")))
                .isEqualTo(content);
    }

    private static String text(Content content) {
        return content.key() + " " + content.schema().orElseThrow().node()
                + content.examples().stream()
                        .map(example ->
                                " " + example.name() + " " + example.value().orElseThrow())
                        .collect(Collectors.joining());
    }

    @Test
    void a_form_keeps_how_its_lists_are_written() {
        var body = operation("addPhoto").body().orElseThrow();
        var encoding = Optional.ofNullable(body.content().get(0).encodings().get("tags"));

        assertThat(body.required()).isTrue();
        assertThat(encoding)
                .contains(new Encoding(Optional.empty(), Parameter.Style.PIPE_DELIMITED, false, false, true));
    }

    @Test
    void schemas_get_nullable_and_a_discriminator_object() {
        assertThat(CONTRACT.documents().main().tree().at("/components/schemas/Pet"))
                .hasToString(
                        "{\"type\":\"object\",\"discriminator\":{\"propertyName\":\"kind\"},\"required\":[\"name\"],"
                                + "\"properties\":{\"kind\":{\"type\":\"string\"},\"name\":{\"type\":\"string\",\"nullable\":true},"
                                + "\"example\":{\"$ref\":\"#/components/schemas/Pet\"}}}");
    }

    @ParameterizedTest(name = "{0} is {2} at line {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # pointer in the result                                         | line of the source | pointer in the source
            /openapi                                                        | 1  | /swagger
            /components/schemas/Pet/properties/name/nullable                | 62 | /definitions/Pet/properties/name/x-nullable
            /components/schemas/Pet/discriminator/propertyName              | 58 | /definitions/Pet/discriminator
            /components/schemas/Pet/missing/further                         | 56 | /definitions/Pet/missing/further
            /components/parameters/Limit/schema/maximum                     | 9  | /parameters/Limit/maximum
            /paths/~1pets/get/parameters/1/schema/items                     | 28 | /paths/~1pets/get/parameters/1/items
            /paths/~1pets/get/responses/200/content/text~1plain/schema/type | 34 | /paths/~1pets/get/responses/200/schema/type
            /paths/~1pets/get/responses/default/content/text~1plain/schema  | 14 | /responses/Error/schema
            /paths/~1pets/post/requestBody/content/application~1json/schema | 10 | /parameters/Body/schema
            /paths/~1photos/post/responses/200/content                      | 54 | /paths/~1photos/post/responses/200
            /servers/1/url                                                  | 3  | /host
            """)
    void every_node_keeps_the_line_and_the_pointer_it_comes_from(String pointer, int line, String written) {
        var location = CONTRACT.documents().main().location(JsonPointer.compile(pointer));

        assertThat(location.line()).isEqualTo(line);
        assertThat(location.pointer()).hasToString(written);
    }

    /** The document is rewritten twice, for the conversion and for the query in a path. */
    @Test
    void pointers_are_those_of_the_file_if_a_path_has_a_query() {
        var contract = Contracts.of("""
                swagger: '2.0'
                info: {title: x, version: '1'}
                paths:
                  /a?type=b:
                    get:
                      parameters:
                      - {name: id, in: query, type: integer}
                      responses:
                        200: {description: x, schema: {type: object}}
                """);
        var operation = contract.operations().get(0);
        var schema = operation.responses().get(0).content().get(0).schema().orElseThrow();

        assertThat(contract.documents().location(schema.place()).pointer())
                .hasToString("/paths/~1a?type=b/get/responses/200/schema");
    }

    private static Operation operation(String name) {
        return CONTRACT.operation(name).orElseThrow();
    }
}
