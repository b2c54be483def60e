package dev.counterpart.verify.strength;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrengthTest {

    private static final String BUNDLED = "../spec/openapi/dynamic-oauth-access-token.yaml";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void the_bundled_contract_has_these_holes() {
        var strength = Strength.of(contract(BUNDLED));

        assertThat(strength.holes().stream()
                        .map(hole -> hole.at().line() + " " + hole.line())
                        .collect(Collectors.joining("\n")))
                .isEqualTo("""
                        202 additionalProperties: false
                        208 minLength: 1
                        211 minItems: 1
                        217 minLength: 1
                        251 headers: { WWW-Authenticate: { required: true, schema: { type: string } } }
                        229 required: [error]
                        229 additionalProperties: false
                        232 minLength: 1
                        236 required: [error]
                        236 additionalProperties: false
                        239 minLength: 1
                        186 content: { application/json: { schema: … } }
                        243 required: [error]
                        243 additionalProperties: false
                        246 minLength: 1""");
        assertThat(strength.mutants() - strength.refused())
                .isEqualTo(strength.holes().stream()
                        .mapToInt(hole -> hole.lets().size())
                        .sum());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # the responses of GET /things                                                              | the lines that would close the holes
        '200': {description: x, content: {application/json: {schema: {type: boolean}}}}             | none
        '200': {description: x, content: {application/json: {}}}                                    | schema: …
        '200': {description: x}                                                                     | content: { application/json: { schema: … } }
        '204': {description: x}                                                                     | none
        '302': {description: x}                                                                     | none
        '200': {description: x, headers: {X-Count: {schema: {type: integer}}}, content: {application/json: {schema: {type: boolean}}}} | required: true
        '200': {description: x, headers: {X-Count: {required: true, schema: {type: integer}}}, content: {application/json: {schema: {type: boolean}}}} | none
        '401': {description: x, content: {application/json: {schema: {type: boolean}}}}             | headers: { WWW-Authenticate: { required: true, schema: { type: string } } }
        '401': {description: x, headers: {WWW-Authenticate: {required: true, schema: {type: string}}}, content: {application/json: {schema: {type: boolean}}}} | none
        '401': {description: x, headers: {WWW-Authenticate: {schema: {type: string}}}, content: {application/json: {schema: {type: boolean}}}} | required: true
        '405': {description: x, content: {application/json: {schema: {type: boolean}}}}             | headers: { Allow: { required: true, schema: { type: string } } }
        default: {description: x, content: {application/json: {schema: {type: boolean}}}}           | '200': …  # an entry for each status that there is, instead of default
        2XX: {description: x, content: {application/json: {schema: {type: boolean}}}}               | '200': …  # an entry for each status that there is, instead of 2XX
        '200': {description: x, content: {application/json: {schema: {type: object, required: [a], properties: {a: {type: boolean}, b: {type: boolean}, c: {type: boolean}}, additionalProperties: false}}}} | required: [a, b, c]
        '200': {description: x, content: {'*/*': {schema: {type: object, required: [a], properties: {a: {type: boolean}, b: {type: boolean}}, additionalProperties: false}}}} | required: [a, b]
        '200': {description: x, content: {application/json: {schema: {type: object, properties: {'@odata.type': {type: boolean}, on: {type: boolean}, a.b: {type: boolean}}, additionalProperties: false}}}} | required: ["@odata.type", "on", "a.b"]
        '200': {description: x, content: {application/json: {schema: {}}}}                          | type: …
        '200': {description: x, content: {application/json: {schema: {type: array, minItems: 1, items: {}}}}} | type: …
        """)
    void a_hole_names_the_line_that_closes_it(String responses, String lines) throws IOException {
        var strength = Strength.of(written(responses));

        String found = strength.holes().stream().map(Hole::line).collect(Collectors.joining("\n"));
        assertThat(found.isEmpty() ? "none" : found).isEqualTo(lines);
        assertThat(strength.mutants()).isPositive();
    }

    @Test
    void a_schema_that_is_used_twice_is_named_once() throws IOException {
        String tree =
                "{type: object, additionalProperties: false, properties: {a: {type: boolean}, b: {$ref: '#/components/schemas/T'}}}";
        var strength = Strength.of(written(
                "'200': {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/T'}}}}\n"
                        + "components: {schemas: {T: " + tree + "}}"));

        assertThat(strength.holes().stream().map(Hole::line)).containsExactly("required: [a, b]");
    }

    /** Swagger 2.0 has neither content nor required headers. */
    @Test
    void lines_for_swagger_two_are_lines_of_swagger_two() throws IOException {
        var file = Files.writeString(folder.resolve("two.yaml"), """
                swagger: '2.0'
                info: {title: things, version: '1'}
                paths:
                  /things:
                    get:
                      responses:
                        200: {description: x, headers: {X-Count: {type: integer}}}
                        401: {description: x, schema: {type: boolean}}
                """);
        var strength = Strength.of(contract(file.toString()));

        assertThat(strength.holes().stream().map(Hole::line))
                .containsExactly(
                        "required: true, once the document is converted to OpenAPI 3",
                        "schema: …",
                        "required: true, once the document is converted to OpenAPI 3");
    }

    @Test
    void the_line_closes_the_hole() throws IOException {
        String weak =
                "'200': {description: x, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}";
        String strong = weak.replace(
                "{a: {type: string}}", "{a: {type: string, minLength: 1}}, required: [a], additionalProperties: false");

        assertThat(Strength.of(written(weak)).holes()).hasSize(3);
        assertThat(Strength.of(written(strong)).holes()).isEmpty();
        assertThat(Strength.of(written(strong)).percent()).isEqualTo(100);
    }

    @Test
    void what_cannot_be_looked_at_is_counted() throws IOException {
        var strength = Strength.of(written("'200': {description: x, content: {text/plain: {schema: {type: string}},"
                + " application/json: {schema: {type: string, minLength: 5, maxLength: 3}}}}"));

        assertThat(strength.unread()).isEqualTo(2);
        assertThat(new StrengthTable(0).text(strength)).contains("\n2 bodies were skipped: ");
    }

    @Test
    void the_table_says_how_many_it_leaves_out() {
        var strength = Strength.of(contract(BUNDLED));

        assertThat(new StrengthTable(2).text(strength)).isEqualTo("""
                ../spec/openapi/dynamic-oauth-access-token.yaml refuses 31 of 46 incorrect answers: strength 67 %

                ../spec/openapi/dynamic-oauth-access-token.yaml:202 (/components/schemas/UserOauthAccessTokenResponse)
                  add       additionalProperties: false
                  to reject GET /oauthAccounts/{oauthAccountId}/accessToken → 200 application/json: a property that is not declared

                ../spec/openapi/dynamic-oauth-access-token.yaml:208 (/components/schemas/UserOauthAccessTokenResponse/properties/accessToken)
                  add       minLength: 1
                  to reject GET /oauthAccounts/{oauthAccountId}/accessToken → 200 application/json: /accessToken empty

                … and 13 more holes; --limit 0 lists all
                """);
    }

    private Contract written(String responses) throws IOException {
        var file = folder.resolve("openapi.yaml");
        Files.writeString(file, """
                openapi: 3.1.0
                info: {title: things, version: '1'}
                paths:
                  /things:
                    get:
                      responses:
                        %s
                """.formatted(responses));
        return contract(file.toString());
    }

    private static Contract contract(String file) {
        return ((ReadResult.Read) ContractReader.read(file, ReadOptions.defaults())).contract();
    }
}
