package dev.counterpart.spec.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes of a document and the pointers to them. */
class PlaceTest {

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(textBlock = """
            # name,  in a pointer
            pets,    pets
            /pets,   ~1pets
            a~b,     a~0b
            ~1,      ~01
            '',      ''
            """)
    void names_are_escaped_in_pointers(String name, String escaped) {
        assertThat(Place.escaped(name)).isEqualTo(escaped);
        assertThat(Place.unescaped(escaped)).isEqualTo(name);
        assertThat(Place.root(URI.create("file:/a.yaml")).member(name).pointer())
                .hasToString("/" + escaped);
    }
}
