package dev.counterpart.spec.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Contracts;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.http.Headers;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The parameter is always called {@code color}. A result is its readings as JSON, the first one first, or what became of the
 * text instead.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#style-examples">OpenAPI 3.1.1, Style Examples</a>
 */
class ParameterDecoderTest {

    private static final String STRING = "{type: string}";
    private static final String ARRAY = "{type: array, items: {type: string}}";
    private static final String OBJECT =
            "{type: object, properties: {R: {type: integer}, G: {type: integer}, B: {type: integer}}}";

    @ParameterizedTest(name = "{0} explode={1} {2} {3}: {4} → {5}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # style        | explode | in     | schema | sent                                | readings
            matrix         | false   | path   | STRING | ;color=blue                         | "blue"
            matrix         | false   | path   | STRING | ;color                              | ""
            matrix         | false   | path   | STRING | ;color=a%3Bb                        | "a;b"
            matrix         | false   | path   | ARRAY  | ;color=blue,black,brown             | ["blue","black","brown"]
            matrix         | true    | path   | ARRAY  | ;color=blue;color=black;color=brown | ["blue","black","brown"]
            matrix         | false   | path   | OBJECT | ;color=R,100,G,200,B,150            | {"R":100,"G":200,"B":150}
            matrix         | true    | path   | OBJECT | ;R=100;G=200;B=150                  | {"R":100,"G":200,"B":150}
            matrix         | false   | path   | STRING | blue                                | malformed: a value of style matrix, which begins with ; but was blue
            matrix         | false   | path   | STRING | ;size=1                             | malformed: a value of style matrix, which begins with ;color= but was ;size=1
            label          | false   | path   | STRING | .blue                               | "blue"
            label          | true    | path   | STRING | .blue                               | "blue"
            label          | false   | path   | STRING | .                                   | ""
            label          | false   | path   | ARRAY  | .blue,black,brown                   | ["blue","black","brown"]
            label          | true    | path   | ARRAY  | .blue.black.brown                   | ["blue","black","brown"]
            label          | false   | path   | OBJECT | .R,100,G,200,B,150                  | {"R":100,"G":200,"B":150}
            label          | false   | path   | ARRAY  | .blue.black.brown                   | ["blue.black.brown"] or ["blue","black","brown"]
            label          | false   | path   | OBJECT | .R.100.G.200                        | {"R.100.G.200":""} or {"R":100,"G":200}
            label          | false   | path   | ARRAY  | %2Eblue                             | ["blue"]
            matrix         | true    | path   | ARRAY  | %3Bcolor%3Dblue%3Bcolor%3Dred       | ["blue","red"]
            label          | true    | path   | OBJECT | .R=100.G=200.B=150                  | {"R":100,"G":200,"B":150}
            label          | false   | path   | STRING | blue%21                             | malformed: a value of style label, which begins with . but was blue!
            simple         | false   | path   | STRING | blue                                | "blue"
            simple         | false   | path   | STRING | a%2Fb,c                             | "a/b,c"
            simple         | false   | path   | STRING | ``                                  | absent
            simple         | false   | path   | ARRAY  | blue,bl%2Cack,brown                 | ["blue","bl,ack","brown"] or ["blue","bl","ack","brown"]
            simple         | true    | path   | ARRAY  | blue,black,brown                    | ["blue","black","brown"]
            simple         | false   | path   | OBJECT | R,100,G,200,B,150                   | {"R":100,"G":200,"B":150}
            simple         | true    | path   | OBJECT | R=100,G=200,B=150                   | {"R":100,"G":200,"B":150}
            simple         | false   | path   | OBJECT | R,100,G                             | {"R":100,"G":""}
            simple         | true    | path   | OBJECT | R=100,G,%58=a=b                     | {"R":100,"G":"","X":"a=b"}
            simple         | false   | header | STRING | blue%20, black                      | "blue%20, black"
            simple         | false   | header | STRING | ``                                  | absent
            simple         | false   | header | ARRAY  | blue, black,brown                   | ["blue","black","brown"]
            simple         | false   | header | OBJECT | R, 100, G, 200                      | {"R":100,"G":200}
            simple         | true    | header | OBJECT | R=100, G=200                        | {"R":100,"G":200}
            form           | true    | query  | STRING | color=blue                          | "blue"
            form           | true    | query  | STRING | x=1&color=bl+ue%2B&y=2              | "bl ue+"
            form           | true    | query  | STRING | color=                              | ""
            form           | true    | query  | STRING | color                               | ""
            form           | true    | query  | STRING | colour=blue                         | absent
            form           | true    | query  | STRING | color=blue&color=black              | ["blue","black"]
            form           | true    | query  | STRING | color=a=b                           | "a=b"
            form           | false   | query  | STRING | color=a,b                           | "a,b"
            form           | false   | query  | ARRAY  | color=blue,bl%2Cack,brown           | ["blue","bl,ack","brown"] or ["blue","bl","ack","brown"]
            form           | false   | query  | ARRAY  | color=blue%2cblack                  | ["blue,black"] or ["blue","black"]
            form           | false   | query  | OBJECT | color=R%2C100%2CG%2C200             | {"R,100,G,200":""} or {"R":100,"G":200}
            form           | true    | query  | ARRAY  | color=blue%2Cblack                  | ["blue,black"]
            pipeDelimited  | false   | query  | ARRAY  | color=blue%7Cblack                  | ["blue","black"]
            spaceDelimited | false   | query  | ARRAY  | color=blue+black%2520               | ["blue","black%20"]
            form           | false   | cookie | ARRAY  | color=blue%2Cblack                  | ["blue,black"] or ["blue","black"]
            simple         | false   | header | ARRAY  | blue%2Cblack                        | ["blue%2Cblack"] or ["blue","black"]
            simple         | false   | path   | OBJECT | R%2C100                             | {"R,100":""} or {"R":100}
            label          | true    | path   | ARRAY  | .blue%2Eblack                       | ["blue.black"] or ["blue","black"]
            matrix         | false   | path   | ARRAY  | ;color=blue%2Cblack                 | ["blue,black"] or ["blue","black"]
            form           | true    | query  | ARRAY  | color=blue&color=bl,ack             | ["blue","bl,ack"]
            form           | true    | query  | ARRAY  | color=blue                          | ["blue"]
            form           | true    | query  | ARRAY  | color=                              | [""] or []
            form           | true    | query  | ARRAY  | color=&color=                       | ["",""]
            form           | false   | query  | OBJECT | color=R,100,G,200,B,150             | {"R":100,"G":200,"B":150}
            form           | true    | query  | OBJECT | R=100&G=200&B=150&page=2            | {"R":100,"G":200,"B":150}
            form           | true    | query  | OBJECT | R=100&R=200                         | {"R":["100","200"]}
            form           | true    | query  | OBJECT | page=2                              | absent
            spaceDelimited | false   | query  | ARRAY  | color=blue%20black+brown            | ["blue","black","brown"]
            spaceDelimited | false   | query  | OBJECT | color=R%20100%20G%20200             | {"R":100,"G":200}
            pipeDelimited  | false   | query  | ARRAY  | `color=blue|bl%20ack%7Cbrown%7cred` | ["blue","bl ack","brown","red"]
            pipeDelimited  | false   | query  | OBJECT | `color=R|100|G|200`                 | {"R":100,"G":200}
            pipeDelimited  | true    | query  | ARRAY  | `color=a|b&color=c`                 | `["a|b","c"]`
            deepObject     | true    | query  | OBJECT | color[R]=100&color[G]=200&x[B]=1    | {"R":100,"G":200}
            deepObject     | true    | query  | OBJECT | color%5BR%5D=100&color%5BX%5D=a+b   | {"R":100,"X":"a b"}
            deepObject     | true    | query  | OBJECT | color[R]=1&color[R]=2               | {"R":2}
            deepObject     | true    | query  | OBJECT | color=R&color[R&colorR]=1           | absent
            deepObject     | true    | query  | OBJECT | color[R&colorR]=1                   | absent
            deepObject     | true    | query  | OBJECT | color=R&color[R]=1                  | {"R":1}
            form           | true    | query  | OBJECT | color=text                          | absent
            form           | true    | query  | OBJECT | color=&x=1                          | absent
            deepObject     | true    | query  | OBJECT | color[X][Y][R]=1&color[X][Z]=2      | {"X":{"Y":{"R":"1"},"Z":"2"}}
            form           | true    | cookie | STRING | color=blue; x=1                     | "blue"
            form           | true    | cookie | STRING | x=1; color=a%20b                    | "a b"
            form           | false   | cookie | ARRAY  | color=blue,black,brown              | ["blue","black","brown"]
            form           | true    | cookie | ARRAY  | color=blue; color=black             | ["blue","black"]
            form           | false   | cookie | OBJECT | color=R,100,G,200                   | {"R":100,"G":200}
            form           | true    | cookie | OBJECT | R=100; G=200; x=1                   | {"R":100,"G":200}
            form           | true    | cookie | STRING | color=                              | absent
            cookie         | true    | cookie | STRING | x=1; color=a%20b                    | "a%20b"
            cookie         | false   | cookie | ARRAY  | color=blue%2Cblack,brown            | ["blue%2Cblack","brown"]
            cookie         | true    | cookie | OBJECT | R=100; G=2%30                       | {"R":100,"G":"2%30"}
            deepObject     | true    | query  | ARRAY  | color=blue                          | ["blue"]
            deepObject     | true    | query  | ARRAY  | color=a%20b&color=black             | ["a b","black"]
            """)
    void a_value_is_read_by_its_style(
            String style, boolean explode, String in, String schema, String sent, String expected) {
        String declared = "style: " + style + ", explode: " + explode + ", schema: " + schema(schema);

        assertThat(described(decoded(in, declared, sent))).isEqualTo(expected);
    }

    private static String schema(String name) {
        return switch (name) {
            case "STRING" -> STRING;
            case "ARRAY" -> ARRAY;
            case "OBJECT" -> OBJECT;
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest(name = "{0} {1}: {2} → {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # in   | declared                                                                       | sent              | readings
            query  | schema: {type: integer}                                                        | color=5           | 5 or "5"
            query  | schema: {type: integer}                                                        | color=05          | "05"
            query  | schema: {type: boolean}                                                        | color=true        | true or "true"
            query  | schema: {anyOf: [{type: integer}, {type: string}]}                             | color=5           | 5 or "5"
            query  | schema: {type: [array, string], items: {type: integer}}                        | color=5           | [5] or "5"
            query  | schema: {type: [array, integer], items: {type: string}}                        | color=5           | ["5"]
            query  | schema: {type: [array, string], items: {type: integer}}                        | color=5&color=6   | [5,6]
            query  | schema: {items: {type: integer}}                                               | color=5           | [5]
            query  | allowEmptyValue: true, schema: {type: integer}                                 | color=            | opaque
            query  | allowEmptyValue: true, schema: {type: integer}                                 | color             | opaque
            query  | allowEmptyValue: true, schema: {type: array}                                   | color=            | opaque
            query  | allowEmptyValue: true, schema: {type: integer}                                 | x=1               | absent
            query  | schema: {type: integer}                                                        | color=            | ""
            query  | schema: {type: integer}                                                        | color             | ""
            query  | schema: {type: array, items: {type: integer}}                                  | color=            | []
            query  | explode: false, schema: {type: array, items: {type: string}}                   | color=            | [""] or []
            query  | schema: {type: object}                                                         | color=            | {"color":""}
            query  | content: {application/json: {schema: {type: object}}}                          | color=            | absent
            query  | content: {text/plain: {schema: {type: string}}}                                | color=            | ""
            cookie | schema: {type: string}                                                         | color=            | absent
            query  | content: {application/json: {schema: {type: object}}}                          | color=%7B%22a%22:1%7D | {"a":1}
            query  | content: {application/json: {schema: {type: array}}}                           | color=[1,2]       | [1,2]
            query  | content: {application/json: {schema: {type: array}}}                           | color=[1          | malformed: JSON: Unexpected end-of-input: expected close marker for Array (line 1, column 3) but was [1
            query  | content: {text/plain: {schema: {type: integer}}}                               | color=5           | 5 or "5"
            query  | content: {application/json: {}}                                                | color=5           | 5
            header | content: {application/json: {schema: {type: object}}}                          | {"a": [1]}        | {"a":[1]}
            cookie | content: {application/json: {schema: {type: object, properties: {a: {}}}}}     | color=%7B%22a%22%3A1%7D | {"a":1}
            path   | content: {application/json: {schema: {type: object}}}                          | %7B%22a%22:1%7D   | {"a":1}
            query  | schema: {type: object, additionalProperties: {type: integer}}                  | a=1&b=2           | {"a":1,"b":2}
            query  | schema: {type: object, properties: {tags: {type: array, items: {type: integer}}}} | tags=1&tags=2  | {"tags":[1,2]}
            query  | schema: {type: object, properties: {tags: {type: array, items: {type: integer}}}} | tags=1         | {"tags":[1]}
            query  | style: deepObject, schema: {type: object, properties: {tags: {type: array, items: {type: integer}}}} | color[tags]=1&color[tags]=2     | {"tags":[1,2]}
            query  | style: deepObject, schema: {type: object, properties: {tags: {type: array, items: {type: integer}}}} | color[tags][]=1&color[tags][]=2 | {"tags":[1,2]}
            query  | style: deepObject, schema: {type: object, properties: {tags: {type: array, items: {type: integer}}}} | color[tags][0]=1&color[tags][1]=2 | {"tags":[1,2]}
            query  | style: deepObject, schema: {type: object, properties: {a: {type: object, properties: {b: {type: integer}}}}} | color[a][b]=1&color[a][c]=1 | {"a":{"b":1,"c":"1"}}
            query  | style: deepObject, schema: {type: object, properties: {a: {}}}                 | color[a]=1&color[a][b]=2 | {"a":{"b":"2"}}
            query  | style: deepObject, schema: {type: object, properties: {a: {}}}                 | color=blue        | absent
            query  | schema: {type: object, properties: {a: {}}}                                    | color=blue        | absent
            query  | style: deepObject, schema: {anyOf: [{type: object, properties: {a: {}}}, {type: integer}]} | color=5 | 5 or "5"
            """)
    void a_value_is_read_as_declared(String in, String declared, String sent, String expected) {
        assertThat(described(decoded(in, declared, sent))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1}: {2} → {3}")
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            # in   ! declared                                                         ! sent              ! readings
            query  ! collectionFormat: pipes                                          ! color=1|2         ! [1,2]
            query  ! collectionFormat: pipes                                          ! color=1,2         ! ["1,2"]
            query  ! collectionFormat: tsv                                            ! color=1%092       ! [1,2]
            path   ! collectionFormat: pipes                                          ! 1|2               ! [1,2]
            path   ! collectionFormat: pipes                                          ! 1%7C2             ! [1,2]
            path   ! collectionFormat: pipes                                          ! 1,2               ! ["1,2"]
            path   ! collectionFormat: ssv                                            ! 1%202             ! [1,2]
            path   ! collectionFormat: tsv                                            ! 1%092             ! [1,2]
            path   ! collectionFormat: csv                                            ! 1,2               ! [1,2]
            header ! collectionFormat: pipes                                          ! 1|2               ! [1,2]
            header ! collectionFormat: pipes                                          ! 1,2               ! ["1,2"]
            header ! collectionFormat: ssv                                            ! 1 2               ! [1,2]
            header ! collectionFormat: tsv                                            ! `1\t2`            ! [1,2]
            header ! description: none is named                                       ! 1, 2              ! [1,2]
            query  ! items: {type: array, collectionFormat: pipes, items: {type: integer}} ! color=1|2,3|4 ! [[1,2],[3,4]]
            query  ! collectionFormat: multi, items: {type: array, collectionFormat: csv, items: {type: integer}} ! color=1,2&color=3 ! [[1,2],[3]]
            """)
    void a_list_of_swagger_two_is_read_by_its_collection_format(
            String in, String declared, String sent, String expected) {
        String items = declared.contains("items") ? "" : ", items: {type: integer}";
        var contract =
                Contracts.of("swagger: '2.0'\ninfo: {title: Lists, version: 1.0.0}\npaths:\n  /{color}:\n    get:\n"
                        + "      parameters: [{name: color, in: " + in + ", type: array, " + declared + items + "}]\n"
                        + "      responses: {200: {description: ok}}\n");

        assertThat(described(decoded(declared(contract), sent))).isEqualTo(expected);
    }

    @Test
    void brackets_without_end_are_read_to_a_bounded_depth() {
        var decoded =
                decoded("query", "style: deepObject, schema: {type: object}", "color" + "[a]".repeat(100_000) + "=1");

        assertThat(described(decoded).startsWith("{\"a\":".repeat(99) + "{\"a][a]["))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}: {1} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # content                                                                       | query           | readings
            application/x-www-form-urlencoded: {schema: {properties: {a: {type: integer}}}} | a=1&b=2         | {"a":1,"b":"2"}
            application/json: {schema: {type: object}}                                      | %7B%22a%22:1%7D | {"a":1}
            text/plain: {schema: {type: string}}                                            | a%20b           | "a b"
            text/plain: {schema: {type: string}}                                            | ``              | absent
            """)
    void the_whole_query_can_be_one_value(String content, String query, String expected) {
        var contract = Contracts.of("""
                openapi: 3.2.0
                info: {title: Query, version: 1.0.0}
                paths:
                  /a:
                    get:
                      parameters: [{name: color, in: querystring, content: {%s}}]
                      responses: {}
                """.formatted(content));
        var parameter = contract.operations().get(0).parameters().get(0);

        assertThat(described(new ParameterDecoder(contract.documents()).querystring(parameter, query)))
                .isEqualTo(expected);
    }

