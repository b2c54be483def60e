package dev.counterpart.mock.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.fixtures.When;
import dev.counterpart.mock.PlainClient;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.record.FixtureWriter;
import dev.counterpart.mock.record.NotWritten;
import dev.counterpart.mock.record.SampleRequest;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stubs of WireMock become fixtures that answer the same requests in the same way; a stock WireMock is the witness. */
class WireMockImportTest {

    private static final Contract CONTRACT = ((ReadResult.Read)
                    ContractReader.read("""
                    openapi: 3.1.0
                    info: {title: pets, version: '1'}
                    servers: [{url: /api/v1}]
                    paths:
                      /pets:
                        get:
                          operationId: listPets
                          responses:
                            '200': {description: '', content: {application/json: {}}}
                            '404': {description: '', content: {application/json: {}}}
                        post:
                          operationId: addPet
                          requestBody: {content: {application/json: {}}}
                          responses: {'201': {description: '', content: {application/json: {}}}, '400': {description: ''}}
                      /pets/{id}:
                        parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                        get:
                          operationId: getPet
                          responses:
                            '200':
                              description: ''
                              content:
                                application/json:
                                  schema: {type: object, properties: {id: {type: [integer, string]}, name: {type: string}}}
                            '404': {description: ''}
                        delete: {operationId: deletePet, responses: {'204': {description: ''}}}
                      /photos/{id}:
                        parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                        get: {operationId: getPhoto, responses: {'200': {description: '', content: {image/png: {}}}}}
                    """.getBytes(StandardCharsets.UTF_8), "pets.yaml", ReadOptions.defaults()))
            .contract();

