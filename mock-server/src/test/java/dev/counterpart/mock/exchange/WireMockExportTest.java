package dev.counterpart.mock.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.PlainClient;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Server;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A stock WireMock gives the answers of the mock. */
class WireMockExportTest {

    /** Headers of the connection, or WireMock's own. */
    private static final Set<String> OF_WIREMOCK = Set.of(
            "connection",
            "content-length",
            "date",
            "matched-stub-id",
            "matched-stub-name",
            "transfer-encoding",
            "vary");

    /** Answers with a delay that are compared; the others differ only in the fixture. */
    private static final int MOST_SLOW = 3;

    @TempDir
    private Path folder;

    private static Contract contract(String path) {
        return ((ReadResult.Read) ContractReader.read(path, ReadOptions.defaults())).contract();
    }

    /** What WireMock answers otherwise, over all requests; {@code count} receives the requests. */
    private List<String> differences(Contract contract, Fixtures fixtures, List<String> sent) throws IOException {
        WireMockExport.of(contract, fixtures).write(folder);
        var differences = new ArrayList<String>();
        int slow = 0;
        var server = new WireMockServer(
                WireMockConfiguration.options().dynamicPort().usingFilesUnderDirectory(folder.toString()));
        server.start();
        try {
            WireMock.configureFor(server.port());
            var url = URI.create(server.baseUrl());
            for (var exported : ExportedAnswers.withScenarios(contract, fixtures, new ArrayList<>())) {
                boolean isSlow = exported.delay().isPresent() && ++slow > MOST_SLOW;
                if (exported.fault().isPresent() || isSlow) {
                    continue;
                }
                var bases = Stream.concat(
                        Stream.of(""), exported.operation().servers().stream().map(Server::basePath));
                for (var base : bases.distinct().toList()) {
                    var request = exported.request()
                            .withPath(base + exported.request().path());
                    sent.add(request.toString());
                    WireMock.resetAllScenarios();
                    exported.stage()
                            .ifPresent(stage -> stage.required()
                                    .ifPresent(state -> WireMock.setScenarioState(stage.scenario(), state)));
                    String actual = described(decoded(PlainClient.send(url, request)));
                    String expected = described(exported.response());
                    if (!actual.equals(expected)) {
                        differences.add(request + "\n" + request.headers() + "\n" + expected + "\nbut was\n" + actual);
                    }
                }
            }
        } finally {
            server.stop();
        }
        return differences;
    }

    private static String described(Response response) {
        var headers = response.headers().fields().stream()
                .filter(field -> !OF_WIREMOCK.contains(field.getKey().toLowerCase(Locale.ROOT)))
                .map(field -> field.getKey().toLowerCase(Locale.ROOT) + ": " + field.getValue())
                .sorted()
                .toList();
        return response.status() + " " + headers + " " + new String(response.body(), StandardCharsets.ISO_8859_1);
    }