    private record Declared(Contract contract, Parameter parameter, ParameterDecoder decoder) {}

    private static Declared parameter(String in, String declared) {
        var contract = Contracts.ofPaths("""
                /a/{color}:
                  get:
                    parameters: [{name: color, in: %s, required: true, %s}]
                    responses: {}
                """.formatted(in, declared));
        return declared(contract);
    }

    private static Declared declared(Contract contract) {
        var parameter = contract.operations().get(0).parameters().get(0);
        return new Declared(contract, parameter, new ParameterDecoder(contract.documents()));
    }

    private static Decoded decoded(String in, String declared, String sent) {
        return decoded(parameter(in, declared), sent);
    }

    private static Decoded decoded(Declared parameter, String sent) {
        return switch (parameter.parameter().in()) {
            case PATH -> parameter.decoder().path(parameter.parameter(), sent);
            case HEADER -> parameter.decoder().header(parameter.parameter(), Optional.of(sent));
            case COOKIE ->
                parameter.decoder().cookie(parameter.parameter(), Pairs.ofCookies(Headers.of("Cookie", sent)));
            default -> parameter.decoder().query(parameter.parameter(), Pairs.ofQuery(sent));
        };
    }

    private static String described(Decoded decoded) {
        if (decoded instanceof Decoded.Value value) {
            return value.readings().stream().map(Json::text).collect(Collectors.joining(" or "));
        }
        if (decoded instanceof Decoded.Malformed malformed) {
            return "malformed: " + malformed.reason() + " but was " + malformed.actual();
        }
        return decoded instanceof Decoded.Absent ? "absent" : "opaque";
    }
}
