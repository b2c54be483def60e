package dev.counterpart.spec.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contracts;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.route.Router;
import dev.counterpart.spec.schema.SchemaValidator;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several variables in a segment of a path: a path is valid if one way to read it is. */
class PathReadingTest {

    @ParameterizedTest(name = "{2} by {0} with {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # path            | schemas of the variables                  | request        | violations
            /f/{a}.{b}        | a: {}, b: {}                              | /f/a.b.json    | ``
            /f/{a}.{b}        | a: {}, b: {enum: [json]}                  | /f/a.b.json    | ``
            /f/{a}.{b}        | a: {enum: [a]}, b: {}                     | /f/a.b.json    | ``
            /f/{a}.{b}        | a: {enum: [a]}, b: {enum: [json]}         | /f/a.b.json    | b enum
            /f/{a}.{b}        | a: {maxLength: 1}, b: {enum: [json]}      | /f/a.b.c.json  | b enum
            /f/{a}.{b}        | a: {}, b: {enum: [tar.gz]}                | /f/x.y.tar.gz  | ``
            /f/{a}.{b}        | a: {}, b: {enum: [json]}                  | /f/a.xml       | b enum
            /f/{a}-{b}        | a: {format: uuid}, b: {type: integer}     | /f/6ba7b810-9dad-11d1-80b4-00c04fd430c8-7 | ``
            /f/{a}-{b}        | a: {format: date}, b: {format: date}      | /f/2024-01-02-2024-02-03 | ``
            /f/{a}{b}         | a: {type: integer}, b: {pattern: '^[a-z]+$'} | /f/12ab     | ``
            /f/{a}{b}         | a: {pattern: '^[a-z]+$'}, b: {type: integer} | /f/ab12     | ``
            /f/{a}{b}         | a: {type: integer}, b: {pattern: '^[a-z]+$'} | /f/ab       | a type
            /f/{a}..{b}       | a: {}, b: {enum: [.x]}                    | /f/a...x       | ``
            /f/{a}.{b}        | a: {enum: [a%2Eb]}, b: {}                 | /f/a%2Eb.c     | a enum
            /f/{a}.{b}        | a: {enum: [a.b]}, b: {enum: [c]}          | /f/a%2Eb.c     | ``
            /f/{a}.{b}/{c}    | a: {}, b: {enum: [j]}, c: {type: integer} | /f/a.b.j/x     | c type
            /{a}.{b}/{c}.{d}  | a: {}, b: {enum: [j]}, c: {}, d: {enum: [k]} | /a.b.j/c.d.k | ``
            /f/v{a}.{b}.json  | a: {type: integer}, b: {type: number}     | /f/v1.2.5.json | ``
            /f/{a}            | a: {enum: [a.b]}                          | /f/a.b         | ``
            """)
    void every_reading_counts(String path, String schemas, String request, String expected) {
        assertThat(violations(path, schemas, request)).isEqualTo(expected);
    }

    @Test
    void a_long_path_costs_little() {
        assertThat(Duration.ofSeconds(5))
                .isGreaterThan(elapsed("/f/{a}-{b}-{c}-{d}.{e}", "/f/" + "-".repeat(3_000) + ".x"));
    }

    private static Duration elapsed(String path, String request) {
        long start = System.nanoTime();
        assertThat(violations(path, "a: {enum: [z]}, b: {}, c: {}, d: {}, e: {}", request))
                .isEqualTo("a enum");
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String violations(String path, String schemas, String request) {
        String parameters = schemas.lines()
                .flatMap(line -> java.util.Arrays.stream(line.split(", (?=[a-e]: )")))
                .map(each -> each.split(": ", 2))
                .map(each -> "{name: %s, in: path, required: true, schema: %s}".formatted(each[0], each[1]))
                .collect(Collectors.joining(", "));
        var contract = Contracts.of("openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {'" + path
                + "': {get: {parameters: [" + parameters + "], responses: {'200': {description: ok}}}}}");
        var route = (Route.Found) new Router(contract).route("GET", request);
        return new RequestValidator(contract, new SchemaValidator(contract.documents(), contract.version()))
                .violations(route.operation(), route.encodedValues(), Request.of(Method.GET, request)).stream()
                        .map(each -> each.at().pointer().getMatchingProperty() + " "
                                + each.finding().orElseThrow().keyword())
                        .collect(Collectors.joining(", "));
    }
}
