package dev.counterpart.cli;

import dev.counterpart.fixtures.FixtureRules;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.verify.check.GateRules;
import dev.counterpart.verify.lint.LintRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What there is to read about the names of errors (a section of {@code docs/errors.md}) and of rules. */
final class Explanations {

    private static final Pattern SECTION = Pattern.compile("(?ms)^## ([a-z-]+)\n\n(.*?)(?=^## |\\z)");

    private Explanations() {}

    /** The section of an error, the description of a rule, or a list of the rules that begin with {@code name}. */
    static Optional<String> of(String name) {
        return Optional.ofNullable(sections().get(name))
                .map(text -> name + "\n\n" + text)
                .or(() -> rules().filter(rule -> rule.id().equals(name))
                        .findFirst()
                        .map(Explanations::text))
                .or(() -> listed(name));
    }

    /** The names of all errors, and where rules are listed. */
    static Optional<String> list() {
        return Optional.of(sections().entrySet().stream()
                .map(section -> "%-22s%s%n".formatted(section.getKey(), firstSentence(section.getValue())))
                .collect(Collectors.joining(
                        "", "", "\nRules have ids such as document.syntax; docs/rules.md lists them.\n")));
    }

    /** The names of all errors and rules. */
    static List<String> names() {
        return Stream.concat(sections().keySet().stream(), rules().map(Rule::id))
                .toList();
    }

    /** The sections of the page, by name. */
    static Map<String, String> sections() {
        var sections = new LinkedHashMap<String, String>();
        SECTION.matcher(page())
                .results()
                .forEach(found -> sections.put(found.group(1), found.group(2).strip() + "\n"));
        return sections;
    }

    private static Stream<Rule> rules() {
        return Stream.of(GateRules.all(), MessageRules.all(), DocumentRules.all(), LintRules.all(), FixtureRules.all())
                .flatMap(List::stream);
    }

    private static String text(Rule rule) {
        return """
                %s   %s

                requirement   %s
                violated by   %s
                to fix        %s
                """.formatted(rule.id(), rule.severity().label(), rule.meaning(), rule.example(), rule.fix());
    }

    private static Optional<String> listed(String beginning) {
        String text = rules().filter(rule -> rule.id().startsWith(beginning + "."))
                .map(rule -> "%-45s %s%n".formatted(rule.id(), rule.meaning()))
                .collect(Collectors.joining());
        return Optional.of(text).filter(list -> !list.isEmpty());
    }

    private static String firstSentence(String section) {
        return section.replaceAll("\\s+", " ").replaceAll("(?<=[.]) .*", "");
    }

    private static String page() {
        try (InputStream page = Objects.requireNonNull(Explanations.class.getResourceAsStream("errors.md"))) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("errors.md cannot be read from the jar", unreadable);
        }
    }
}
