package dev.counterpart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.rule.ErrorName;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return SmallCommands.line()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void every_name_has_a_section_and_every_section_a_name() {
        assertThat(Explanations.sections().keySet())
                .containsExactlyElementsOf(
                        Stream.of(ErrorName.values()).map(ErrorName::text).toList());
    }

    @Test
    void every_name_is_that_of_a_message() throws IOException {
        var sources = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            for (Path file : files.filter(each -> each.toString().matches(".*/src/main/.*\\.java"))
                    .toList()) {
                sources.append(Files.readString(file));
            }
        }

        assertThat(ErrorName.values()).allMatch(name -> sources.indexOf("ErrorName." + name.name()) >= 0);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            port-in-use        | "port-in-use\n\nAnother process has the port, often a mock that was started before."
            document.syntax    | "document.syntax   error\n\nrequirement   "
            auth.missing-accepted | "auth.missing-accepted   error\n\nrequirement   A request with no credentials is denied (RFC 9110 §11.6.2).\nviolated by   200 for a request with no credentials\nto fix        check credentials before anything else, and answer 401\n"
            stability          | "stability.repeated                            A safe request, sent again, gets the same answer (RFC 9110 §9.2.1).\nstability.concurrent "
            """)
    void a_name_is_explained(String name, String expected) {
        assertThat(run("explain", name)).isZero();
        assertThat(out.toString()).startsWith(expected);
        assertThat(err).hasToString("");
    }

    @Test
    void without_a_name_all_errors_are_listed_each_with_its_first_sentence() {
        assertThat(run("explain")).isZero();
        assertThat(out.toString().lines())
                .hasSize(ErrorName.values().length + 2)
                .contains("no-document           No document was given.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            port-in-us                | counterpart explain port-in-use
            response.body.schema.typo | counterpart explain response.body.schema.type
            zzz                       | list the names of errors: counterpart explain
            """)
    void an_unknown_name_is_an_error_with_the_nearest_one(String name, String remedy) {
        assertThat(run("explain", name)).isEqualTo(2);
        assertThat(err).hasToString("""
                counterpart: "%s" is not the name of an error or a rule
                to fix    %s
                """.formatted(name, remedy));
    }
}
