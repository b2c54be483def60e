package shop;

import dev.counterpart.verify.junit.ContractTests;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ContractTest implements ContractTests {

    private static Shop shop;

    @BeforeAll
    static void open() throws IOException {
        shop = new Shop();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Override
    public Optional<String> url() {
        return Optional.of(shop.url());
    }
}
