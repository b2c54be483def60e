package dev.counterpart.verify.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.verify.LocalProvider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.AssertionFailedError;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

/** Each of Spring's clients gets the same verdict about the same answer, and tests see the answer as before. */
class SpringContractTest {

    @TempDir
    private static Path folder;

    private static @Nullable Contract contract;

    @BeforeAll
    static void read() throws IOException {
        var file = folder.resolve("openapi.yaml");
        Files.writeString(file, """
                openapi: 3.0.3
                info: {title: x, version: '1'}
                paths:
                  /things/{id}:
                    get:
                      operationId: getThing
                      parameters:
                      - {name: id, in: path, required: true, schema: {type: integer}}
                      - {name: size, in: query, schema: {enum: [small, large]}}
                      responses:
                        '200':
                          description: x
                          content: {application/json: {schema: {type: object, required: [id], properties: {id: {type: integer}}}}}
                        '404':
                          description: x
                          content: {application/problem+json: {schema: {type: object}}}
                    post:
                      operationId: changeThing
                      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
                      requestBody: {content: {application/json: {schema: {type: object, properties: {size: {type: integer}}}}}}
                      responses: {'204': {description: x}}
                """);
        contract = ((ReadResult.Read) ContractReader.read(file.toString(), ReadOptions.defaults())).contract();
    }

    private static SpringContract of() {
        if (contract == null) {
            throw new IllegalStateException("the document was not read");
        }
        return SpringContract.of(contract);
    }

    /** A client of Spring that sends a request over the filter, to something that answers so. */
    enum Client {
        MOCK_MVC {
            @Override
            String get(SpringContract contract, String target, Response answer) throws Exception {
                var mvc = MockMvcBuilders.standaloneSetup(new Answering(answer))
                        .alwaysDo(contract.mockMvc())
                        .build();
                return mvc.perform(MockMvcRequestBuilders.get(URI.create(target)))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8);
            }
        },
        WEB_TEST_CLIENT {
            @Override
            String get(SpringContract contract, String target, Response answer) {
                return webTestClient(
                        client -> client.entityExchangeResultConsumer(contract.webTestClient()), target, answer);
            }
        },
        WEB_TEST_CLIENT_BY_A_FILTER {
            @Override
            String get(SpringContract contract, String target, Response answer) {
                return webTestClient(client -> client.filter(contract.exchangeFilter()), target, answer);
            }
        },
        WEB_CLIENT {
            @Override
            String get(SpringContract contract, String target, Response answer) {
                try (var provider = new LocalProvider(request -> answer)) {
                    var body = WebClient.builder()
                            .clientConnector(new JdkClientHttpConnector())
                            .filter(contract.exchangeFilter())
                            .build()
                            .get()
                            .uri(URI.create(provider.target().url() + target))
                            .exchangeToMono(response -> response.bodyToMono(byte[].class))
                            .block();
                    return text(body);
                }
            }
        },
        REST_TEST_CLIENT {
            @Override
            String get(SpringContract contract, String target, Response answer) {
                try (var provider = new LocalProvider(request -> answer)) {
                    var body = RestTestClient.bindToServer(new JdkClientHttpRequestFactory())
                            .requestInterceptor(contract.client())
                            .build()
                            .get()
                            .uri(URI.create(provider.target().url() + target))
                            .exchange()
                            .expectBody()
                            .returnResult()
                            .getResponseBody();
                    return text(body);
                }
            }
        },
        REST_TEMPLATE {
            @Override
            String get(SpringContract contract, String target, Response answer) {
                var template = new RestTemplate(new JdkClientHttpRequestFactory());
                template.setInterceptors(List.of(contract.client()));
                template.setErrorHandler(response -> false);
                try (var provider = new LocalProvider(request -> answer)) {
                    var body = template.exchange(
                                    URI.create(provider.target().url() + target), HttpMethod.GET, null, byte[].class)
                            .getBody();
                    return text(body);
                }
            }
        };

        private static String webTestClient(
                UnaryOperator<WebTestClient.Builder> configured, String target, Response answer) {
            try (var provider = new LocalProvider(request -> answer)) {
                var body = configured
                        .apply(WebTestClient.bindToServer(new JdkClientHttpConnector()))
                        .build()
                        .get()
                        .uri(URI.create(provider.target().url() + target))
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getResponseBody();
                return text(body);
            }
        }

        /** The body of the answer. */
        abstract String get(SpringContract contract, String target, Response answer) throws Exception;

