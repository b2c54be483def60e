package dev.counterpart.spec.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptTest {

    @ParameterizedTest(name = "{0} of {1} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # Accept                                      | offers                                | preferred
            ``                                            | text/html, text/plain                 | text/html, text/plain
            */*                                           | text/html, text/plain                 | text/html, text/plain
            text/plain                                    | text/html, text/plain                 | text/plain
            text/plain, text/html                         | text/html, text/plain                 | text/plain, text/html
            text/plain;q=0.5, text/html                   | text/plain, text/html                 | text/html, text/plain
            text/plain;q=0.5, */*;q=0.1                   | image/png, text/plain                 | text/plain, image/png
            text/*, image/png                             | text/html, image/png                  | image/png, text/html
            */*, text/*                                   | image/png, text/html                  | text/html, image/png
            text/html, text/html;level=1                  | text/html, text/html; level=1         | text/html; level=1, text/html
            text/html;level=1;q=0.1, text/html            | text/html; level=1, text/html         | text/html, text/html; level=1
            text/html;q=0, */*                            | text/html, text/plain                 | text/plain
            text/html;q=0.000                             | text/html                             | none
            text/html;Q=0.4, text/plain;q=.5              | text/html, text/plain                 | text/plain, text/html
            text/html;q=5, text/plain;q=1                 | text/plain, text/html                 | text/html, text/plain
            text/html;q=NaN                               | text/html                             | text/html
            text/html;q=-1                                | text/html                             | text/html
            text/html;q=high, text/plain;q=0.9            | text/plain, text/html                 | text/html, text/plain
            application/xml                               | text/html                             | none
            , ,text/html,                                 | text/plain, text/html                 | text/html
            application/json; charset=utf-8               | application/json                      | application/json
            application/json; charset="UTF-8"; q=0.5      | application/json                      | application/json
            application/json; charset=utf-8, text/plain   | text/plain, application/json          | application/json, text/plain
            text/html; charset=utf-8                      | text/html; charset=iso-8859-1         | none
            application/json; charset=iso-8859-1          | application/json                      | none
            application/json; charset=utf-8; v=1          | application/json                      | application/json
            # parameters that an offered type lacks count only if no other range includes it
            application/json;odata.metadata=minimal       | application/json                      | application/json
            application/json; version=1                   | application/json; version=1           | application/json; version=1
            application/json; version=2                   | application/json; version=1           | none
            application/json; version=2                   | application/json; version=1, application/json | application/json
            application/json; version=2; q=0              | application/json                      | none
            application/json; version=2; q=0, */*;q=0.1   | application/json                      | application/json
            application/json; version=2, */*;q=0          | application/json                      | none
            application/json; version=2, application/json;q=0 | application/json                  | none
            application/json;v=1;q=0.1, application/xml   | application/json, application/xml     | application/xml, application/json
            application/xml, application/json;v=1;w=2     | application/json, application/xml     | application/xml, application/json
            application/json; charset=utf-16; v=1         | application/json                      | none
            application/json; profile="urn:p"             | application/json                      | application/json
            */*; version=2                                | application/json; version=1, text/plain | text/plain
            application/*; v=1                            | application/json, text/plain          | application/json
            application/json;q=0.5;ext=1                  | application/json                      | application/json
            # JSON:API
            application/vnd.api+json; profile="urn:p"     | application/vnd.api+json              | application/vnd.api+json
            application/vnd.api+json; ext="urn:e"         | application/vnd.api+json              | none
            application/vnd.api+json; ext="urn:e"         | application/vnd.api+json; ext="urn:e" | application/vnd.api+json; ext="urn:e"
            application/vnd.api+json; ext="urn:e", application/vnd.api+json | application/vnd.api+json | application/vnd.api+json
            application/vnd.api+json; version=1           | application/vnd.api+json              | none
            """)
    void of_the_offers_are_preferred(String accept, String offers, String preferred) {
        var types = Stream.of(offers.split(", ", -1))
                .map(offer -> MediaType.parse(offer).orElseThrow())
                .toList();

        String found = Accept.parse(accept).preferred(types).stream()
                .map(MediaType::toString)
                .collect(Collectors.joining(", "));

        assertThat(found.isEmpty() ? "none" : found).isEqualTo(preferred);
    }

    @ParameterizedTest(name = "{0} gives {1} the quality {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # Accept (RFC 9110 §12.5.1)                                               | type                   | quality
            text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, */*;q=0.5       | text/plain; format=flowed | 1
            text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, */*;q=0.5       | text/plain             | 0.7
            text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, */*;q=0.5       | text/html              | 0.3
            text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, */*;q=0.5       | image/jpeg             | 0.5
            text/html;q=0.4, text/html;q=0.8                                          | text/html              | 0.4
            text/html                                                                 | image/png              | 0
            """)
    void the_most_specific_range_gives_the_quality(String accept, String type, double quality) {
        assertThat(Accept.parse(accept).quality(MediaType.parse(type).orElseThrow()))
                .isEqualTo(quality);
    }

    @Test
    void what_is_no_range_is_kept_as_sent() {
        var accept = Accept.parse("json , text/html; q=0.5,\"a,b\"");

        assertThat(accept)
                .isEqualTo(new Accept(
                        List.of(new Accept.Range(MediaType.parse("text/html").orElseThrow(), 0.5)),
                        List.of("json", "\"a,b\"")));
    }

    @Test
    void all_lines_of_a_request_count_and_none_accepts_anything() {
        var html = MediaType.parse("text/html").orElseThrow();
        var request = Request.of(Method.GET, "/");

        assertThat(Accept.of(request).quality(html)).isEqualTo(1);
        assertThat(Accept.of(request.withHeaders(Headers.of("Accept", "text/plain", "accept", "text/html;q=0.2")))
                        .quality(html))
                .isEqualTo(0.2);
    }
}
