package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.junit.CounterpartMock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/** The mock: a client of the shop, tested without the shop. */
@CounterpartMock(document = "openapi.yaml")
class MockTest {

    @Test
    void an_order(MockServer mock) {
        mock.on("getOrder").body(Map.of("id", 7, "item", "lamp"));

        var order = RestClient.create(mock.url().toString()).get().uri("/orders/7").retrieve().body(Orders.Order.class);

        assertThat(order).isEqualTo(new Orders.Order(7, "lamp"));
        mock.verify("getOrder").withPath("id", 7).once();
    }

    @Test
    void an_order_that_does_not_exist(MockServer mock) {
        mock.on("getOrder").status(404);
        var client = RestClient.create(mock.url().toString());

        assertThatThrownBy(() -> client.get().uri("/orders/8").retrieve().toBodilessEntity())
                .isInstanceOf(HttpClientErrorException.NotFound.class);
    }
}