        static String text(byte @Nullable [] body) {
            return body == null ? "" : new String(body, StandardCharsets.UTF_8);
        }
    }

    @Controller
    static final class Answering {
        private final Response answer;

        Answering(Response answer) {
            this.answer = answer;
        }

        @RequestMapping("/**")
        void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setStatus(answer.status());
            for (Map.Entry<String, String> header : answer.headers().fields()) {
                response.addHeader(header.getKey(), header.getValue());
            }
            response.getOutputStream().write(answer.body());
        }
    }

    private static Response answer(int status, String type, String body) {
        return new Response(status, Headers.none().and("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
    }

    /** The violated rule; empty for none. */
    private static String verdict(Client client, String target, Response answer) throws Exception {
        try {
            assertThat(client.get(of(), target, answer)).isEqualTo(new String(answer.body(), StandardCharsets.UTF_8));
            return "";
        } catch (AssertionFailedError | ReactiveFailure failed) {
            return String.valueOf(failed.getMessage()).split(" ", 2)[0];
        }
    }

    @ParameterizedTest(name = "{0} → {1} {2} {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # target              | status | type                           | body          | violated rule
            /things/7             | 200    | application/json               | {"id": 7}     |
            /things/7?size=small  | 200    | application/json               | {"id": 7}     |
            # odd but right
            /things/7             | 200    | application/json;charset=utf-8 | {"id": 7e0}   |
            /things/7             | 200    | APPLICATION/JSON               | {"id":7,"a":"ä"} |
            /things/x             | 400    | text/plain                     | no number     |
            /things/7?size=medium | 422    | text/plain                     | unknown size  |
            /things/7             | 429    | text/plain                     | later         |
            /elsewhere            | 418    | text/plain                     | teapot        |
            # wrong
            /things/7             | 200    | application/json               | {"id": "7"}   | response.body.schema.type
            /things/7             | 200    | application/json               | {}            | response.body.schema.required
            /things/7             | 200    | text/plain                     | 7             | response.content-type.undeclared
            /things/7             | 400    | text/plain                     | no            | response.status.undocumented
            /things/7             | 503    | text/plain                     | later         | response.status.undocumented
            """)
    void all_clients_get_this_verdict(String target, int status, String type, String body, @Nullable String rule)
            throws Exception {
        for (var client : Client.values()) {
            assertThat(verdict(client, target, answer(status, type, body)))
                    .as(client.name())
                    .isEqualTo(rule == null ? "" : rule);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_failure_has_the_facts_and_no_frames(Client client) {
        try {
            client.get(of(), "/things/7", answer(200, "application/json", "{\"id\": \"7\"}"));
        } catch (Exception | AssertionFailedError failed) {
            assertThat(failed)
                    .isInstanceOfAny(AssertionFailedError.class, ReactiveFailure.class)
                    .hasMessageStartingWith("""
                            response.body.schema.type   GET /things/{id} → 200 application/json
                              at        response body /id
                              expected  integer
                              but was   string "7"
                            """);
            assertThat(failed.getStackTrace()).isEmpty();
            return;
        }
        throw new AssertionFailedError("the test did not fail");
    }

    @ParameterizedTest
    @EnumSource
    void an_exchange_counts_as_seen(Client client) throws Exception {
        var contract = of();

        client.get(contract, "/things/7", answer(200, "application/json", "{\"id\": 7}"));

        assertThat(contract.coverage().rows().stream()
                        .filter(row -> row.isSeen())
                        .map(row -> row.status()))
                .containsExactly("200");
    }

    /** What the other way does not see. */
    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # status | type              | body        | violated rule
            200      | application/json  | {"id": "7"} | response.body.schema.type
            503      | text/plain        | later       | response.status.undocumented
            200      | application/json  | {"id": 7}   |
            # the body of an event stream has no end
            503      | text/event-stream | data: x     | response.status.undocumented
            200      | text/event-stream | data: x     |
            """)
    void a_filter_validates_an_answer_whose_body_the_test_does_not_read(
            int status, String type, String body, @Nullable String rule) {
        String violated = "";
        try (var provider = new LocalProvider(request -> answer(status, type, body))) {
            WebTestClient.bindToServer(new JdkClientHttpConnector())
                    .filter(of().exchangeFilter())
                    .build()
                    .get()
                    .uri(URI.create(provider.target().url() + "/things/7"))
                    .exchange()
                    .expectStatus()
                    .isEqualTo(status);
        } catch (ReactiveFailure failed) {
            violated = String.valueOf(failed.getMessage()).split(" ", 2)[0];
        }

        assertThat(violated).isEqualTo(rule == null ? "" : rule);
    }

    /** A refusal is right only if the request violates the contract, so its body has to be known. */
    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # body         | violated rule
            {"size": "no"} |
            {"size": 7}    | response.status.undocumented
            """)
    void a_filter_knows_the_body_that_was_sent(String body, @Nullable String rule) {
        String violated = "";
        try (var provider = new LocalProvider(request -> answer(422, "text/plain", "refused"))) {
            WebTestClient.bindToServer(new JdkClientHttpConnector())
                    .filter(of().exchangeFilter())
                    .build()
                    .post()
                    .uri(URI.create(provider.target().url() + "/things/7"))
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(body)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(422);
        } catch (ReactiveFailure failed) {
            violated = String.valueOf(failed.getMessage()).split(" ", 2)[0];
        }

        assertThat(violated).isEqualTo(rule == null ? "" : rule);
    }

    /** MockMvc does not send the body that a server would add, here one of the documented type. */
    @ParameterizedTest(name = "sendError({0})")
    @CsvSource({"404, ''", "410, response.status.undocumented"})
    void of_an_error_page_that_MockMvc_does_not_render_only_the_status_is_validated(int status, String rule)
            throws Exception {
        var mvc = MockMvcBuilders.standaloneSetup(new SendingError(status))
                .alwaysDo(of().mockMvc())
                .build();
        String violated = "";
        try {
            mvc.perform(MockMvcRequestBuilders.get("/things/7"));
        } catch (AssertionFailedError failed) {
            violated = String.valueOf(failed.getMessage()).split(" ", 2)[0];
        }

        assertThat(violated).isEqualTo(rule);
    }

    @Controller
    record SendingError(int status) {
        @RequestMapping("/**")
        void answer(HttpServletResponse response) throws IOException {
            response.sendError(status);
        }
    }

    /** With {@code param}, MockMvc writes no query. */
    @Test
    void parameters_of_MockMvc_are_the_query() throws Exception {
        var mvc = MockMvcBuilders.standaloneSetup(new Answering(answer(422, "text/plain", "unknown size")))
                .alwaysDo(of().mockMvc())
                .build();

        int status = mvc.perform(MockMvcRequestBuilders.get("/things/7").param("size", "medium"))
                .andReturn()
                .getResponse()
                .getStatus();

        assertThat(status).isEqualTo(422);
    }
}
