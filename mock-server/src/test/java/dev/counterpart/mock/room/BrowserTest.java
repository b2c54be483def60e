package dev.counterpart.mock.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrowserTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # os.name    | command before the URL
            Linux        | xdg-open
            FreeBSD      | xdg-open
            Mac OS X     | open
            Windows 11   | rundll32 url.dll,FileProtocolHandler
            """)
    void each_operating_system_opens_pages_by_its_own_command(String system, String command) {
        assertThat(Browser.command(system)).containsExactly(command.split(" "));
    }
}
