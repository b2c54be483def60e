package dev.counterpart.verify.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import io.restassured.RestAssured;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class ContractFilterTest {

    private static final String PATH = "/oauthAccounts/0f8fad5b-d9cb-469f-a165-70867728950e/accessToken";

    private final ContractFilter filter = ContractFilter.of("../spec/openapi/dynamic-oauth-access-token.yaml");
    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private void answers(int status, String contentType, String body) {
        server.stubFor(WireMock.any(WireMock.anyUrl())
                .willReturn(new ResponseDefinitionBuilder()
                        .withStatus(status)
                        .withHeader("Content-Type", contentType)
                        .withBody(body)));
    }

    private int get(String path) {
        return RestAssured.given()
                .filter(filter)
                .get("http://127.0.0.1:" + server.port() + path)
                .statusCode();
    }

    @Test
    void a_right_answer_passes_and_counts_as_seen() {
        answers(200, "application/json", "{\"accessToken\": \"a\", \"scopes\": []}");

        assertThat(get(PATH)).isEqualTo(200);
        assertThat(filter.coverage().rows().stream().filter(row -> row.isSeen()).map(row -> row.status()))
                .containsExactly("200");
    }

    @Test
    void a_contract_that_is_held_already_is_taken() {
        var contract = ((ReadResult.Read)
                        ContractReader.read("../spec/openapi/dynamic-oauth-access-token.yaml", ReadOptions.defaults()))
                .contract();
        var given = ContractFilter.of(contract);
        answers(200, "application/json", "{\"accessToken\": 1, \"scopes\": []}");

        assertThatThrownBy(() -> RestAssured.given().filter(given).get("http://127.0.0.1:" + server.port() + PATH))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("response.body.schema.type");
    }

    @Test
    void an_answer_that_breaks_the_contract_fails_the_test() {
        answers(200, "application/json", "{\"accessToken\": 1, \"scopes\": []}");

        assertThatThrownBy(() -> get("/api/v0" + PATH))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith(
                        "response.body.schema.type   GET /oauthAccounts/{oauthAccountId}/accessToken → 200"
                                + " application/json\n  at        response body /accessToken\n");
    }

    @Test
    void a_documented_failure_passes_and_an_undocumented_one_does_not() {
        answers(500, "application/json", "{}");
        assertThat(get(PATH)).isEqualTo(500);

        answers(503, "application/json", "{}");
        assertThatThrownBy(() -> get(PATH)).hasMessageStartingWith("response.status.undocumented");
    }

    @Test
    void what_no_operation_declares_is_left_alone() {
        answers(418, "text/plain", "teapot");

        assertThat(get("/elsewhere")).isEqualTo(418);
    }

    @Test
    void a_document_that_is_not_there_is_said_at_once() {
        assertThatThrownBy(() -> ContractFilter.of("missing.yaml"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing.yaml");
    }
}
