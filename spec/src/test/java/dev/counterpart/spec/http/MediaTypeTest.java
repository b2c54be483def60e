package dev.counterpart.spec.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypeTest {

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # text                                  | understood as
            application/json                        | application/json
            Application/JSON                        | application/json
            `  text/plain  `                        | text/plain
            text/html;charset=UTF-8                 | text/html; charset=UTF-8
            text/html ; Charset = utf-8 ;           | text/html; charset=utf-8
            text/html; charset="utf-8"              | text/html; charset=utf-8
            text/html; a="x;y"; b=2                 | text/html; a="x;y"; b=2
            text/html; a="say \\"hi\\" \\\\"        | text/html; a="say \\"hi\\" \\\\"
            text/html; a=1; a=2                     | text/html; a=1
            text/html; a="                          | text/html; a="\\""
            text/html; a=                           | text/html; a=""
            */*                                     | */*
            text/*                                  | text/*
            application/vnd.pets.v1+json            | application/vnd.pets.v1+json
            ``                                      | none
            json                                    | none
            /json                                   | none
            text/                                   | none
            text/a/b                                | none
            te xt/html                              | none
            text/html, text/plain                   | none
            text/html; charset                      | none
            text/html; =utf-8                       | none
            text/html;  =utf-8                      | none
            text/html; a b=c                        | none
            téxt/html                               | none
            """)
    void a_text_is_understood_as(String text, String expected) {
        assertThat(MediaType.parse(text).map(MediaType::toString).orElse("none"))
                .isEqualTo(expected);
    }

    @Test
    void parameters_are_found_by_their_name_in_lower_case() {
        var type = MediaType.parse("multipart/form-data; Boundary=\"a b\"").orElseThrow();

        assertThat(type.parameter("boundary")).contains("a b");
        assertThat(type.parameter("charset")).isEmpty();
        assertThat(type.essence()).isEqualTo("multipart/form-data");
        assertThat(type.bare()).isEqualTo(new MediaType("Multipart", "FORM-DATA", Map.of()));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # type                       | kinds
            application/json             | json
            text/json                    | json text
            application/problem+json     | json
            application/jsonp            |
            application/xml              | xml
            text/xml                     | xml text
            image/svg+xml                | xml
            application/xmlish           |
            text/plain                   | text
            text/*                       | text range
            */*                          | range
            application/octet-stream     |
            """)
    void a_type_is_of_kinds(String text, String kinds) {
        var type = MediaType.parse(text).orElseThrow();
        var found = new StringBuilder();
        found.append(type.isJson() ? "json " : "").append(type.isXml() ? "xml " : "");
        found.append(type.isText() ? "text " : "").append(type.isRange() ? "range" : "");

        assertThat(found.toString().strip()).isEqualTo(kinds == null ? "" : kinds);
    }

    @ParameterizedTest(name = "{0} includes {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # range                     | type                              | included
            */*                         | text/html                         | true
            text/*                      | text/html; charset=utf-8          | true
            text/*                      | image/png                         | false
            text/html                   | text/html; charset=utf-8          | true
            text/html                   | text/plain                        | false
            text/html                   | image/html                        | false
            text/html; charset=UTF-8    | text/html; charset=utf-8          | true
            text/html; charset=utf-8    | text/html                         | false
            text/html; charset=utf-8    | text/html; charset=latin1         | false
            text/html                   | text/*                            | false
            application/*+json          | application/problem+json          | true
            application/*+json          | application/json                  | false
            application/*+json          | application/problem+xml           | false
            application/*+json          | image/x+json                      | false
            """)
    void a_range_includes(String range, String type, boolean included) {
        assertThat(MediaType.parse(range)
                        .orElseThrow()
                        .includes(MediaType.parse(type).orElseThrow()))
                .isEqualTo(included);
    }

    @Test
    void a_separator_in_quotes_separates_nothing() {
        assertThat(MediaType.split("a,\"b,\\\",c\",,d\\,", ',')).containsExactly("a", "\"b,\\\",c\"", "", "d\\", "");
        assertThat(MediaType.split("", ',')).containsExactly("");
    }
}
