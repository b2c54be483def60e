package dev.counterpart.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrengthCommandTest {

    private static final String BUNDLED = "../spec/openapi/dynamic-oauth-access-token.yaml";

    @ParameterizedTest(name = "strength {0}")
    @CsvSource(delimiter = '|', textBlock = """
        # options                        | exit code | output
        BUNDLED                          | 0         | refuses 31 of 46 incorrect answers: strength 67 %
        BUNDLED --limit 1                | 0         | … and 14 more holes; --limit 0 lists all
        BUNDLED --fail-under 67          | 0         | strength 67 %
        BUNDLED --fail-under 68          | 1         | strength 67 %
        BUNDLED --fail-under 101         | 2         | to fix    use a number from 0 to 100
        BUNDLED --limit -1               | 2         | to fix    use 0 for all, or a positive number
        missing.yaml                     | 2         | missing.yaml
        """)
    void tells_the_strength_and_its_exit_code(String options, int code, String output) {
        var text = new StringWriter();
        var line = Main.line().setOut(new PrintWriter(text)).setErr(new PrintWriter(text, true));

        int exit = line.execute(("strength " + options.replace("BUNDLED", BUNDLED)).split(" ", -1));

        assertThat(exit).isEqualTo(code);
        assertThat(text.toString()).contains(output);
    }
}
