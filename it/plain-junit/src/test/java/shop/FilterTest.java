package shop;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.counterpart.verify.junit.ContractFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FilterTest {

    @RegisterExtension
    static final ContractFilter CONTRACT = ContractFilter.of("openapi.yaml");

    @Test
    void an_order() throws Exception {
        try (var shop = new Shop()) {
            String item = given().filter(CONTRACT).get(shop.url() + "/orders/7").path("item");

            assertEquals("lamp", item);
        }
    }
}