    private static final WireMockServer WITNESS =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().gzipDisabled(true));

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        WITNESS.start();
    }

    @AfterAll
    static void stop() {
        WITNESS.stop();
    }

    /** The answer of a stock WireMock that has this stub only; URLs of stubs that have a base path are asked for with it. */
    private static Response ofWireMock(String stub, String request) throws IOException {
        WITNESS.resetMappings();
        WITNESS.addStubMapping(StubMapping.buildFrom(stub));
        return PlainClient.send(URI.create(WITNESS.baseUrl()), request(request));
    }

    private WireMockImport.Result read(String stub) throws IOException {
        Files.createDirectories(folder.resolve("mappings"));
        Files.writeString(folder.resolve("mappings/stub.json"), stub);
        return WireMockImport.read(folder, CONTRACT);
    }

    private Fixtures written(WireMockImport.Result result) throws IOException {
        var written = FixtureWriter.write(folder.resolve("fixtures"), CONTRACT, result.drafts(), result.scenarios());
        assertThat(written.invalid()).isEmpty();
        return FixtureReader.read(folder.resolve("fixtures"), CONTRACT).fixtures();
    }

    private static Response answer(Fixtures fixtures, String request) {
        return new MockEngine(CONTRACT, fixtures, MockOptions.defaults())
                .answer(request(request).with("Host", "a.test"))
                .response();
    }

    /** {@code GET /pets?a=b Name: value {"body": 1}}. */
    private static Request request(String text) {
        var parts = text.split(" ", 3);
        int mark = parts[1].indexOf('?');
        String rest = parts.length < 3 ? "" : parts[2];
        int body = rest.indexOf('{') < 0 ? rest.length() : rest.indexOf('{');
        var request = new Request(
                parts[0],
                mark < 0 ? parts[1] : parts[1].substring(0, mark),
                mark < 0 ? "" : parts[1].substring(mark + 1),
                dev.counterpart.spec.http.Headers.none(),
                rest.substring(body).getBytes(StandardCharsets.UTF_8));
        int colon = rest.substring(0, body).indexOf(':');
        if (colon >= 0) {
            request = request.with(
                    rest.substring(0, colon).strip(),
                    rest.substring(colon + 1, body).strip());
        }
        return body < rest.length() ? request.with("Content-Type", "application/json") : request;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # what                         | request of the stub                                                                     | a request that it answers                   | one that it does not
            url                            | `"method":"GET","url":"/pets/7"`                                                        | GET /pets/7                                 | GET /pets/8
            url with a query               | `"method":"GET","url":"/pets?tag=a&b=c%20d"`                                            | GET /pets?tag=a&b=c%20d                     | GET /pets?tag=a
            urlPath                        | `"method":"GET","urlPath":"/pets/a%20b"`                                                | GET /pets/a%20b?x=1                         | GET /pets/a
            urlPath below the base path    | `"method":"GET","urlPath":"/api/v1/pets/7"`                                             | GET /api/v1/pets/7                          | GET /api/v1/pets/8
            urlPathTemplate                | `"method":"GET","urlPathTemplate":"/pets/{pet}","pathParameters":{"pet":{"equalTo":"7"}}` | GET /pets/7                               | GET /pets/8
            urlPathTemplate, any value     | `"method":"GET","urlPathTemplate":"/api/v1/pets/{pet}"`                                 | GET /api/v1/pets/anything                   | GET /pets
            urlPathPattern                 | `"method":"GET","urlPathPattern":"/pets/[0-9]+"`                                        | GET /pets/77                                | GET /pets/a
            urlPathPattern, any value      | `"method":"GET","urlPathPattern":"^/api/v1/pets/([^/]+)$"`                              | GET /api/v1/pets/a-b                        | GET /pets
            urlPathPattern with literals   | `"method":"GET","urlPathPattern":"/p\\\\.?ets/7"`                                       | GET /pets/7                                 | GET /pets/77
            urlPattern with a query        | `"method":"GET","urlPattern":"/pets/7\\\\?.*"`                                          | GET /pets/7?a=b                             | GET /pets/8?a=b
            queryParameters                | `"method":"GET","urlPath":"/pets","queryParameters":{"tag":{"equalTo":"a"}}`            | GET /pets?tag=a                             | GET /pets?tag=b
            a pattern                      | `"method":"GET","urlPath":"/pets","queryParameters":{"tag":{"matches":"a+"}}`           | GET /pets?tag=aa                            | GET /pets?tag=aab
            no match                       | `"method":"GET","urlPath":"/pets","queryParameters":{"tag":{"doesNotMatch":"a+"}}`      | GET /pets?tag=b                             | GET /pets?tag=aa
            a part                         | `"method":"GET","urlPath":"/pets","queryParameters":{"tag":{"contains":"a.b"}}`         | GET /pets?tag=xa.by                         | GET /pets?tag=axb
            not a part                     | `"method":"GET","urlPath":"/pets","queryParameters":{"tag":{"doesNotContain":"a"}}`     | GET /pets?tag=x                             | GET /pets?tag=xay
            in any case                    | `"method":"GET","urlPath":"/pets","queryParameters":{"tag":{"equalTo":"a","caseInsensitive":true}}` | GET /pets?tag=A                 | GET /pets?tag=b
            absent                         | `"method":"GET","urlPath":"/pets","queryParameters":{"tag":{"absent":true}}`            | GET /pets                                   | GET /pets?tag=b
            one of several                 | `"method":"GET","urlPath":"/pets","queryParameters":{"tag":{"or":[{"equalTo":"a"},{"equalTo":"b"}]}}` | GET /pets?tag=b               | GET /pets?tag=c
            headers                        | `"method":"GET","urlPath":"/pets","headers":{"X-A":{"equalTo":"b"}}`                    | GET /pets x-a: b                            | GET /pets x-a: c
            cookies                        | `"method":"GET","urlPath":"/pets","cookies":{"s":{"equalTo":"b"}}`                      | GET /pets Cookie: a=1; s=b                  | GET /pets Cookie: a=1; s=c
            basic credentials              | `"method":"GET","urlPath":"/pets","basicAuthCredentials":{"username":"u","password":"p"}` | GET /pets Authorization: Basic dTpw      | GET /pets Authorization: Basic eDpw
            equalToJson                    | `"method":"POST","urlPath":"/pets","bodyPatterns":[{"equalToJson":"{\\"name\\":\\"Rex\\",\\"a\\":[1]}"}]` | `POST /pets {"a":[1],"name":"Rex"}` | `POST /pets {"a":[2],"name":"Rex"}`
            equalToJson, an object         | `"method":"POST","urlPath":"/pets","bodyPatterns":[{"equalToJson":{"a":{"b":true}},"ignoreExtraElements":true}]` | `POST /pets {"a":{"b":true},"c":1}` | `POST /pets {"a":{"b":false}}`
            a placeholder                  | `"method":"POST","urlPath":"/pets","bodyPatterns":[{"equalToJson":{"a":"${json-unit.any-string}"}}]` | `POST /pets {"a":"x"}`         | `POST /pets {"b":"x"}`
            equalTo with JSON              | `"method":"POST","urlPath":"/pets","bodyPatterns":[{"equalTo":"{\\"a\\":1}"}]`          | `POST /pets {"a":1}`                        | `POST /pets {"a":2}`
            matchesJsonPath                | `"method":"POST","urlPath":"/pets","bodyPatterns":[{"matchesJsonPath":"$.a.b[0]"}]`     | `POST /pets {"a":{"b":[1]}}`                | `POST /pets {"a":{"b":[]}}`
            matchesJsonPath with a matcher | `"method":"POST","urlPath":"/pets","bodyPatterns":[{"matchesJsonPath":{"expression":"$['a'].b","contains":"x"}}]` | `POST /pets {"a":{"b":"axb"}}` | `POST /pets {"a":{"b":"a"}}`
            matchesJsonPath with a filter  | `"method":"POST","urlPath":"/pets","bodyPatterns":[{"matchesJsonPath":"$[?(@.name == 'Rex')]"}]` | `POST /pets {"name":"Rex"}`        | `POST /pets {"name":"Tom"}`
            a filter of Spring Cloud Contract | `"method":"POST","urlPath":"/pets","bodyPatterns":[{"matchesJsonPath":"$[?(@.['name'] =~ /R[a-z]+/)]"}]` | `POST /pets {"name":"Rex"}` | `POST /pets {"name":"R"}`
            a text in the body             | `"method":"POST","urlPath":"/pets","bodyPatterns":[{"contains":"urgent"}]`              | `POST /pets {"a":"very urgent"}`            | `POST /pets {"a":"later"}`
            no such text in the body       | `"method":"POST","urlPath":"/pets","bodyPatterns":[{"doesNotContain":"urgent"}]`        | `POST /pets {"a":"later"}`                  | `POST /pets {"a":"urgent"}`
            two texts in the body          | `"method":"POST","urlPath":"/pets","bodyPatterns":[{"contains":"a"},{"contains":"b"}]`  | `POST /pets {"a":"b"}`                      | `POST /pets {"a":"c"}`
            a pattern of the body          | `"method":"POST","urlPath":"/pets","bodyPatterns":[{"matches":"[{].*Rex.*[}]"}]`        | `POST /pets {"a":"Rex"}`                    | `POST /pets {"a":"Tom"}`
            not a pattern of the body      | `"method":"POST","urlPath":"/pets","bodyPatterns":[{"doesNotMatch":".*Rex.*"}]`         | `POST /pets {"a":"Tom"}`                    | `POST /pets {"a":"Rex"}`
            the text of the body           | `"method":"POST","urlPath":"/pets","bodyPatterns":[{"equalTo":"{\\"A\\":1}","caseInsensitive":true}]` | `POST /pets {"a":1}`        | `POST /pets {"a":2}`
            the bytes of the body          | `"method":"POST","urlPath":"/pets","bodyPatterns":[{"binaryEqualTo":"eyJhIjoxfQ=="}]`   | `POST /pets {"a":1}`                        | `POST /pets {"a": 1}`
            no body                        | `"method":"POST","urlPath":"/pets","bodyPatterns":[{"absent":true}]`                    | `POST /pets`                                | `POST /pets {"a":1}`
            not                            | `"method":"GET","urlPath":"/pets","queryParameters":{"tag":{"not":{"equalTo":"a"}}}`    | GET /pets?tag=ab                            | GET /pets?tag=a
            and                            | `"method":"GET","urlPath":"/pets","queryParameters":{"tag":{"and":[{"contains":"a"},{"contains":"b"}]}}` | GET /pets?tag=xbya         | GET /pets?tag=xa
            one of several patterns        | `"method":"GET","urlPath":"/pets","queryParameters":{"tag":{"or":[{"equalTo":"a"},{"contains":"bc"}]}}` | GET /pets?tag=xbc           | GET /pets?tag=ab
            two matchers of one place      | `"method":"POST","urlPath":"/pets","bodyPatterns":[{"matchesJsonPath":{"expression":"$.a","contains":"x"}},{"matchesJsonPath":{"expression":"$.a","contains":"y"}}]` | `POST /pets {"a":"xy"}` | `POST /pets {"a":"x"}`
            a query in a pattern           | `"method":"GET","urlPattern":"/pets\\\\?tag=a&size=[0-9]+"`                               | GET /pets?tag=a&size=12                     | GET /pets?size=12
            a query in a pattern, its value | `"method":"GET","urlPattern":"^/pets\\\\?tag=(a|b)$"`                                     | GET /pets?tag=b                             | GET /pets?tag=c
            any value in a pattern         | `"method":"GET","urlPattern":"/pets\\\\?tag=.*"`                                         | GET /pets?tag=b                             | GET /pets
            other parameters in a pattern  | `"method":"GET","urlPattern":"/pets\\\\?.*tag=a&size=([0-9]*).*"`                         | GET /pets?x=1&tag=a&size=5                  | GET /pets?x=1&tag=b&size=5
            any query in a pattern         | `"method":"GET","urlPattern":"/pets(\\\\?.*)?"`                                          | GET /pets?tag=b                             | POST /pets
            a filter on existence          | `"method":"POST","urlPath":"/pets","bodyPatterns":[{"matchesJsonPath":"$[?(@.a.b)]"}]`  | `POST /pets {"a":{"b":1}}`                  | `POST /pets {"a":1}`
            a pattern and a query          | `"method":"POST","urlPattern":"/pets.*","queryParameters":{"tag":{"matches":"[0-9]+"}}` | POST /pets?tag=12                           | POST /pets?tag=a
            several placeholders           | `"method":"POST","urlPath":"/pets","bodyPatterns":[{"equalToJson":"{\\"a\\":\\"${json-unit.any-number}\\",\\"b\\":\\"${json-unit.ignore}\\"}","ignoreExtraElements":true}]` | `POST /pets {"a":2,"b":"x","c":1}` | `POST /pets {"b":"x"}`
            a member that is null          | `"method":"POST","urlPath":"/pets","bodyPatterns":[{"matchesJsonPath":{"expression":"$.a","absent":true}}]` | `POST /pets {"b":1}`              | `POST /pets {"a":1}`
            a header that contains         | `"method":"GET","urlPath":"/pets","headers":{"Authorization":{"contains":"Bearer "}}`    | GET /pets Authorization: Bearer x           | GET /pets Authorization: Basic x
            """)
    void a_fixture_answers_the_requests_of_the_stub(String what, String request, String answered, String other)
            throws IOException {
        int status = request.contains("POST") ? 201 : 200;
        String get = answered.startsWith("GET /pets/") || answered.contains("v1/pets/")
                ? "{\\\"name\\\":\\\"stub\\\"}"
                : "\\\"stub\\\"";
        var stub = "{\"request\":{" + request + "},\"response\":{\"status\":" + status + ",\"body\":\"" + get
                + "\",\"headers\":{\"Content-Type\":\"application/json\"}}}";
        var result = read(stub);

        assertThat(result.left()).isEmpty();
        var fixtures = written(result);
        assertThat(answer(fixtures, answered).text()).contains("stub");
        assertThat(answer(fixtures, other).text()).doesNotContain("stub");
        assertThat(ofWireMock(stub, answered).status()).as("WireMock").isEqualTo(status);
        assertThat(ofWireMock(stub, other).status()).as("WireMock").isEqualTo(404);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # what                  | response of the stub                                                                          | the fixture
            body                    | `"status":200,"body":"{\\"name\\":\\"Rex\\"}"`                                               | response: body: { name: Rex }
            jsonBody                | `"jsonBody":{"name":"Rex"},"headers":{"X-A":["b","c"]}`                                       | response: headers: { X-A: [b, c] } body: { name: Rex }
            status only             | `"status":404`                                                                                | when: header: Host: { absent: false } response: {}
            a delay                 | `"status":404,"fixedDelayMilliseconds":300`                                                   | when: header: Host: { absent: false } response: {} delay: "300ms"
            a fixed distribution    | `"status":404,"delayDistribution":{"type":"fixed","milliseconds":20}`                    | when: header: Host: { absent: false } response: {} delay: "20ms"
            a range                 | `"status":404,"delayDistribution":{"type":"uniform","lower":1,"upper":20}`                    | when: header: Host: { absent: false } response: {} delay: min: "1ms" max: "20ms"
            a fault                 | `"fault":"CONNECTION_RESET_BY_PEER"`                                                          | fault: reset
            a template              | `"body":"{\\"name\\":\\"{{request.path.[1]}} {{jsonPath request.body '$.a[0].b'}}\\"}","transformers":["response-template"]` | response: body: { name: "{{path.id}} {{body.a.0.b}}" } template: true
            a template not switched on | `"body":"{\\"name\\":\\"{{now}}\\"}"`                                                      | response: body: { name: "{{now}}" }
            query, header, uuid     | `"jsonBody":{"name":"{{request.query.q}}{{request.headers.X-A}}{{randomValue type='UUID'}}"},"transformers":["response-template"]` | response: body: { name: "{{query.q}}{{header.[X-A]}}{{uuid}}" } template: true
            """)
    void a_response_is_written_as_a_fixture(String what, String response, String expected) throws IOException {
        var result = read(
                "{\"request\":{\"method\":\"GET\",\"urlPathPattern\":\"/pets/.*\"},\"response\":{" + response + "}}");

        assertThat(result.left()).isEmpty();
        var fixture = written(result).all().get(0);
        assertThat(Files.readString(Path.of(fixture.file().file()))
                        .replaceAll("\\s+", " ")
                        .strip())
                .isEqualTo("# From mappings/stub.json " + expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # what                    | response of the stub                                                                        | request
            body                      | `"status":200,"body":"{\\"name\\":\\"Rex\\"}"`                                              | GET /pets/7
            body without a type       | `"status":404,"body":"gone"`                                                                | GET /pets/7
            jsonBody                  | `"jsonBody":{"name":"Rex","n":[1,2.50,null]},"headers":{"X-A":["b","c"]}`                   | GET /pets/7
            base64Body                | `"base64Body":"eyJuYW1lIjoiUmV4In0=","headers":{"Content-Type":"application/json"}`         | GET /pets/7
            no body                   | `"status":404`                                                                              | GET /pets/7
            a header twice            | `"status":404,"headers":{"Set-Cookie":["a=b","c=d"]}`                                       | GET /pets/7
            a template switched off   | `"body":"{\\"name\\":\\"{{now}}\\"}","headers":{"Content-Type":"application/json"}`           | GET /pets/7
            the path in a template    | `"jsonBody":{"name":"{{request.path.[1]}} {{request.pathSegments.[1]}}"},"transformers":["response-template"]` | GET /pets/rex
            the query in a template   | `"jsonBody":{"name":"{{request.query.q}}-{{request.query.none}}"},"transformers":["response-template"]` | GET /pets/7?q=a+b
            a header in a template    | `"jsonBody":{"name":"{{request.headers.X-A}}"},"transformers":["response-template"]`        | GET /pets/7 X-A: b
            the body in a template    | `"jsonBody":{"name":"{{jsonPath request.body '$.a[0].b'}}"},"transformers":["response-template"]` | `POST /pets {"a":[{"b":"c"}]}`
            the method in a template  | `"jsonBody":{"name":"{{request.method}}"},"transformers":["response-template"]`             | GET /pets/7
            """)
    void a_stock_wiremock_gives_the_answer_of_the_fixture(String what, String response, String request)
            throws IOException {
        String method = request.substring(0, request.indexOf(' '));
        var stub = "{\"request\":{\"method\":\"" + method + "\",\"urlPathPattern\":\""
                + (method.equals("POST") ? "/pets" : "/pets/.*") + "\"},\"response\":{"
                + (method.equals("POST") ? "\"status\":201," : "") + response + "}}";
        var result = read(stub);
        assertThat(result.left()).isEmpty();

        var ours = answer(written(result), request);
        var theirs = ofWireMock(stub, request);

        assertThat(ours.status()).isEqualTo(theirs.status());
        assertThat(ours.headers().all("Set-Cookie")).isEqualTo(theirs.headers().all("Set-Cookie"));
        assertThat(ours.headers().all("X-A")).isEqualTo(theirs.headers().all("X-A"));
        assertThat(ours.text()).isEqualTo(theirs.text());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # stub                                                                                                            | reason
            `{"request":{"method":"GET","url":"/nowhere"},"response":{}}`                                                     | no operation of the contract has its method and URL
            `{"request":{"method":"GET","url":"/pets"},"response":{"status":418}}`                                            | the contract does not document status 418 of GET /pets
            `{"request":{"method":"GET","url":"/pets"},"response":{"proxyBaseUrl":"http://a.test"}}`                          | it forwards to http://a.test; use counterpart proxy
            `{"request":{"method":"GET","url":"/pets","queryParameters":{"a":{"before":"now"}}},"response":{}}`               | the matcher before of query.a
            `{"request":{"method":"POST","url":"/pets","bodyPatterns":[{"equalToXml":"<a/>"}]},"response":{}}`                | the matcher equalToXml of the body
            `{"request":{"method":"POST","url":"/pets","bodyPatterns":[{"matchesJsonPath":"$..a"}]},"response":{}}`           | the JSONPath $..a
            `{"request":{"method":"POST","url":"/pets","multipartPatterns":[]},"response":{}}`                                | the matcher multipartPatterns
            `{"request":{"method":"GET","urlPattern":"/pets\\\\?(tag|size)=a"},"response":{}}`                                 | `the query in the urlPattern /pets\\?(tag|size)=a`
            `{"request":{"method":"GET","urlPattern":"/pets\\\\?tag=a|/pets"},"response":{}}`                                  | `the query in the urlPattern /pets\\?tag=a|/pets`
            `{"request":{"method":"GET","url":"/pets","host":{"equalTo":"a.test"}},"response":{}}`                            | the matcher host
            `{"request":{"method":"GET","url":"/pets","clientIp":{"equalTo":"1.2.3.4"}},"response":{}}`                       | the matcher clientIp
            `{"request":{"method":"GET","url":"/pets","customMatcher":{"name":"mine"}},"response":{}}`                        | the custom matcher mine
            `{"request":{"method":"GET","url":"/pets"},"response":{"bodyFileName":"none.json"}}`                              | its body none.json is not a file below __files
            `{"request":{"method":"GET","url":"/pets"},"response":{"bodyFileName":"../mappings/stub.json"}}`                  | its body ../mappings/stub.json is not a file below __files
            `{"request":{"method":"GET","url":"/pets"},"response":{"body":"{{randomInt}}","transformers":["response-template"]}}` | the expression {{randomInt}}
            `{"request":{"method":"GET","url":"/pets"},"response":{"transformers":["mine"]}}`                                 | the transformer mine
            `{"request":{"method":"POST","url":"/pets","bodyPatterns":[{"binaryEqualTo":"iVBORw=="}]},"response":{}}`         | the matcher binaryEqualTo of a body that is not text
            `{"request":{"method":"GET","url":"/pets","headers":{"a":{"and":[{"absent":true},{"contains":"b"}]}}},"response":{}}` | the matcher and of header.a
            `{"request":{"method":"GET","url":"/pets","queryParameters":{"tag":{"equalTo":"a"}}},"response":{}}`              | its url has no query, so its queryParameters never match; write urlPath instead of url
            `{"request":{"method":"GET","url":"/pets"},"response":{"openSseChannel":true}}`                                   | the member openSseChannel of the response
            `{"priority":1}`                                                                                                  | it has no request and response
            `oops`                                                                                                            | it is not JSON
            """)
    void what_has_no_counterpart_is_listed_with_file_and_reason(String stub, String reason) throws IOException {
        var result = read(stub);

        assertThat(result.drafts()).isEmpty();
        assertThat(result.left()).extracting(NotWritten::toString).containsExactly("mappings/stub.json: " + reason);
    }

    @Test
    void what_a_stub_does_beside_its_answer_is_listed() throws IOException {
        var result = read("""
                {"request": {"method": "GET", "url": "/pets"},
                 "response": {"statusMessage": "Fine", "jsonBody": "stub"},
                 "serveEventListeners": [{"name": "webhook"}]}""");

        assertThat(result.drafts()).hasSize(1);
        assertThat(result.remarks())
                .containsExactly(
                        "mappings/stub.json: its serveEventListeners, such as webhooks, are left out",
                        "mappings/stub.json: its statusMessage is left out");
    }

    @Test
    void files_lists_of_stubs_and_priorities() throws IOException {
        Files.createDirectories(folder.resolve("__files/img"));
        Files.write(folder.resolve("__files/img/a.png"), new byte[] {(byte) 0x89, 'P'});
        Files.writeString(folder.resolve("__files/pet.json"), "{\"name\":\"Rex\"}");
        var result = read("""
                {"mappings": [
                  {"name": "photo", "request": {"method": "GET", "urlPath": "/photos/1"},
                   "response": {"bodyFileName": "img/a.png", "headers": {"Content-Type": "image/png"}}},
                  {"priority": 1, "request": {"method": "GET", "urlPath": "/pets/1"}, "response": {"bodyFileName": "pet.json"}},
                  {"priority": 9, "request": {"method": "ANY", "urlPathPattern": "/pets/.*"}, "response": {"status": 404}}
                ]}""");

        assertThat(result.stubs()).isEqualTo(3);
        var fixtures = written(result);
        assertThat(answer(fixtures, "GET /photos/1").body()).isEqualTo(new byte[] {(byte) 0x89, 'P'});
        assertThat(answer(fixtures, "GET /pets/1").text()).isEqualTo("{\"name\":\"Rex\"}");
        assertThat(answer(fixtures, "GET /pets/2").status()).isEqualTo(404);
        assertThat(fixtures.all().stream()
                        .map(each -> each.label() + " " + each.priority())
                        .sorted())
                .containsExactly("200-1 0", "200-1 4", "404-with-Host -4");
        assertThat(result.left())
                .extracting(NotWritten::toString)
                .containsExactly(
                        "mappings/stub.json stub 3: the contract does not document status 404 of DELETE /pets/{id}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # what                    | first stub                                                     | second stub                                                    | not imported
            the same request          | "urlPath":"/pets/7"                                            | "urlPath":"/pets/7"                                            | stub 1
            more conditions           | "urlPath":"/pets/7","headers":{"A":{"equalTo":"1"}}            | "urlPath":"/pets/7"                                            | stub 1
            fewer conditions          | "urlPath":"/pets/7"                                            | "urlPath":"/pets/7","headers":{"A":{"equalTo":"1"}}            | ``
            a pattern before          | "urlPathPattern":"/pets/.*"                                    | "urlPath":"/pets/7"                                            | ``
            a pattern after           | "urlPath":"/pets/7"                                            | "urlPathPattern":"/pets/.*"                                    | stub 1
            other values              | "urlPath":"/pets/7"                                            | "urlPath":"/pets/8"                                            | ``
            another priority          | "urlPath":"/pets/7"},"priority":1,"x":{                        | "urlPath":"/pets/7"                                            | ``
            """)
    void of_stubs_with_the_same_priority_the_later_one_answers(String what, String first, String second, String left)
            throws IOException {
        String stub = "{\"request\": {\"method\": \"GET\", %s}, \"response\": {\"jsonBody\": {\"name\": \"%s\"}}}";
        String stubs = "{\"mappings\": [" + stub.formatted(first, "one") + ", " + stub.formatted(second, "two") + "]}";
        var result = read(stubs.replace(",\"x\":{}", ""));

        assertThat(result.left().stream().map(each -> each.source().entry().strip()))
                .containsExactlyElementsOf(left.isEmpty() ? List.of() : List.of(left));
        var fixtures = written(result);
        var witness = new WireMockServer(
                WireMockConfiguration.options().dynamicPort().usingFilesUnderDirectory(folder.toString()));
        witness.start();
        try {
            for (String asked : List.of("GET /pets/7", "GET /pets/7 A: 1")) {
                var expected = PlainClient.send(URI.create(witness.baseUrl()), request(asked));
                assertThat(answer(fixtures, asked).text()).as(asked).isEqualTo(expected.text());
            }
        } finally {
            witness.stop();
        }
    }

    @Test
    void a_file_may_be_a_list_of_stubs() throws IOException {
        var result = read("""
                [{"request": {"method": "GET", "url": "/pets/1"}, "response": {"jsonBody": {"name": "Rex"}}},
                 {"request": {"method": "GET", "url": "/pets/2"}, "response": {"jsonBody": {"name": "Tom"}}}]""");

        assertThat(result.stubs()).isEqualTo(2);
        assertThat(answer(written(result), "GET /pets/2").text()).isEqualTo("{\"name\":\"Tom\"}");
    }

    /** What the export writes, the import reads. */
    @Test
    void exported_stubs_come_back() throws IOException {
        var bundled = ((ReadResult.Read)
                        ContractReader.read("../spec/openapi/dynamic-oauth-access-token.yaml", ReadOptions.defaults()))
                .contract();
        var fixtures =
                FixtureReader.read(Path.of("../fixtures/bundled"), bundled).fixtures();
        WireMockExport.of(bundled, fixtures).write(folder);

        var result = WireMockImport.read(folder, bundled);
        assertThat(result.left()).isEmpty();
        var back = folder.resolve("back");
        assertThat(FixtureWriter.write(back, bundled, result.drafts(), result.scenarios())
                        .invalid())
                .isEmpty();

        var mock = new MockEngine(bundled, FixtureReader.read(back, bundled).fixtures(), MockOptions.defaults());
        var requests = new SampleRequest(bundled);
        var operation = bundled.operations().get(0);
        for (var fixture : fixtures.of(operation)) {
            if (!fixture.when().isAlways() && !fixture.when().asksOf(When.Part.TOKEN)) {
                var request = requests.of(operation, fixture.when(), Map.of())
                        .request()
                        .with("Authorization", "Bearer demo");
                var answer = mock.answer(request).response();
                assertThat(answer.status()).as(fixture.label()).isEqualTo(fixture.status());
                assertThat(answer.text())
                        .as(fixture.label())
                        .isEqualTo(fixture.body().map(body -> body.text()).orElse(""));
            }
        }
        assertThat(List.copyOf(fixtures.all())).isNotEmpty();
    }
}
