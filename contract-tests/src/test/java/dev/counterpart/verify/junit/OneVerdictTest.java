package dev.counterpart.verify.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.verify.ContractSuite;
import dev.counterpart.verify.LocalProvider;
import dev.counterpart.verify.SuiteOptions;
import dev.counterpart.verify.data.Credential;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.send.Target;
import dev.counterpart.verify.send.Transports;
import io.restassured.RestAssured;
import io.restassured.http.Method;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.AssertionFailedError;

/** The check of fixtures, the gate and the filter for REST Assured say the same about an answer. */
class OneVerdictTest {

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{1} {0} → {2} {3} {4}")
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            # responses                               ! method ! status ! type             ! body ! verdict                                                     ! the filter, if its client hides the bytes
            200: {description: x}                     ! GET    ! 200    ! application/json ! {}   ! response.body.undocumented warning                          !
            200: {description: x}                     ! GET    ! 200    ! text/plain       ! hi   ! response.body.undocumented warning                          !
            200: {description: x}                     ! GET    ! 200    !                  ! hi   ! response.body.undocumented warning                          !
            200: {description: x}                     ! GET    ! 200    ! application/json !      !                                                             !
            200: {description: x}                     ! GET    ! 200    ! text/plain       ! ` `  ! response.body.undocumented warning                          !
            200: {description: x}                     ! GET    ! 200    ! application/json ! ` `  ! response.body.syntax error, response.body.undocumented warning !
            200: {description: x}                     ! GET    ! 200    ! application/json ! {    ! response.body.syntax error, response.body.undocumented warning !
            200: {description: x}                     ! POST   ! 200    ! application/json ! {}   ! response.body.undocumented warning                          !
            200: {description: x, content: {}}        ! GET    ! 200    ! application/json ! {}   ! response.body.undocumented warning                          !
            200: {description: x, content: {}}        ! GET    ! 200    !                  !      !                                                             !
            404: {description: x}                     ! GET    ! 404    ! application/json ! {}   ! response.body.undocumented warning                          !
            4XX: {description: x}                     ! GET    ! 409    ! application/json ! {}   ! response.body.undocumented warning                          !
            default: {description: x}                 ! GET    ! 409    ! application/json ! {}   ! response.body.undocumented warning                          !
            default: {description: x}                 ! GET    ! 200    ! application/json ! {}   ! response.body.undocumented warning                          !
            default: {description: x, content: {application/json: {schema: {type: object}}}} ! GET ! 200 ! application/json ! {} !                              !
            200: {description: x, content: {application/json: {}}}                           ! GET ! 200 ! application/json ! {} !                              !
            200: {description: x, content: {application/json: {}}}                           ! GET ! 200 ! text/html        ! hi ! response.content-type.undeclared error !
            200: {description: x, content: {application/json: {schema: {type: object}}}}     ! GET ! 200 ! application/json !    ! response.body.missing error  !
            204: {description: x}                     ! GET    ! 204    !                  !      !                                                             !
            204: {description: x}                     ! GET    ! 204    ! application/json ! {}   ! response.body.forbidden error                               ! none
            204: {description: x, content: {application/json: {schema: {type: object}}}}     ! GET ! 204 ! application/json ! {} ! response.body.forbidden error ! none
            204: {description: x, content: {application/json: {schema: {type: object}}}}     ! GET ! 204 !                  !    !                              !
            205: {description: x}                     ! GET    ! 205    ! application/json ! {}   ! response.body.forbidden error                               ! none
            304: {description: x}                     ! GET    ! 304    ! application/json ! {}   ! response.body.forbidden error                               ! none
            200: {description: x}                     ! HEAD   ! 200    ! application/json ! {}   ! response.body.forbidden error                               ! none
            200: {description: x, content: {application/json: {schema: {type: object}}}}     ! HEAD ! 200 ! application/json ! {} ! response.body.forbidden error ! none
            200: {description: x, content: {application/json: {schema: {type: object}}}}     ! HEAD ! 200 ! application/json !    !                              !
            """)
    void a_body_gets_the_same_verdict_at_all_three_doors(
            String responses,
            String method,
            int status,
            @Nullable String type,
            @Nullable String body,
            @Nullable String verdict,
            @Nullable String hidden)
            throws IOException {
        var contract = contract("paths: {/a: {" + method.toLowerCase(java.util.Locale.ROOT)
                + ": {operationId: act, responses: {" + responses + "}}}}");
        var headers = type == null ? Headers.none() : Headers.of("Content-Type", type);
        String text = body == null ? "" : body;
        String expected = verdict == null ? "" : verdict;

        assertThat(ofFixture(contract, status, headers, text)).as("fixture").isEqualTo(expected);
        try (var server = new BytesServer(method, status, headers, text)) {
            assertThat(ofGate(contract, server.url())).as("gate").isEqualTo(expected);
            assertThat(ofFilter(contract, server.url(), method, "/a", Optional.empty()))
                    .as("filter")
                    .isEqualTo(hidden == null ? expected : "");
        }
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # request          | status | verdict
            valid              | 404    | response.status.undocumented error
            valid              | 400    | response.status.undocumented error
            valid              | 302    | response.status.undocumented error
            invalid path       | 400    |
            invalid path       | 404    |
            invalid path       | 422    |
            invalid query      | 400    |
            invalid query      | 410    |
            no credentials     | 401    |
            no credentials     | 403    |
            no credentials     | 404    | response.status.undocumented error
            no credentials     | 302    | response.status.undocumented error
            """)
    void an_undocumented_refusal_gets_the_same_verdict_from_gate_and_filter(
            String kind, int status, @Nullable String verdict) throws IOException {
        var contract = secured();
        String expected = verdict == null ? "" : verdict;
        try (var provider =
                new LocalProvider(request -> Response.of(kind.equals(kind(request)) ? status : right(request)))) {
            String url = provider.target().url().toString();

            assertThat(ofFilter(contract, url, "GET", path(kind), token(kind)))
                    .as("filter")
                    .isEqualTo(expected);
            assertThat(ofGate(contract, url)).as("gate").isEqualTo(expected);
        }
    }

