package dev.counterpart.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityTest {

    @ParameterizedTest(name = "{0} and {1} differ by {2}")
    @CsvSource(quoteCharacter = '"', textBlock = """
            # one,    other,   characters
            "",       "",      0
            "",       abc,     3
            abc,      "",      3
            pets,     PETS,    0
            pets,     pet,     1
            kitten,   sitting, 3
            abc,      bca,     2
            flaw,     lawn,    2
            staus,    stauts,  1
            status,   sattus,  1
            ab,       BA,      1
            """)
    void names_differ_by(String one, String other, int distance) {
        assertThat(Similarity.distance(one, other)).isEqualTo(distance);
        assertThat(Similarity.distance(other, one)).isEqualTo(distance);
    }

    @ParameterizedTest(name = "nearest {0} of {1} is {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # text   | candidates        | nearest
            staus    | status, headers   | status
            STATUS   | headers, status   | status
            bat      | rat, cat          | cat
            ab       | xb, zz            | xb
            ab       | xy                | none
            a        | b                 | none
            abc      | axy               | none
            teh      | the               | the
            """)
    void the_nearest_differs_in_at_most_half_of_its_letters(String text, String candidates, String nearest) {
        assertThat(Similarity.nearest(text, List.of(candidates.split(", ", -1))).orElse("none"))
                .isEqualTo(nearest);
    }
}
