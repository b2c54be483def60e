package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.verify.format.ConsoleFormat;
import dev.counterpart.verify.format.HarFormat;
import dev.counterpart.verify.format.HtmlFormat;
import dev.counterpart.verify.format.JUnitXmlFormat;
import dev.counterpart.verify.format.JsonFormat;
import dev.counterpart.verify.format.MarkdownFormat;
import dev.counterpart.verify.format.ReportFormat;
import dev.counterpart.verify.format.SarifFormat;
import dev.counterpart.verify.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No report shows a token, whoever sent it. */
class SecretsInReportsTest {

    static final List<ReportFormat> FORMATS = List.of(
            new ConsoleFormat(false),
            new JsonFormat(),
            new JUnitXmlFormat(),
            new HtmlFormat(),
            new MarkdownFormat(),
            new SarifFormat(),
            new HarFormat());

    @Test
    void tokens_that_were_sent_or_answered_are_masked() {
        String answered = "ya29.of-somebody-else-" + "0123456789".repeat(20);
        var report = report("{\"accessToken\": \"" + answered + "\", \"scopes\": \"" + answered + "\"}");

        assertThat(report.causes())
                .anySatisfy(cause -> assertThat(cause.violation().actual())
                        .as("the provider is accused of something that holds the token")
                        .contains("[accessToken]"));
        for (var format : FORMATS) {
            assertThat(format.text(report))
                    .as(format.name())
                    .isNotEmpty()
                    .doesNotContain("somebody-else")
                    .doesNotContain("0123456789012345")
                    .doesNotContain("c2lnbmVkLWJ5LW5vYm9keQ")
                    .doesNotContain("token-of-a-stranger");
        }
    }

    @Test
    void texts_beside_a_token_are_shown() {
        var report = report("{\"accessToken\": 12345, \"tokenType\": \"mac-or-something\", \"scopes\": 7}");

        assertThat(new HarFormat().text(report)).contains("mac-or-something").doesNotContain("12345");
    }

    private static Report report(String body) {
        try (var provider = Provider.start()) {
            provider.right();
            provider.answers("known account", Provider.answer(200, "application/json", body));
            return provider.report();
        }
    }
}
