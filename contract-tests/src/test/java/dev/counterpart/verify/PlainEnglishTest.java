package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.FixtureRules;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.verify.check.GateRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Documentation, rules and Javadoc use the usual technical words. */
class PlainEnglishTest {

    /** Each word that readers stumble over, as a regular expression, and the words to use instead. */
    private static final Map<Pattern, String> REPLACEMENTS = replacements("""
            mend(s|ed|ing)?                     | fix
            told|tells?                         | report, list, describe
            judg(e|es|ed|ing|ement|ements)      | validate, evaluate
            nobod(y|ies)|whoever                | name the person or program
            anew                                | again, regenerate
            (is|are) no(?! longer| more)         | is not a
            of no effect                        | ignored
            as it stands                        | unchanged
            looked at                           | validated, checked, read
            leads? (nowhere|only to itself)     | is unresolved, refers only to itself
            what is wrong                       | violation, reason
            length of time                      | duration
            somebody|everybody                  | name the person or program
            so (many|long) (at|as)              | up to, at most
            at most so (many|long)              | up to
            (is|are) let pass|let pass          | accepted
            nothing (where|if)                  | empty if
            no such thing                       | was not found
            threads may share (it|them)         | thread-safe
            knows? nothing of                   | must not know
            no more than so many                | at most
            but for                             | except
            made up                             | generated
            whosoever|whatsoever                | any
            as it is otherwise                  | differs from
            paths are of                        | are relative to
            """);

    static Stream<Path> texts() {
        var pages = Stream.of(
                        "README.md",
                        "CHANGELOG.md",
                        "CONTRIBUTING.md",
                        "counterpart",
                        "docs/ARCHITECTURE.md",
                        "SECURITY.md",
                        "docs/dependencies.md",
                        "docs/deploy/README.md",
                        "docs/fixtures.md",
                        "docs/gate.md",
                        "docs/measurements.md",
                        "docs/mock.md",
                        "docs/prism.md",
                        "docs/strength.md",
                        "docs/schemas/contract-tests.schema.json",
                        "docs/schemas/report.schema.json")
                .map(Path.of("..")::resolve);
        return Stream.concat(
                pages,
                Stream.of("spec", "fixtures", "mock-server", "contract-tests", "cli")
                        .flatMap(PlainEnglishTest::sources));
    }

    private static Stream<Path> sources(String module) {
        try (var files = Files.walk(Path.of("..", module, "src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void a_text_uses_the_usual_words(Path file) throws IOException {
        var lines = Files.readAllLines(file);

        assertThat(IntStream.range(0, lines.size())
                        .boxed()
                        .flatMap(index -> complaints(file + ":" + (index + 1), lines.get(index))))
                .isEmpty();
    }

    @Test
    void rules_use_the_usual_words() {
        assertThat(Stream.of(DocumentRules.all(), FixtureRules.all(), MessageRules.all(), GateRules.all())
                        .flatMap(List::stream)
                        .flatMap(rule -> complaints(rule.id(), text(rule))))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            A broken edit is told.              | told
            Mend the file.                      | Mend
            An answer that is no JSON.          | is no
            There is no body, and it is no longer sent. |
            The answers are judged as they come. | judged
            A foretold meeting, amended and stellar. |
            """)
    void a_word_is_found_as_a_whole_word(String sentence, String found) {
        assertThat(complaints("x", sentence).map(complaint -> complaint.replaceAll(".*\"(.*)\".*", "$1")))
                .containsExactlyElementsOf(found == null ? List.of() : List.of(found));
    }

    private static String text(Rule rule) {
        return rule.meaning() + " " + rule.example() + " " + rule.fix();
    }

    private static Stream<String> complaints(String where, String line) {
        return REPLACEMENTS.entrySet().stream()
                .flatMap(each -> each.getKey()
                        .matcher(line)
                        .results()
                        .map(found -> where + ": \"" + found.group().strip() + "\", better: " + each.getValue()));
    }

    private static Map<Pattern, String> replacements(String table) {
        return table.lines()
                .map(line -> line.split(" +\\| +"))
                .collect(Collectors.toMap(
                        cells -> Pattern.compile(
                                "(?<![\\w.-])(?<!there )(" + cells[0] + ")(?![\\w-])", Pattern.CASE_INSENSITIVE),
                        cells -> cells[1],
                        (first, second) -> first,
                        () -> new TreeMap<>((a, b) -> a.pattern().compareTo(b.pattern()))));
    }
}
