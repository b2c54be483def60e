package shop;

import dev.counterpart.verify.junit.ContractTests;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Optional;

/** The gate: the shop answers as its document says. */
@QuarkusTest
class ContractTest implements ContractTests {

    @TestHTTPResource("/")
    URI shop;

    @Override
    public Optional<String> url() {
        return Optional.of(shop.toString());
    }
}
