package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.junit.CounterpartMock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

@CounterpartMock(document = "openapi.yaml")
class MockTest {

    @Test
    void an_order(MockServer mock) throws Exception {
        mock.on("getOrder").body(Map.of("id", 7, "item", "lamp"));

        assertEquals(200, get(mock.url() + "/orders/7").statusCode());
        mock.verify("getOrder").withPath("id", 7).once();
    }

    @Test
    void an_order_that_does_not_exist(MockServer mock) throws Exception {
        mock.on("getOrder").status(404);

        assertEquals(404, get(mock.url() + "/orders/8").statusCode());
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }
}
