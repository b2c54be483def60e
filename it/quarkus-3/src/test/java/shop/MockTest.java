package shop;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.junit.CounterpartMock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The mock: a client of the shop, tested without the shop. */
@CounterpartMock(document = "openapi.yaml")
class MockTest {

    @Test
    void an_order(MockServer mock) {
        mock.on("getOrder").body(Map.of("id", 7, "item", "lamp"));

        String item = given().baseUri(mock.url().toString()).get("/orders/7").path("item");

        assertEquals("lamp", item);
        mock.verify("getOrder").withPath("id", 7).once();
    }
}