    private static String kind(Request request) {
        if (!request.headers().first("Authorization").orElse("").equals("Bearer t0k3n-of-the-test")) {
            return "no credentials";
        }
        if (!request.path().matches("/things/([1-9]|[1-9][0-9])")) {
            return "invalid path";
        }
        return request.query().matches("|size=(small|large)") ? "valid" : "invalid query";
    }

    /** The filter does not know whether credentials are valid. If they are, the gate has an error, so the filter has a warning. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "401, response.status.undocumented warning",
        "403, response.status.undocumented warning",
        "404, response.status.undocumented error",
        "429, ''"
    })
    void the_filter_does_not_know_whether_credentials_are_valid(int status, String verdict) throws IOException {
        try (var provider = new LocalProvider(request -> Response.of(status))) {
            assertThat(ofFilter(secured(), provider.target().url().toString(), "GET", "/things/7", token("valid")))
                    .isEqualTo(verdict);
        }
    }

    /** {@code A} and {@code B} are credentials. The last answer is undocumented. */
    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # requests and their answers in order                                | verdict
            GET /things/7 A 200, GET /things/8 A 401                             | error
            GET /things/7 A 200, GET /things/8 A 403                             | error
            GET /things/7 A 200, GET /others A 403                               | error
            POST /things A 200, GET /things/8 A 403                              | error
            GET /things/7 A 200, DELETE /things/8 B 200, GET /things/8 A 403     | error
            POST /logout A 200, GET /things/7 A 200, GET /things/8 A 401         | error
            GET /things/8 A 401                                                  | warning
            GET /things/7 A 200, GET /things/8 B 401                             | warning
            GET /free A 200, GET /things/8 A 401                                 | warning
            GET /things/7 A 200, GET /scoped A 403                               | warning
            GET /things/7 A 200, POST /logout A 200, GET /things/8 A 401         | warning
            GET /things/7 A 200, DELETE /things/7 A 200, GET /things/8 A 401     | warning
            """)
    void credentials_that_were_accepted_before_are_valid(String requests, String severity) throws IOException {
        var statuses = new ArrayDeque<Integer>();
        var reports = folder.resolve("reports");
        try (var provider = new LocalProvider(request -> Response.of(statuses.remove()));
                var filter = ContractFilter.of(several()).reportingTo(reports)) {
            for (String each : requests.split(", ")) {
                var words = each.split(" ");
                statuses.add(Integer.parseInt(words[3]));
                var request = RestAssured.given().filter(filter).header("Authorization", "Bearer " + words[2]);
                boolean isWrong = severity.equals("error") && statuses.peek() >= 400;
                assertThatCode(() -> request.request(
                                Method.valueOf(words[0]), provider.target().url() + words[1]))
                        .matches(failed -> isWrong == failed instanceof AssertionFailedError);
            }
        }
        assertThat(violations(reports)).isEqualTo("response.status.undocumented " + severity);
    }

    private Contract several() throws IOException {
        return contract("""
                paths:
                  /things/{id}:
                    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
                    get: {security: [{bearer: []}], responses: {200: {description: x}}}
                    delete: {security: [{bearer: []}], responses: {200: {description: x}}}
                  /things: {post: {security: [{bearer: []}], responses: {200: {description: x}}}}
                  /others: {get: {security: [{bearer: []}], responses: {200: {description: x}}}}
                  /scoped: {get: {security: [{bearer: [admin]}], responses: {200: {description: x}}}}
                  /logout: {post: {security: [{bearer: []}], responses: {200: {description: x}}}}
                  /free: {get: {responses: {200: {description: x}}}}
                components: {securitySchemes: {bearer: {type: http, scheme: bearer}}}
                """);
    }

    private static int right(Request request) {
        return switch (kind(request)) {
            case "valid" -> 200;
            case "no credentials" -> 401;
            default -> 400;
        };
    }

    private static String path(String kind) {
        return switch (kind) {
            case "invalid path" -> "/things/abc";
            case "invalid query" -> "/things/7?size=medium";
            default -> "/things/7";
        };
    }

    private static Optional<String> token(String kind) {
        return kind.equals("no credentials") ? Optional.empty() : Optional.of("t0k3n-of-the-test");
    }

    private Contract secured() throws IOException {
        return contract("""
                paths:
                  /things/{id}:
                    get:
                      operationId: getThing
                      security: [{bearer: []}]
                      parameters:
                      - {name: id, in: path, required: true, schema: {type: integer, minimum: 1, maximum: 99}}
                      - {name: size, in: query, schema: {enum: [small, large]}}
                      responses: {200: {description: x}}
                components: {securitySchemes: {bearer: {type: http, scheme: bearer}}}
                """);
    }

    private Contract contract(String rest) throws IOException {
        var file = folder.resolve("openapi.yaml");
        Files.writeString(file, "openapi: 3.0.3\ninfo: {title: x, version: '1'}\n" + rest);
        return ((ReadResult.Read) ContractReader.read(file.toString(), ReadOptions.defaults())).contract();
    }

    private String ofFixture(Contract contract, int status, Headers headers, String body) throws IOException {
        var fixtures = Files.createDirectories(folder.resolve("fixtures"));
        Files.writeString(Files.createDirectories(fixtures.resolve("_bodies")).resolve("body"), body);
        String type = headers.first("Content-Type")
                .map(each -> "headers: {Content-Type: " + each + "}")
                .orElse("");
        String file = body.isEmpty() ? "" : (type.isEmpty() ? "" : ", ") + "bodyFile: _bodies/body";
        Files.writeString(
                Files.createDirectories(fixtures.resolve("act")).resolve(status + ".yaml"),
                "response: {" + type + file + "}\n");
        var loaded = FixtureReader.read(fixtures, contract);
        return ofViolations(Stream.concat(loaded.broken().stream(), loaded.warnings().stream())
                .map(broken -> broken.violation()));
    }

    private static String ofGate(Contract contract, String url) {
        var data = contract.securitySchemes().isEmpty()
                ? GateData.none()
                : GateData.none()
                        .with(new Credential(
                                "user",
                                Map.of(Credential.ANY, new Secret("t0k3n-of-the-test", "$USER_TOKEN")),
                                Optional.empty()));
        var options = SuiteOptions.of(Target.of(url, Duration.ofSeconds(5)).orElseThrow(), data);
        try (var transports = Transports.to(options.target())) {
            var outcome = new ContractSuite(contract, options).run(transports, result -> {});
            return ofViolations(((ContractSuite.Outcome.Ran) outcome)
                    .report().causes().stream().map(cause -> cause.violation()));
        }
    }

    private String ofFilter(Contract contract, String url, String method, String path, Optional<String> token)
            throws IOException {
        var reports = folder.resolve("reports");
        try (var filter = ContractFilter.of(contract).reportingTo(reports)) {
            var request =
                    RestAssured.given().filter(filter).redirects().follow(false).urlEncodingEnabled(false);
            token.ifPresent(each -> request.header("Authorization", "Bearer " + each));
            request.request(Method.valueOf(method), url + path);
        } catch (AssertionFailedError failed) {
            assertThat(failed).hasMessageContaining("to fix");
        }
        return violations(reports);
    }

    private static String violations(Path reports) throws IOException {
        var report = (Json.Parsed.Value) Json.parse(Files.readAllBytes(reports.resolve("report.json")));
        return described(report.node()
                .path("violations")
                .valueStream()
                .map(each -> each.path("rule").asString() + " "
                        + each.path("severity").asString()));
    }

    private static String ofViolations(Stream<Violation> violations) {
        return described(violations.map(
                violation -> violation.rule() + " " + violation.severity().label()));
    }

    /** Only what is about the answer itself. */
    private static String described(Stream<String> violations) {
        return violations
                .filter(each -> each.startsWith("response."))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** A provider that sends the same bytes to every request, with a body where HTTP allows none. */
    private static final class BytesServer implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        private final byte[] answer;
        private final byte[] toHead;

        /** Answers to HEAD have a body only if that is the method of the operation. */
        BytesServer(String method, int status, Headers headers, String body) throws IOException {
            var head = new StringBuilder("HTTP/1.1 " + status + " x\r\nConnection: close\r\n");
            headers.fields().forEach(field -> head.append(field.getKey() + ": " + field.getValue() + "\r\n"));
            if (status != 204 && status != 304) {
                head.append("Content-Length: " + body.length() + "\r\n");
            }
            answer = (head + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1);
            toHead = method.equals("HEAD") ? answer : (head + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            var thread = new Thread(this::serve, "bytes");
            thread.setDaemon(true);
            thread.start();
        }

        String url() {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (var client = socket.accept()) {
                    answer(client);
                } catch (IOException brokenOff) {
                    assertThat(brokenOff)
                            .as("the client has seen enough, or the test is over")
                            .isNotNull();
                }
            }
        }

        private void answer(Socket client) throws IOException {
            client.setSoTimeout(5_000);
            var read = new ByteArrayOutputStream();
            while (!read.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = client.getInputStream().read();
                if (next < 0) {
                    return;
                }
                read.write(next);
            }
            boolean isHead = read.toString(StandardCharsets.ISO_8859_1).startsWith("HEAD ");
            client.getOutputStream().write(isHead ? toHead : answer);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
