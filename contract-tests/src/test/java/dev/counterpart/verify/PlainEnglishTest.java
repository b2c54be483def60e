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
import java.util.function.Function;
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
            made[ -]up                          | generated
            for so (many|long)                  | after N, after TIME
            (a|one|no|the|each|its) remed(y|ies) | fix
            whosoever|whatsoever                | any
            as it is otherwise                  | differs from
            paths are of                        | are relative to
            """);

    static Stream<Path> texts() {
        var pages = Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "counterpart")
                .map(Path.of("..")::resolve);
        var sources = Stream.of("spec", "fixtures", "mock-server", "contract-tests", "cli", "maven-plugin")
                .flatMap(module -> below(module + "/src/main/java", ".java"));
        return Stream.of(pages, below("docs", ".md"), below("docs/schemas", ".json"), sources)
                .flatMap(Function.identity());
    }

    private static Stream<Path> below(String folder, String ending) {
        try (var files = Files.walk(Path.of("..", folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
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
            It is kept for so long.             | for so long
            Each has a remedy, with a made-up name. | a remedy; made-up
            There is no body, and it is no longer sent. |
            The answers are judged as they come. | judged
            A foretold meeting, amended and stellar. |
            """)
    void a_word_is_found_as_a_whole_word(String sentence, String found) {
        assertThat(complaints("x", sentence).map(complaint -> complaint.replaceAll(".*\"(.*)\".*", "$1")))
                .containsExactlyInAnyOrder(found == null ? new String[0] : found.split("; "));
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
