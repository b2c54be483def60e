package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.FixtureRules;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.verify.check.GateRules;
import dev.counterpart.verify.lint.LintRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleListTest {

    private static final Path LIST = Path.of("../docs/rules.md");
    private static final String COMMAND = "mvn -q -pl contract-tests -am test -Dtest=RuleListTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dcounterpart.rewrite=true";

    @Test
    void the_list_of_rules_says_what_the_code_says() throws IOException {
        if (Boolean.getBoolean("counterpart.rewrite")) {
            Files.createDirectories(LIST.toAbsolutePath().getParent());
            Files.writeString(LIST, text());
        }

        assertThat(LIST)
                .as("docs/rules.md is rewritten by: " + COMMAND)
                .exists()
                .hasContent(text());
    }

    @Test
    void no_two_rules_have_the_same_id() {
        var all = new ArrayList<Rule>();
        List.of(DocumentRules.all(), FixtureRules.all(), MessageRules.all(), GateRules.all(), LintRules.all())
                .forEach(all::addAll);
        var ids = new HashSet<String>();

        assertThat(all).allMatch(rule -> ids.add(rule.id()));
    }

    private static String text() {
        return """
                # Rules

                All rules that Counterpart checks, by stable id. An *error* violates the document or an RFC that applies to HTTP; a
                *warning* is against good practice. In the gate's data file, `rules:` disables a rule or changes its severity, for all
                operations, one operation or one case. `*` matches any text: `response.body.*: warning`. `counterpart explain ID`
                describes a rule. Errors that are not violations are in [errors.md](errors.md).

                This page is generated. A test keeps it equal to the code. To regenerate it, run:
                `%s`

                """.formatted(COMMAND)
                + section("The gate: answers and behaviour of the provider", GateRules.all())
                + section("Messages: a single request or response", MessageRules.all())
                + section("Documents", DocumentRules.all())
                + section("Documents: only counterpart lint", LintRules.all())
                + section("Fixtures", FixtureRules.all());
    }

    private static String section(String title, List<Rule> rules) {
        var text = new StringBuilder("## " + title
                + "\n\n| rule | severity | requirement | violated by | to fix |\n|---|---|---|---|---|\n");
        for (var rule : rules) {
            text.append("| `")
                    .append(rule.id())
                    .append("` | ")
                    .append(rule.severity().label())
                    .append(" | ")
                    .append(cell(rule.meaning()))
                    .append(" | ")
                    .append(cell(rule.example()))
                    .append(" | ")
                    .append(cell(rule.fix()))
                    .append(" |\n");
        }
        return text.append('\n').toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ");
    }
}
