package shop;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.verify.junit.ContractFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The filter: what the project's own tests receive is validated, too. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class FilterTest {

    @RegisterExtension
    static final ContractFilter CONTRACT = ContractFilter.of("openapi.yaml");

    @LocalServerPort
    int port;

    @Test
    void an_order() {
        String item = given().filter(CONTRACT).port(port).get("/orders/7").path("item");

        assertThat(item).isEqualTo("lamp");
    }
}
