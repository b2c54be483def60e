package dev.counterpart.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationKeyTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # key                     | path           | query  | variables | without names         | folder
            GET /pets                 | /pets          | -      | []        | GET /pets             | GET ~pets
            GET /pets/{petId}         | /pets/{petId}  | -      | [petId]   | GET /pets/{}          | GET ~pets~{petId}
            GET /a/{x}-{y}/{x}        | /a/{x}-{y}/{x} | -      | [x, y]    | GET /a/{}-{}/{}       | GET ~a~{x}-{y}~{x}
            GET /s?type=a             | /s             | type=a | []        | GET /s?type=a         | GET ~s?type=a
            GET /s/{id}?q={q}&r       | /s/{id}        | q={q}&r | [id]     | GET /s/{}?q={}&r      | GET ~s~{id}?q={q}&r
            GET /s/{a?b}              | /s/{a?b}       | -      | [a?b]     | GET /s/{}             | GET ~s~{a?b}
            GET /s/{a?b}?c            | /s/{a?b}       | c      | [a?b]     | GET /s/{}?c           | GET ~s~{a?b}?c
            GET /s?                   | /s             | ""     | []        | GET /s?               | GET ~s?
            GET /s?a#b                | /s             | a      | []        | GET /s?a#b            | GET ~s?a#b
            GET /s#a?b                | /s#a?b         | -      | []        | GET /s#a?b            | GET ~s#a?b
            COPY /s                   | /s             | -      | []        | COPY /s               | COPY ~s
            """)
    void a_key(String key, String path, String query, String variables, String withoutNames, String folder) {
        var parsed = OperationKey.parse(key).orElseThrow();
        assertThat(parsed).hasToString(key);
        assertThat(parsed.pathOnly()).isEqualTo(path);
        assertThat(OperationKey.queryOf(parsed.path()).orElse("-")).isEqualTo(query);
        assertThat(parsed.variables()).hasToString(variables);
        assertThat(parsed.withoutNames()).hasToString(withoutNames);
        assertThat(parsed.folderName()).isEqualTo(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET", "/pets", "GET pets", "get /pets", "Query /pets", "G T /pets", "( /pets"})
    void another_text_is_not_a_key(String text) {
        assertThat(OperationKey.parse(text)).isEmpty();
    }
}
