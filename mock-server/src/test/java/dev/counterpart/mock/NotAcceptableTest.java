package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.mock.settings.MockOptions.Compat;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client gets that accepts no declared media type. */
class NotAcceptableTest {

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # compat | responses beside 200                                                    | Accept              | answer
            NONE     | default: {description: no, content: {application/json: {example: {e: 1}}}} | image/png          | 406 application/json {"e":1}
            NONE     | default: {description: no, content: {application/json: {schema: {type: integer}}}} | image/png  | 406 application/json 0
            NONE     | 4XX: {description: no, content: {text/plain: {example: no}}}            | image/png           | 406 text/plain no
            NONE     | 406: {description: no, content: {application/json: {example: {e: 1}}}}  | image/png           | 406 application/json {"e":1}
            NONE     | 406: {description: no}                                                  | image/png           | 406
            NONE     | 404: {description: no, content: {application/json: {example: {e: 1}}}}  | image/png           | 406 application/problem+json
            # what is not a media range accepts nothing
            NONE     | default: {description: no, content: {application/json: {example: {e: 1}}}} | json, ;q=x         | 406 application/json {"e":1}
            NONE     | 404: {description: no}                                                  | json                | 406 application/problem+json
            NONE     | 404: {description: no}                                                  | ;                   | 406 application/problem+json
            NONE     | 404: {description: no}                                                  | json, image/png     | 406 application/problem+json
            NONE     | 404: {description: no}                                                  | json, */*           | 200 application/json {"a":1}
            NONE     | 404: {description: no}                                                  | application/json;q=0 | 406 application/problem+json
            # parameters that the document does not mention
            NONE     | 404: {description: no}                                                  | application/json;odata.metadata=minimal | 200 application/json {"a":1}
            PRISM    | 404: {description: no}                                                  | application/json;odata.metadata=minimal | 200 application/json {"a":1}
            PRISM    | default: {description: no, content: {application/json: {example: {e: 1}}}} | image/png          | 406 application/problem+json
            """)
    void a_client_gets(Compat compat, String responses, String accept, String expected) {
        byte[] document = """
                openapi: 3.1.1
                info: {title: T, version: '1'}
                paths: {/a: {get: {responses: {200: {description: ok, content: {application/json: {example: {a: 1}}}}, %s}}}}
                """.formatted(responses).getBytes(StandardCharsets.UTF_8);
        var contract =
                ((ReadResult.Read) ContractReader.read(document, "openapi.yaml", ReadOptions.defaults())).contract();
        var engine =
                new MockEngine(contract, Fixtures.none(), MockOptions.defaults().withCompat(compat));

        var response = engine.answer(Requests.of("GET /a HTTP/1.1\nAccept: " + accept + "\n\n"))
                .response();

        String type = response.headers().first("Content-Type").orElse("");
        String body = type.startsWith("application/problem") ? "" : response.text();
        assertThat((response.status() + " " + type + " " + body).strip()).isEqualTo(expected);
    }
}
