package dev.counterpart.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --help} prints. */
class HelpTest {

    private static String help(String command) {
        var out = new StringWriter();
        assertThat(Main.run(new PrintWriter(out), new PrintWriter(out), command, "--help"))
                .isZero();
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mock", "proxy"})
    void options_are_grouped_and_described_in_at_most_two_lines(String command) {
        var lines = help(command).lines().toList();

        assertThat(headings(lines)).startsWith(command.equals("mock") ? "Answers:" : "Validation:");
        assertThat(lines).allMatch(line -> line.length() <= 100);
        assertThat(String.join("\n", lines)).doesNotContain("[no-]", "[=<", " you ");
        var descriptions = String.join("\n", lines).split("\n(?=  -|\n)");
        assertThat(descriptions).filteredOn(each -> each.startsWith("  -")).allMatch(HelpTest::isShort);
    }

    /** Names that do not fit beside their description have a line of their own. */
    private static boolean isShort(String option) {
        long lines = option.lines().count();
        boolean isLongName =
                option.lines().findFirst().orElse("").matches("  -.* *") && !option.matches("(?s)  -\\S.*?  \\S.*");
        return lines <= (isLongName ? 3 : 2);
    }

    private static List<String> headings(List<String> lines) {
        return lines.stream().filter(line -> line.matches("[A-Z][A-Za-z ]+:")).toList();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # command | the line
            mock      | -p, --port PORT             Port; 0 for any free one. Default: 4010.
            mock      | --cors, --no-cors           Allow pages of any origin to read answers. Default: true.
            mock      | -d, --dynamic               Generate realistic bodies instead of sending examples.
            mock      | --compat MOCK               none: own behaviour; prism: exactly as Prism answers. Default: none.
            proxy     | --mock-501, --no-mock-501   Mock operations that the server answers with 501. Default: true.
            """)
    void an_option_reads(String command, String line) {
        assertThat(help(command).lines().map(String::strip)).contains(line);
    }

    @Test
    void the_help_of_the_mock_ends_with_four_examples() {
        assertThat(help("mock")
                        .lines()
                        .dropWhile(line -> !line.equals("Examples:"))
                        .skip(1))
                .hasSize(4)
                .allMatch(line -> line.startsWith("  counterpart mock"));
    }

    @Test
    void the_former_option_problems_is_an_alias_that_says_so() {
        var err = new StringWriter();
        Main.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                "mock",
                "no-such.yaml",
                "--problems",
                "prism");

        assertThat(err.toString()).startsWith("counterpart: --problems is deprecated; use --compat prism");
    }
}
