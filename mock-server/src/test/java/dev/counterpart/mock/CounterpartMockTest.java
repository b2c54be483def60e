package dev.counterpart.mock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.counterpart.mock.junit.CounterpartMock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mock in a user's tests: the annotation, answers by code, verification, sessions. */
@CounterpartMock(
        document = "src/test/resources/contracts/orders.yaml",
        fixtures = "src/test/resources/orders",
        auth = "off")
class CounterpartMockTest {

    private static int status(MockServer mock, String request) throws IOException {
        return PlainClient.send(mock.url(), Exchange.request(request)).status();
    }

    private static String body(MockServer mock, String request) throws IOException {
        return PlainClient.send(mock.url(), Exchange.request(request)).text();
    }

    private static void order(MockServer mock, int quantity, String... headers) throws IOException {
        PlainClient.send(
                mock.url(),
                Exchange.request("POST /orders HTTP/1.1\nContent-Type: application/json\n"
                        + String.join("", List.of(headers)) + "\n{\"qty\":" + quantity + "}"));
    }

    @Test
    void an_answer_is_set_by_code(MockServer mock) throws IOException {
        assertThat(status(mock, "GET /orders/1 HTTP/1.1")).isEqualTo(200);
        mock.on("getOrder").status(404);
        assertThat(status(mock, "GET /orders/1 HTTP/1.1")).isEqualTo(404);
        mock.on("getOrder").fixture("shipped");
        assertThat(body(mock, "GET /orders/1 HTTP/1.1")).isEqualTo("{\"qty\":7}");
        mock.on("getOrder").body(Map.of("qty", 5)).once();
        assertThat(body(mock, "GET /orders/1 HTTP/1.1")).isEqualTo("{\"qty\":5}");
        assertThat(body(mock, "GET /orders/1 HTTP/1.1")).isEqualTo("{\"qty\":7}");
        mock.on("getOrder").status(404).json("{\"why\":\"gone\"}").header("X-Why", "gone");
        assertThat(body(mock, "GET /orders/1 HTTP/1.1")).isEqualTo("{\"why\":\"gone\"}");
        mock.on("*").status(503);
        assertThat(status(mock, "POST /orders HTTP/1.1")).isEqualTo(503);
    }

