package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.counterpart.verify.spring.SpringContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.client.RestClient;
import org.springframework.web.context.WebApplicationContext;

/** The filters of Spring's clients: what the project's own tests receive is validated, too. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SpringClientsTest {

    @RegisterExtension
    static final SpringContract CONTRACT = SpringContract.of("openapi.yaml");

    /** The shop answers another contract than this. */
    static final SpringContract OTHER = SpringContract.of("other.yaml");

    @LocalServerPort
    int port;

    @Autowired
    WebApplicationContext context;

    private MockMvc mvc(SpringContract contract) {
        return MockMvcBuilders.webAppContextSetup(context).alwaysDo(contract.mockMvc()).build();
    }

    private String item(SpringContract contract) {
        var client = RestClient.builder().requestInterceptor(contract.client()).build();
        return client.get()
                .uri("http://localhost:" + port + "/orders/7")
                .retrieve()
                .body(Orders.Order.class)
                .item();
    }

    @Test
    void MockMvc() throws Exception {
        mvc(CONTRACT).perform(get("/orders/7")).andExpect(status().isOk());
        mvc(CONTRACT).perform(get("/orders/8")).andExpect(status().isNotFound());
    }

    @Test
    void RestClient() {
        assertThat(item(CONTRACT)).isEqualTo("lamp");
    }

    @Test
    void a_violation_fails_the_test() {
        assertThatThrownBy(() -> mvc(OTHER).perform(get("/orders/7"))).hasMessageStartingWith("response.body.schema.type");
        assertThatThrownBy(() -> item(OTHER)).hasMessageStartingWith("response.body.schema.type");
    }
}