    /** Without chunks. */
    private static Response decoded(Response response) {
        if (!response.headers().first("Transfer-Encoding").orElse("").equals("chunked")) {
            return response;
        }
        String text = new String(response.body(), StandardCharsets.ISO_8859_1);
        var plain = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf("\r\n", at);
            int length = Integer.parseInt(text.substring(at, end), 16);
            plain.append(text, end + 2, end + 2 + length);
            at = end + 4 + length;
        }
        return response.withBody(plain.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void the_bundled_fixtures() throws IOException {
        var contract = contract("../spec/openapi/dynamic-oauth-access-token.yaml");
        var fixtures =
                FixtureReader.read(Path.of("../fixtures/bundled"), contract).fixtures();
        var sent = new ArrayList<String>();

        assertThat(differences(contract, fixtures, sent)).isEmpty();
        assertThat(sent).hasSizeGreaterThan(60);
    }

    @Test
    void fixtures_with_every_kind_of_condition() throws IOException {
        var document = Files.writeString(folder.resolve("a.yaml"), """
                openapi: 3.1.0
                info: {title: a, version: '1'}
                servers: [{url: /v1}]
                components:
                  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}, other: {type: http, scheme: bearer}}
                security: [{key: []}, {other: []}]
                paths:
                  /a/{id}:
                    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                    get: {operationId: get, responses: {'200': {description: '', content: {application/json: {}}}, '404': {description: ''}}}
                  /a/mine:
                    get:
                      security: []
                      responses: {'200': {description: '', content: {text/plain: {example: mine}}}}
                  /b:
                    post:
                      operationId: add
                      requestBody: {content: {application/json: {schema: {type: object}}}}
                      responses:
                        '201': {description: '', headers: {X-A: {schema: {type: integer}}}, content: {application/json: {example: {a: "ü"}}}}
                        4XX: {description: '', content: {application/problem+json: {}}}
                """);
        var fixtures = new EveryCondition(folder.resolve("fixtures"));
        fixtures.write("cookie: {c: d}");
        fixtures.fixture("get/200-large", "query: {large: 1}", "\"%s\"".formatted("x".repeat(10_000)));
        fixtures.fixture("add/201-d", "body: {e: {matches: 'x.*'}}", "{a: 4}");
        fixtures.fixture("add/201-e", "body: {f: {absent: false}}", "{a: 5}");
        fixtures.fixture("add/201-f", "body: {'': {equals: {z: 1}}}", "{a: 6}");
        var contract = contract(document.toString());
        var read = FixtureReader.read(folder.resolve("fixtures"), contract);
        assertThat(read.broken()).isEmpty();
        var sent = new ArrayList<String>();

        assertThat(differences(contract, read.fixtures(), sent)).isEmpty();
        assertThat(sent).hasSize(2 * 44);
        assertThat(WireMockExport.of(contract, read.fixtures()).left()).isEmpty();
    }

    @Test
    void what_has_no_counterpart_is_listed() throws IOException {
        var document = Files.writeString(folder.resolve("a.yaml"), """
                openapi: 3.1.0
                info: {title: a, version: '1'}
                paths:
                  /a:
                    get: {operationId: get, responses: {'200': {description: '', content: {application/json: {}}}}}
                """);
        var fixtures = new EveryCondition(folder.resolve("fixtures"));
        fixtures.fixture("get/200-claims", "token: {scope: read}", "1");
        fixtures.fixture("get/200-object", "body: {a: {equals: {b: 1}}}", "2");
        fixtures.fixture("get/200-same", "query: {a: 1}", "3");
        fixtures.fixture("get/200-same-again", "query: {a: 1}", "4");
        var file = folder.resolve("fixtures/get/200-template.yaml");
        Files.writeString(file, "when: {query: {t: 1}}\nresponse: {template: true, body: {a: '{{now}}'}}\n");
        Files.writeString(file.resolveSibling("200-cut.yaml"), "when: {query: {c: 1}}\nfault: truncate\n");
        var contract = contract(document.toString());

        var left = WireMockExport.of(
                        contract,
                        FixtureReader.read(folder.resolve("fixtures"), contract).fixtures())
                .left();

        assertThat(left.stream()
                        .map(each -> each.replace(folder + "/fixtures/get/", ""))
                        .sorted())
                .containsExactly(
                        "200-claims.yaml: conditions on the claims of a token",
                        "200-object.yaml: no request is known that meets body.a: {\"b\":1}",
                        "200-same-again.yaml: 200-same.yaml answers the same requests",
                        "200-template.yaml: its template; it is exported with the values of one request",
                        "get: the fault truncate is exported as MALFORMED_RESPONSE_CHUNK");
    }

    @Test
    @EnabledIfSystemProperty(named = "corpus", matches = ".+")
    void documents_of_the_corpus() throws IOException {
        for (var name : List.of(
                "Redocly_museum-openapi-example__openapi.yaml",
                "apis-guru__1password.local_connect.json",
                "OAI_learn.openapis.org__examples_v3.0_uspto.yaml")) {
            var contract = contract(Path.of(System.getProperty("corpus"), name).toString());
            var sent = new ArrayList<String>();

            var differences = differences(contract, Fixtures.none(), sent);
            System.out.println(
                    "WIREMOCK " + name + ": " + sent.size() + " exchanges, " + differences.size() + " different");
            assertThat(differences).as(name).isEmpty();
        }
    }
}