    /** What another test has set is gone, in any order. */
    @RepeatedTest(2)
    void tests_do_not_see_each_other(MockServer mock) throws IOException {
        mock.verify("getOrder").never();
        assertThat(status(mock, "GET /orders/1 HTTP/1.1")).isEqualTo(200);
        mock.on("getOrder").status(503);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # mistake          | message
            unknown operation  | the nearest is getOrder
            unknown fixture    | the nearest is shipped
            invalid body       | response.body.schema.type
            undeclared status  | a status that the contract declares: 200, 404
            unknown fault      | one of reset, empty, truncate, garbage, stall
            """)
    void a_mistake_is_reported_at_once(String mistake, String message, MockServer mock) {
        assertThatThrownBy(() -> {
                    switch (mistake) {
                        case "unknown operation" -> mock.on("getOrdr").status(200);
                        case "unknown fixture" -> mock.on("getOrder").fixture("shiped");
                        case "invalid body" -> mock.on("getOrder").body(Map.of("qty", "many"));
                        case "undeclared status" -> mock.on("getOrder").status(418);
                        default -> mock.on("getOrder").fault("burn");
                    }
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void calls_are_verified(MockServer mock) throws IOException {
        order(mock, 3);
        order(mock, 4);
        mock.verify("createOrder").times(2);
        mock.verify("createOrder").withBody("/qty", 3).once();
        mock.verify("createOrder").withBody("qty", Map.of("in", List.of(3, 4))).times(2);
        mock.verify("createOrder").atLeast(1).atMost(2);
        mock.verify("createOrder").withBody("/qty", 9).never();
        mock.verify("createOrder")
                .withHeader("Content-Type", "application/json")
                .times(2);
        assertThatThrownBy(() -> mock.verify("createOrder").times(2).withBody("/qty", 3))
                .isInstanceOf(AssertionError.class)
                .hasMessage("""
                        createOrder with body./qty 3
                          expected  exactly 2 times
                          but was   called once
                          call      POST /orders → 201
                          near      POST /orders → 201
                                    body./qty expected 3 but was 4""");
        assertThatThrownBy(() -> mock.verify("getOrder").atLeast(1)).hasMessage("""
                getOrder
                  expected  at least 1 time
                  but was   never called""");
        assertThatThrownBy(() -> mock.verify("createOrders")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void claims_of_the_token_are_verified(MockServer mock) throws IOException {
        String claims = "{\"sub\":\"anna\",\"level\":2}";
        String token = "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8)) + ".";
        order(mock, 3, "Authorization: Bearer " + token + "\n");
        order(mock, 4);

        mock.verify("createOrder").withToken("sub", "anna").once();
        mock.verify("createOrder")
                .withToken("sub", "anna")
                .withToken("level", 2)
                .withBody("/qty", 3)
                .once();
        mock.verify("createOrder").withToken("sub", "bert").never();
    }

    @Test
    void an_operation_can_be_served_without_validation(MockServer mock) throws IOException {
        String invalid = "POST /orders HTTP/1.1\nContent-Type: application/json\n\n{\"qty\":\"many\"}";
        assertThat(status(mock, invalid)).isEqualTo(422);
        mock.on("createOrder").withoutValidation().once();
        assertThat(status(mock, invalid)).isEqualTo(201);
        assertThat(status(mock, invalid)).isEqualTo(422);
    }

    @Test
    void a_verification_without_a_number_is_checked_at_the_end(MockServer mock) {
        mock.verify("createOrder");
        assertThatThrownBy(() -> mock.allRequests().verifyOpen()).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_session_is_alone(MockSession mine, MockServer mock) throws IOException {
        mine.on("getOrder").status(404);
        String header = "\n" + MockSession.HEADER + ": " + mine.name();
        assertThat(status(mock, "GET /orders/1 HTTP/1.1" + header)).isEqualTo(404);
        assertThat(status(mock, "GET /orders/1 HTTP/1.1\nCookie: a=b; " + MockSession.HEADER + "=" + mine.name()))
                .isEqualTo(404);
        assertThat(status(mock, "GET /orders/1 HTTP/1.1")).isEqualTo(200);
        mine.verify("getOrder").times(2);
        mock.verify("getOrder").times(3);
    }

    @Test
    void a_scenario_is_played(MockServer mock) throws IOException {
        mock.start("ship");
        assertThat(status(mock, "GET /orders/1 HTTP/1.1")).isEqualTo(404);
        mock.next("ship");
        assertThat(body(mock, "GET /orders/1 HTTP/1.1")).isEqualTo("{\"qty\":7}");
        assertThatThrownBy(() -> mock.start("none")).hasMessageContaining("[ship]");
    }

    @Test
    void a_document_that_cannot_be_read_is_reported() {
        assertThatThrownBy(() -> MockServer.builder().document("none.yaml").start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("none.yaml");
        assertThatThrownBy(() -> MockServer.builder().start()).hasMessageContaining("A mock needs a document");
    }

    @Nested
    class InNestedClasses {
        @Test
        void the_mock_is_the_same(MockServer mock) throws IOException {
            assertThat(status(mock, "GET /orders/1 HTTP/1.1")).isEqualTo(200);
        }
    }

    @Nested
    @CounterpartMock(
            document = "src/test/resources/contracts/orders.yaml",
            overlays = {"src/test/resources/orders-overlays/gone.yaml", "classpath:orders-overlays/gone.yaml"})
    class WithOverlays {
        @Test
        void a_status_of_an_overlay_is_documented(MockServer mock) throws IOException {
            mock.on("getOrder").status(410);

            assertThat(status(mock, "GET /orders/1 HTTP/1.1")).isEqualTo(410);
        }
    }

    @Nested
    @CounterpartMock(document = "src/test/resources/contracts/undeclared.yaml")
    class WithCredentials {
        private static final String POST = "POST /things HTTP/1.1\nContent-Type: application/json\n\n";

        @Test
        void an_operation_can_be_served_without_them(MockServer mock) throws IOException {
            assertThat(status(mock, POST + "{}")).isEqualTo(401);
            mock.on("POST /things").withoutAuth().once();
            assertThat(status(mock, POST + "{}")).isEqualTo(200);
            assertThat(status(mock, POST + "{}")).isEqualTo(401);
        }

        @Test
        void requests_without_them_are_still_validated(MockServer mock) throws IOException {
            mock.on("POST /things").withoutAuth();

            assertThat(status(mock, POST + "{\"id\":\"one\"}")).isEqualTo(422);
        }
    }

    @Test
    void an_overlay_that_cannot_be_read_is_reported() {
        var builder = MockServer.builder()
                .document("src/test/resources/contracts/orders.yaml")
                .overlay(Path.of("none.yaml"));

        assertThatThrownBy(builder::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("none.yaml");
    }
}
