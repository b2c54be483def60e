package shop;

import dev.counterpart.verify.junit.ContractTests;
import java.util.Optional;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The gate: the shop answers as its document says. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ContractTest implements ContractTests {

    @LocalServerPort
    int port;

    @Override
    public Optional<String> url() {
        return Optional.of("http://localhost:" + port);
    }
}
