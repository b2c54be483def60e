package dev.counterpart.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.document.SourceMap;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.rule.Keyword;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonPointer;

/** The contract's own words: statuses, servers, places, rules. */
class ModelTest {

    @ParameterizedTest(name = "{0} → {1} covers {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # text  | key     | kind    | covers of 199 200 299 404 599 | a status of it
            200     | 200     | exact   | 200                           | 200
            404     | 404     | exact   | 404                           | 404
            2XX     | 2XX     | range   | 200 299                       | 200
            5xx     | 5XX     | range   | 599                           | 500
            default | default | default | 199 200 299 404 599           | 777
            Default | none    |         |                               |
            6XX     | none    |         |                               |
            2X0     | none    |         |                               |
            20      | none    |         |                               |
            2000    | none    |         |                               |
            099     | none    |         |                               |
            OK      | none    |         |                               |
            """)
    void a_status_key_covers(String text, String key, String kind, String covered, String status) {
        var parsed = StatusKey.parse(text);

        assertThat(parsed.map(StatusKey::toString).orElse("none")).isEqualTo(key);
        parsed.ifPresent(known -> {
            assertThat(List.of(known.isExact(), known.isRange(), known.isDefault()))
                    .isEqualTo(List.of(kind.equals("exact"), kind.equals("range"), kind.equals("default")));
            assertThat(List.of(199, 200, 299, 404, 599).stream()
                            .filter(known::covers)
                            .map(String::valueOf)
                            .collect(Collectors.joining(" ")))
                    .isEqualTo(covered);
            assertThat(known.status(777)).isEqualTo(Integer.parseInt(status));
        });
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # url                               | base path
            https://example.com                 | ""
            https://example.com/                | ""
            https://example.com/api/v1          | /api/v1
            https://example.com/api/v1//        | /api/v1
            https://example.com/api?x=/y        | /api
            https://example.com/api#x           | /api
            https://example.com?x               | ""
            //example.com/api                   | /api
            //example.com                       | ""
            /api//v1                            | /api//v1
            https://{host}/{version}/{other}    | /v2/{other}
            /api                                | /api
            api                                 | /api
            /                                   | ""
            ""                                  | ""
            """)
    void a_server_has_a_base_path(String url, String basePath) {
        var variables = Map.of(
                "host", new Server.Variable("example.com", List.of()), "version", new Server.Variable("v2", List.of()));

        assertThat(new Server(url, variables).basePath()).isEqualTo(basePath);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            GET /pets        | GET /pets
            GET   /pets      | GET /pets
            get /pets        | none
            GET pets         | none
            GET              | none
            """)
    void an_operation_is_named_by_method_and_path(String text, String key) {
        assertThat(OperationKey.parse(text).map(OperationKey::toString).orElse("none"))
                .isEqualTo(key);
    }

    @Test
    void an_operation_key_is_a_folder() {
        assertThat(OperationKey.parse("GET /pets/{id}").orElseThrow().folderName())
                .isEqualTo("GET ~pets~{id}");
    }

    @Test
    void an_operation_answers_exactly_before_by_range_before_by_default() {
        var contract = Contracts.ofPaths("""
                /a:
                  get:
                    operationId: a
                    responses: {default: {description: d}, 4XX: {description: r}, '404': {description: e}}
                    security: [{k: []}, {}]
                  put: {responses: {'200': {description: ok}}}
                """);
        var operation = contract.operation("a").orElseThrow();

        assertThat(List.of(404, 400, 500))
                .extracting(
                        status -> operation.responseFor(status).orElseThrow().description())
                .containsExactly("e", "r", "d");
        assertThat(contract.operation("PUT /a").orElseThrow().responseFor(404)).isEmpty();
        assertThat(operation.response(StatusKey.DEFAULT).orElseThrow().description())
                .isEqualTo("d");
        assertThat(operation.response(new StatusKey("200"))).isEmpty();
        assertThat(operation.name()).isEqualTo("a");
        assertThat(contract.operation("PUT /a").orElseThrow().name()).isEqualTo("PUT /a");
        assertThat(operation.needsCredentials()).isFalse();
        assertThat(contract.operation("b")).isEmpty();
    }

    private static final URI MAIN = URI.create("file:/contract/main.json");
    private static final URI OTHER = URI.create("file:/contract/other.json");
    private static final Documents DOCUMENTS = new Documents(
            new Document(
                    MAIN,
                    "main.json",
                    Json.read("{\"a\":{\"$ref\":\"#/b\"},\"b\":{\"$ref\":\"other.json#/c\"},\"d\":{\"$ref\":\"#/d\"},"
                            + "\"e\":[1,[2,3],4],\"f\":{\"$ref\":5},\"g\":{\"$ref\":\"#g\"}}"),
                    SourceMap.of(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, 16)),
            List.of(new Document(OTHER, "other.json", Json.read("{\"c\":{\"x\":1}}"), SourceMap.none())));

    @ParameterizedTest(name = "{0} stands for {1}")
    @CsvSource(textBlock = """
            /a,   file:/contract/other.json#/c
            /b,   file:/contract/other.json#/c
            /d,   nothing
            /e,   file:/contract/main.json#/e
            /e/9, nothing
            /f,   file:/contract/main.json#/f
            /g,   nothing
            """)
    void references_are_followed(String pointer, String place) {
        assertThat(DOCUMENTS
                        .resolved(new Place(MAIN, JsonPointer.compile(pointer)))
                        .map(Place::toString)
                        .orElse("nothing"))
                .isEqualTo(place);
    }

    @ParameterizedTest(name = "{0} leads to {1}")
    @CsvSource(delimiter = '|', textBlock = """
            #/a~1b%20c+       | file:/contract/main.json#/a~1b c+
            sub/o.json#/x     | file:/contract/sub/o.json#/x
            ../o.json         | file:/o.json#
            a b{}.json#/x     | file:/contract/a%20b%7B%7D.json#/x
            https://e.com/a   | https://e.com/a#
            #anchor           | nothing
            %zz#/a            | nothing
            """)
    void a_reference_leads_to(String reference, String place) {
        assertThat(Documents.target(Place.root(MAIN), reference)
                        .map(Place::toString)
                        .orElse("nothing"))
                .isEqualTo(place);
    }

    @ParameterizedTest(name = "{0} is at {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # pointer | location
            ""        | main.json:1
            /a        | main.json:2 (/a)
            /a/$ref   | main.json:3 (/a/$ref)
            /b        | main.json:4 (/b)
            /e        | main.json:8 (/e)
            /e/0      | main.json:9 (/e/0)
            /e/1      | main.json:10 (/e/1)
            /e/1/1    | main.json:12 (/e/1/1)
            /e/2      | main.json:13 (/e/2)
            /e/9      | main.json:8 (/e/9)
            /e/x      | main.json:8 (/e/x)
            /e/0/x    | main.json:9 (/e/0/x)
            /zz       | main.json:1 (/zz)
            """)
    void a_place_has_a_line(String pointer, String location) {
        assertThat(DOCUMENTS.location(new Place(MAIN, JsonPointer.compile(pointer))))
                .hasToString(location);
    }

