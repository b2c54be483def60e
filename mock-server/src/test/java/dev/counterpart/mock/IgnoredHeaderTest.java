package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Header parameters named Accept, Content-Type and Authorization, which shall be ignored (OpenAPI 3.0.4, Parameter Object, {@code name}). */
class IgnoredHeaderTest {

    private static final Path DOCUMENT = Path.of("src/test/resources/contracts/ignored-headers.yaml");

    private final MockEngine engine = new MockEngine(
            Exchange.contract(DOCUMENT), Fixtures.none(), MockOptions.defaults().withErrors(true));

    /** A tilde is a line end. */
    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # request                                                                                          | status
            # --- Accept is for negotiation only
            GET /addons HTTP/1.1~Authorization: Token token=a                                                  | 200
            GET /addons HTTP/1.1~Authorization: Token token=a~Accept: */*                                      | 200
            GET /addons HTTP/1.1~Authorization: Token token=a~Accept: application/json                         | 200
            GET /addons HTTP/1.1~Authorization: Token token=a~Accept: application/json~Content-Type: text/html | 200
            GET /addons HTTP/1.1~Authorization: Token token=a~Accept: text/html                                | 406
            # --- Content-Type is that of the body
            POST /addons HTTP/1.1~Authorization: Token token=a~Content-Type: application/json; charset=utf-8~~{"addon":1} | 201
            POST /addons HTTP/1.1~Authorization: Token token=a~Content-Type: application/json~~{"add":1}       | 422
            POST /addons HTTP/1.1~Authorization: Token token=a~Content-Type: text/html~~{"addon":1}            | 415
            POST /media/v3/upload HTTP/1.1~Content-Type: application/octet-stream~~abc                         | 200
            POST /media/v3/upload HTTP/1.1                                                                     | 200
            # --- Authorization is that of the security scheme
            GET /addons HTTP/1.1                                                                               | 401
            GET /bearer HTTP/1.1                                                                               | 200
            GET /bearer HTTP/1.1~Authorization: Basic eDp5                                                     | 200
            """)
    void a_request_is_valid_whatever_these_parameters_say(String request, int status) {
        assertThat(engine.answer(Exchange.request(request.replace("~", "\n")))
                        .response()
                        .status())
                .isEqualTo(status);
    }
}
