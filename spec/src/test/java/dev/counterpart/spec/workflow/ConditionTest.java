package dev.counterpart.spec.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.RuntimeExpressions;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Conditions and values of workflows, on one exchange. */
class ConditionTest {

    static final WorkflowValues VALUES = new WorkflowValues(
            (ObjectNode) Json.read("""
                    {"inputs": {"name": "Rex", "max": 5, "a.b": {"c": 1}, "a": {"b": {"c": 2}}},
                     "steps": {"find": {"outputs": {"pet": {"id": 7, "tags": ["a", "b"]}, "none": null}}},
                     "workflows": {"login": {"inputs": {"user": "u"}, "outputs": {"token": "t-1"}}},
                     "outputs": {"first": [10, 20]},
                     "sourceDescriptions": {"pets": {"url": "./pets.yaml", "type": "openapi"}},
                     "components": {"parameters": {"page": 3}},
                     "self": "https://example.com/flows.yaml"}"""),
            Optional.of(new RuntimeExpressions(
                    new Request(
                            "POST",
                            "/pets/7",
                            "limit=2",
                            Headers.of("Host", "other", "Content-Type", "application/json"),
                            "{\"name\": \"Rex\"}".getBytes(StandardCharsets.UTF_8)),
                    Map.of("id", "7"),
                    Response.of(
                                    201,
                                    "application/json",
                                    "{\"id\": 7, \"ok\": true, \"off\": false, \"price\": 12.50, \"count\": \"10\", \"nothing\": null,"
                                            + " \"empty\": \"\", \"text\": \"It's Ready\", \"list\": [{\"id\": 1}, {\"id\": 2}], \"a b\": 3}")
                            .with("Location", "/pets/7"))),
            "http://localhost/pets/7?limit=2");

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # expression                          | value
            $url                                  | "http://localhost/pets/7?limit=2"
            $method                               | "POST"
            $statusCode                           | 201
            $self                                 | "https://example.com/flows.yaml"
            $request.path.id                      | "7"
            $request.query.limit                  | "2"
            $request.header.content-type          | "application/json"
            $request.body#/name                   | "Rex"
            $request.body.name                    | "Rex"
            $response.header.location             | "/pets/7"
            $response.headers.Location            | none
            $response.body#/list/1/id             | 2
            $response.body.list[1].id             | 2
            $response.body.list[2].id             | none
            $response.body['a b']                 | 3
            $response.body.price                  | 12.50
            $response.body.nothing                | null
            $response.body#/missing               | none
            $inputs.name                          | "Rex"
            $inputs.a.b.c                         | 1
            $inputs.other                         | none
            $steps.find.outputs.pet               | {"id":7,"tags":["a","b"]}
            $steps.find.outputs.pet#/tags/1       | "b"
            $steps.find.outputs.pet.tags[0]       | "a"
            $steps.find.outputs.none              | null
            $steps.other.outputs.pet              | none
            $workflows.login.outputs.token        | "t-1"
            $workflows.login.inputs.user          | "u"
            $outputs.first[0]                     | 10
            $sourceDescriptions.pets.url          | "./pets.yaml"
            $components.parameters.page           | 3
            $unknown.thing                        | none
            """)
    void an_expression_has_the_value(String expression, String value) {
        assertThat(VALUES.value(expression).map(Json::text).orElse("none")).isEqualTo(value);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # as it is written                                        | value
            $inputs.max                                               | 5
            "a {$inputs.name} and {$inputs.max}"                      | "a Rex and 5"
            "{$steps.find.outputs.pet}"                               | "{\\"id\\":7,\\"tags\\":[\\"a\\",\\"b\\"]}"
            "{$inputs.other}"                                         | none
            "$5 a month"                                              | "$5 a month"
            "{name}"                                                  | "{name}"
            {"id": "$response.body#/id", "x": "$inputs.other"}        | {"id":7}
            ["$inputs.max", "$inputs.other"]                          | [5,null]
            12                                                        | 12
            {"context": "$response.body", "selector": "$.list[*].id", "type": "jsonpath"} | [1,2]
            {"context": "$response.body", "selector": "$.list[0].id", "type": "jsonpath"} | 1
            {"context": "$response.body", "selector": "/list/1", "type": "jsonpointer"}   | {"id":2}
            {"context": "$response.body", "selector": "$.other", "type": {"type": "jsonpath", "version": "rfc9535"}} | none
            """)
    void a_written_value_becomes(String written, String value) {
        var node = written.startsWith("$") ? Json.of(written) : Json.read(written);
        assertThat(VALUES.evaluated(node).map(Json::text).orElse("none")).isEqualTo(value);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            $statusCode == 201                                   ; true
            $statusCode==201                                     ; true
            $statusCode != 200                                   ; true
            $statusCode == 200                                   ; false
            $statusCode == '201'                                 ; true
            $statusCode >= 200 && $statusCode < 300              ; true
            $statusCode >= 200 && $statusCode < 201              ; false
            $statusCode <= 201                                   ; true
            $statusCode > 201                                    ; false
            $statusCode == 200 || $statusCode == 201             ; true
            $statusCode == 200 || $statusCode == 204             ; false
            $statusCode == 201 || $statusCode == 200 && false    ; true
            ($statusCode == 201 || true) && false                ; false
            !($statusCode == 200)                                ; true
            !$response.body.ok                                   ; false
            !!$response.body.ok                                  ; true
            $response.body.ok                                    ; true
            $response.body.ok == true                            ; true
            $response.body.ok == 'TRUE'                          ; true
            $response.body.off                                   ; false
            $response.body.off == false                          ; true
            $response.body.nothing                               ; false
            $response.body.nothing == null                       ; true
            $response.body.missing == null                       ; true
            $response.body.id != null                            ; true
            $response.body.nothing < 1                           ; false
            $response.body.nothing >= 0                          ; false
            $response.body.empty                                 ; false
            $response.body.empty == ''                           ; true
            $response.body.text == 'it''s ready'                 ; true
            $response.body.text == 'other'                       ; false
            $response.body.text > 'a'                            ; true
            $response.body.count > 9                             ; true
            $response.body.count > '9'                           ; true
            $response.body.price == 12.5                         ; true
            $response.body.price == 1.25e1                       ; true
            $response.body.price > -1                            ; true
            $response.body.list[0].id == 1                       ; true
            $response.body.list                                  ; true
            $response.body.list > 0                              ; false
            $response.body.list[1].id == $steps.find.outputs.pet.id ; false
            $response.body['a b'] == 3                           ; true
            $inputs.name == 'REX'                                ; true
            {$inputs.name} == 'rex'                              ; true
            {$statusCode == 201}                                 ; true
            $request.body.name == $inputs.name                   ; true
            true                                                 ; true
            0                                                    ; false
            'text'                                               ; true
            $statusCode == 200 201                               ; malformed: "201" is not expected there
            $statusCode ==                                       ; malformed: it ends where a value is expected
            ($statusCode == 200                                  ; malformed: a parenthesis is not closed
            $statusCode = 200                                    ; malformed: "= 200" cannot be read
            $statusCode == OK                                    ; malformed: "OK" is neither a literal nor a runtime expression (strings need single quotation marks)
            $statusCode == "OK"                                  ; malformed: ""OK"" is neither a literal nor a runtime expression (strings need single quotation marks)
            $status == 200                                       ; malformed: "$status" is not a runtime expression
            $statusCode == 'open                                 ; malformed: "'open" cannot be read
            """)
    void a_condition_is(String condition, String expected) {
        String actual;
        try {
            actual = Boolean.toString(Condition.parse(condition).holds(VALUES::value));
        } catch (Condition.Malformed malformed) {
            actual = "malformed: " + malformed.getMessage();
        }
        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1} {2} → {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # kind   | context                 | condition                            | why it does not hold
            SIMPLE   |                         | $statusCode == 201                   | holds
            SIMPLE   |                         | $statusCode == 200 && $inputs.no     | $statusCode is 201, $inputs.no is missing
            SIMPLE   |                         | false                                | a condition without an expression
            REGEX    | $statusCode             | ^2\\d{2}$                            | holds
            REGEX    | $statusCode             | ^20$                                 | $statusCode is 201
            REGEX    | $response.body.text     | Ready                                | holds
            REGEX    | $response.body.text     | ^{$inputs.name}$                     | $response.body.text is "It's Ready"
            REGEX    | $response.body.missing  | .*                                   | $response.body.missing has no value
            REGEX    | $response.body.nothing  | .*                                   | $response.body.nothing has no value
            REGEX    | $response.body.text     | {$inputs.no}                         | an expression in braces has no value
            JSONPATH | $response.body          | $.list[?(@.id == 2)]                 | holds
            JSONPATH | $response.body          | $.list[?@.id == {$inputs.max}]       | $response.body is {"id":7,"ok":true,"off":false,"price":12.50,"count":"10","nothing":null,"empty":"","text":"It's Ready","list":[{"id":1},… (138 characters)
            JSONPATH | $steps.find.outputs.pet | $.tags[*]                            | holds
            JSONPATH | $steps.find.outputs.pet | $.other                              | $steps.find.outputs.pet is {"id":7,"tags":["a","b"]}
            JSONPATH | $response.body          | $[?count(@[*]) == 2]                 | holds
            JSONPATH | $steps.find.outputs     | $[?count(@.tags) > 0]                | holds
            JSONPATH | $steps.find.outputs     | $[?count(@.toys) > 0]                | $steps.find.outputs is {"pet":{"id":7,"tags":["a","b"]},"none":null}
            JSONPATH | $steps.find.outputs     | $[?length(@.tags) == 2]              | holds
            JSONPATH | $steps.find.outputs.pet | $.tags[?length(@) == 1]              | holds
            JSONPATH | $steps.find.outputs.pet | $.tags[?match(@, '[b-z]')]           | holds
            JSONPATH | $response.body          | $[?search(@, 'Read')]                | holds
            JSONPATH | $response.body          | $.list[?value(@.id) == 2]            | holds
            XPATH    | $response.body.text     | /a                                   | $response.body.text is "It's Ready"
            """)
    void a_criterion_does_not_hold_because(Criterion.Kind kind, String context, String condition, String reason) {
        var criterion = new Criterion(kind, context == null ? "" : context, condition, WorkflowReaderTest.NOWHERE);
        assertThat(criterion.failure(VALUES).orElse("holds")).isEqualTo(reason);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            count(/pets/pet) > 1          | true
            count(/pets/pet) > 2          | false
            /pets/pet[@id = '2']          | true
            /pets/cat                     | false
            string(/pets/pet[1])          | true
            """)
    void an_xpath_holds_on_xml(String expression, boolean holds) {
        String xml = "<pets><pet id='1'>Rex</pet><pet id='2'>Tom</pet></pets>";

        assertThat(XPaths.holds(expression, xml)).contains(holds);
        assertThat(XPaths.holds(expression, "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>"))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # prefixes are those of the text; a name without prefix also means the default namespace
            /s:Envelope/s:Body/id               | true
            //id[@n = '1']                      | true
            //*[local-name() = 'Body']          | true
            /Envelope                           | false
            //t:id                              | false
            not(//id)                           | false
            not(//s:Fault)                      | true
            //x:other                           | true
            //@x:lang                           | true
            """)
    void an_xpath_holds_on_xml_with_namespaces(String expression, boolean holds) {
        String soap = "<s:Envelope xmlns:s='urn:s' xmlns='urn:d'><s:Body><id n='1'>7</id>"
                + "<x:other xmlns:x='urn:x' x:lang='en'/></s:Body></s:Envelope>";

        assertThat(XPaths.holds(expression, soap)).contains(holds);
    }

    @ParameterizedTest(name = "{0} in {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # an XPath    | text  | the XML                                                  | the XML after it
            /pet/name     | Rex   | <pet><name/></pet>                                       | <pet><name>Rex</name></pet>
            /pet/@id      | 7     | <pet id="1"><name>Tom</name></pet>                       | <pet id="7"><name>Tom</name></pet>
            //name/text() | Rex   | <pet><name>Tom</name></pet>                              | <pet><name>Rex</name></pet>
            //name        | a<&b  | <pets><name/><name>x</name></pets>                       | <pets><name>a&lt;&amp;b</name><name>a&lt;&amp;b</name></pets>
            //s:Body/id   | 8     | <s:E xmlns:s="urn:s" xmlns="urn:d"><s:Body><id>7</id></s:Body></s:E> | <s:E xmlns:s="urn:s" xmlns="urn:d"><s:Body><id>8</id></s:Body></s:E>
            /pet          | ü     | <?xml version="1.0" encoding="UTF-8"?><pet/>             | <?xml version="1.0" encoding="UTF-8"?><pet>ü</pet>
            //none        | 1     | <pet/>                                                   | -
            count(//pet)  | 1     | <pet/>                                                   | -
            /pet          | 1     | {"pet": 1}                                               | -
            """)
    void text_is_replaced_in_xml(String expression, String text, String xml, String after) {
        assertThat(XPaths.replaced(expression, xml, text).orElse("-")).isEqualTo(after);
    }
}