    @Test
    void places_outside_have_no_line() {
        var unknown = new Place(URI.create("file:/x.json"), JsonPointer.compile("/a"));

        assertThat(DOCUMENTS.location(unknown)).hasToString("file:/x.json (/a)");
        assertThat(DOCUMENTS.location(Place.root(OTHER).member("c"))).hasToString("other.json (/c)");
        assertThat(DOCUMENTS.at(unknown).isMissingNode()).isTrue();
        assertThat(DOCUMENTS.document(OTHER)).isPresent();
        assertThat(DOCUMENTS.all()).extracting(Document::name).containsExactly("main.json", "other.json");
        assertThat(DOCUMENTS.elements(Place.root(MAIN).member("e")))
                .extracting(Place::toString)
                .containsExactly(MAIN + "#/e/0", MAIN + "#/e/1", MAIN + "#/e/2");
        assertThat(DOCUMENTS.elements(DOCUMENTS.root())).isEmpty();
        assertThat(DOCUMENTS.members(Place.root(OTHER)))
                .isEqualTo(Map.of("c", Place.root(OTHER).member("c")));
        assertThat(SourceMap.of(new int[] {7}, 1).line(0)).isEqualTo(7);
        assertThat(SourceMap.of(new int[] {7}, 1).line(1)).isZero();
    }

    @Test
    void every_rule_says_what_it_asks_with_an_example_and_a_fix() {
        var rules = new ArrayList<>(MessageRules.all());
        rules.addAll(DocumentRules.all());

        assertThat(rules).hasSizeGreaterThan(300);
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.id()).matches("(request|response|document)(\\.[a-zA-Z]+(-[a-z]+)*)+");
            assertThat(rule.meaning()).matches("[A-Z].*\\.");
            assertThat(rule.example()).isNotBlank();
            assertThat(rule.fix()).isNotBlank();
        });
        assertThat(new HashSet<>(rules.stream().map(Rule::id).toList())).hasSameSizeAs(rules);
    }

    @ParameterizedTest(name = "{0} of {1} breaks {2}")
    @CsvSource(textBlock = """
            REQUEST_BODY,    required,  request.body.schema.required
            REQUEST_PATH,    type,      request.path.schema.type
            RESPONSE_HEADER, maxLength, response.header.schema.maxLength
            RESPONSE_BODY,   x-mine,    response.body.schema.other
            """)
    void a_keyword_breaks_a_rule(Part part, String keyword, String rule) {
        assertThat(MessageRules.schema(part, keyword)).hasToString(rule);
    }

    @Test
    void a_part_without_such_a_rule_is_our_callers_mistake() {
        assertThatThrownBy(() -> MessageRules.of(Part.RESPONSE_STATUS, "required"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown rule response.status.required");
    }

    @Test
    void every_keyword_of_the_standard_names_its_section() {
        assertThat(Keyword.find("type").orElseThrow())
                .isEqualTo(new Keyword(
                        "type",
                        "JSON Schema 2020-12 Validation §6.1.1",
                        "has the declared type",
                        "\"5\" where integer is declared",
                        "send a value of the declared type, or declare this type"));
        assertThat(Keyword.all())
                .filteredOn(keyword -> keyword.section().isEmpty())
                .extracting(Keyword::name)
                .containsExactly("nullable", "false", "unusable", "other");
        assertThat(Keyword.all())
                .filteredOn(keyword -> !keyword.section().isEmpty())
                .allSatisfy(keyword ->
                        assertThat(keyword.section()).matches("JSON Schema 2020-12 (Core|Validation) §\\d+(\\.\\d+)*"));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            5       | integer 5
            5.0     | number 5.0
            null    | null
            "a"     | string "a"
            [1]     | array [1]
            {"a":1} | object {"a":1}
            true    | boolean true
            """)
    void a_value_is_described(String json, String described) {
        assertThat(Json.described(Json.read(json))).isEqualTo(described);
    }

    @Test
    void a_long_value_is_shortened_and_control_characters_are_shown() {
        assertThat(Violation.shortened("a\n\r\t\u0000\uFEFFb")).isEqualTo("a\\n\\r\\t\\u0000\\ufeffb");
        assertThat(Violation.shortened("x".repeat(120))).isEqualTo("x".repeat(120));
        assertThat(Violation.shortened("x".repeat(121))).isEqualTo("x".repeat(120) + "… (121 characters)");
    }
}
