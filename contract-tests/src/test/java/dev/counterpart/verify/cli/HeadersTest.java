package dev.counterpart.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.LocalProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers of all requests, as a gateway in front of a provider may require them. */
@Execution(ExecutionMode.CONCURRENT)
class HeadersTest {

    private static final String DOCUMENT = """
            openapi: 3.1.0
            info: {title: x, version: '1'}
            paths:
              /things:
                get:
                  operationId: listThings
                  security: [{bearer: []}]
                  parameters: [{name: X-Tenant, in: header, required: true, schema: {enum: [north, south]}}]
                  responses: {'200': {description: x}, '401': {description: x}}
                post:
                  operationId: createThing
                  security: [{key: []}]
                  requestBody: {required: true, content: {application/json: {schema: {type: object}}}}
                  responses: {'201': {description: x}, '401': {description: x}}
            components:
              securitySchemes:
                bearer: {type: http, scheme: bearer}
                key: {type: apiKey, in: cookie, name: session}
            """;

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # options                                      | data file                                                         | which requests have it | header
        --header X-Gate:yes                            |                                                                   | all                    | X-Gate: yes
        --header;X-Gate:   yes                         |                                                                   | all                    | X-Gate: yes
        --header X-Empty:                              |                                                                   | all                    | X-Empty: ${nothing}
        --header;X-Time: 12:30                         |                                                                   | all                    | X-Time: 12:30
        --header X-A:1 --header X-A:2                  |                                                                   | all                    | X-A: 2
        --header Host:example.com                      |                                                                   | all                    | Host: example.com
                                                       | headers: {X-Gate: yes please}                                     | all                    | X-Gate: yes please
                                                       | headers: {X-Gate: 7}                                              | all                    | X-Gate: 7
                                                       | headers: {X-Gate: "${COUNTERPART_NONE:-nobody}"}                  | all                    | X-Gate: nobody
        --header X-GATE:line                           | headers: {X-Gate: file}                                           | all                    | X-GATE: line
                                                       | operations: {listThings: {headers: {X-Gate: file}}}               | of the operation       | X-Gate: file
        --header X-Gate:line                           | operations: {listThings: {headers: {x-gate: file}}}               | of the operation       | x-gate: file
        --header;Cookie: lang=de                       |                                                                   | all                    | Cookie: lang=de
        """)
    void a_header_is_in_every_request(@Nullable String options, @Nullable String data, String which, String header)
            throws IOException {
        var sent = sent(options, data);

        String line = header.replace("${nothing}", "");
        String name = header.substring(0, header.indexOf(':'));
        assertThat(sent).hasSizeGreaterThan(20);
        assertThat(sent).allSatisfy(request -> {
            if (which.equals("all") || request.method().equals("GET")) {
                assertThat(request.headers().all(name).stream().map(value -> name + ": " + value))
                        .anyMatch(each -> each.equals(line) || each.startsWith(line + "; "));
            }
        });
    }

    /** A gateway that lets only requests with its header pass must not make the gate believe that credentials are not checked. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        --header;Authorization: Bearer token-of-ann-1
        --header;authorization: bearer token-of-ann-1
        """)
    void a_header_at_the_place_of_credentials_is_a_credential(String options) throws IOException {
        var values = sent(options, null).stream()
                .filter(request -> request.method().equals("GET"))
                .map(request -> request.headers().first("Authorization").orElse("none"))
                .toList();

        assertThat(values).contains("Bearer token-of-ann-1", "none", "Bearer not a token, %&/");
    }

    @Test
    void a_cookie_of_credentials_is_a_credential_and_the_others_stay() throws IOException {
        var values = sent("--header;Cookie: a=b; session=token-of-ann-1; c=d", null).stream()
                .filter(request -> request.method().equals("POST"))
                .map(request -> request.headers().first("Cookie").orElse("none"))
                .toList();

        assertThat(values).contains("a=b; c=d; session=token-of-ann-1", "a=b; c=d");
    }

    @Test
    void a_declared_header_that_is_missing_on_purpose_stays_missing() throws IOException {
        var values = sent("--header X-Tenant:south", null).stream()
                .filter(request -> request.method().equals("GET"))
                .map(request -> request.headers().first("X-Tenant").orElse("none"))
                .toList();

        assertThat(values).contains("south", "none").doesNotContain("north,south");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # options                             | data file                                                   | message
        --header nothing                      |                                                             | counterpart: --header: "nothing" is not a header/to fix    use the form --header 'Name: value'
        --header :x                           |                                                             | counterpart: --header: "" is not the name of a header/to fix    use the form --header 'Name: value'
        --header;X A: b                       |                                                             | counterpart: --header: "X A" is not the name of a header/to fix    use the form --header 'Name: value'
        --header content-length:3             |                                                             | counterpart: --header: content-length is set by the gate/to fix    use the form --header 'Name: value'
                                              | headers: {Connection: close}                                | data.yaml:1 (/headers/Connection): Connection is set by the gate/  to fix    leave it out
                                              | headers: {X-A: "a\\nb"}                                     | data.yaml:1 (/headers/X-A): the value of X-A contains a control character/  to fix    leave it out
                                              | headers: {X-A: [1]}                                         | data.yaml:1 (/headers/X-A): a header's value must be text/  to fix    write one line of text
                                              | headers: [X-A]                                              | data.yaml:1 (/headers): headers must be a mapping (name: value) but is array ["X-A"]/  to fix    write name: value
                                              | operations: {listThings: {headers: {Authorization: Bearer x}}} | data.yaml:1 (/operations/listThings/headers/Authorization): Authorization holds credentials/  to fix    write them under credentials: and name them in entries with as:
                                              | headers: {Authorization: Basic eDp5}                        | data.yaml:1 (/headers/Authorization): Authorization of all requests is not of a security scheme that the document declares/  to fix    give credentials with --as NAME=TOKEN or under credentials:
        --ssl-ca missing.pem                  |                                                             | counterpart: --ssl-ca missing.pem is not a file that can be read/to fix    correct the path
        --ssl-cert a.pem                      |                                                             | counterpart: --ssl-cert and --ssl-key are needed together/to fix    give both
        --ssl-cert a.pem --ssl-key b.pem      |                                                             | counterpart: --ssl-cert a.pem and --ssl-key b.pem are not a certificate and its unencrypted key in PEM/to fix    convert another kind of key with: openssl pkcs8 -topk8 -nocrypt -in KEY
        """)
    void what_cannot_be_sent_is_reported(@Nullable String options, @Nullable String data, String message)
            throws IOException {
        var output = run("http://127.0.0.1:1", options, data);

        assertThat(output.code()).isEqualTo(2);
        assertThat(output.err().replace(folder + "/", "")).contains(message.replaceAll("/( *to fix)", "\n$1"));
    }

    /** The header of a gateway is a secret; no report contains it. */
    @ParameterizedTest
    @CsvSource({"Ocp-Apim-Subscription-Key", "X-Gateway-Auth", "X-Api-Key", "Proxy-Authorization", "X-Signature"})
    void secrets_in_headers_are_masked(String name) throws IOException {
        try (var provider = provider(new ConcurrentLinkedQueue<>())) {
            var output = run(
                    provider.target().toString(),
                    "--header;" + name + ": opensesame-0123456789;--format;json,html,har;--report;"
                            + folder.resolve("r"),
                    null);

            assertThat(output.out()).contains(name + ": ").doesNotContain("opensesame");
            for (String file : List.of("report.json", "report.html", "exchanges.har")) {
                assertThat(Files.readString(folder.resolve("r").resolve(file))).doesNotContain("opensesame");
            }
        }
    }

    private List<Request> sent(@Nullable String options, @Nullable String data) throws IOException {
        Queue<Request> sent = new ConcurrentLinkedQueue<>();
        try (var provider = provider(sent)) {
            var output = run(provider.target().toString(), options, data);
            assertThat(output.err()).isEmpty();
        }
        return List.copyOf(sent);
    }

    private static LocalProvider provider(Queue<Request> sent) {
        return new LocalProvider(request -> {
            sent.add(request);
            return Response.of(request.method().equals("POST") ? 201 : 200);
        });
    }

    private Answering.Output run(String url, @Nullable String options, @Nullable String data) throws IOException {
        var document = folder.resolve("openapi.yaml");
        Files.writeString(document, DOCUMENT, StandardCharsets.UTF_8);
        var all = new ArrayList<>(List.of("test", document.toString(), "--url", url, "--shrink", "0"));
        if (options != null) {
            all.addAll(List.of(options.contains(";") ? options.split(";(?! )", -1) : options.split(" +", -1)));
        }
        if (data != null) {
            var file = folder.resolve("data.yaml");
            Files.writeString(file, data);
            all.addAll(List.of("--data", file.toString()));
        }
        return Answering.run(all.toArray(String[]::new));
    }
}
