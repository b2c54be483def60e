package dev.counterpart.verify.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What a filter tells at the end of the tests of its user. */
@Isolated("captures what this JVM prints")
class ContractFilterReportTest {

    private static final String DOCUMENT = "../spec/openapi/dynamic-oauth-access-token.yaml";
    private static final String PATH = "/oauthAccounts/0f8fad5b-d9cb-469f-a165-70867728950e/accessToken";
    private static final String TOKEN = "token-of-a-user-0123456789";
    private static final String ANSWERED = "token-that-was-answered";
    private static final Path FOLDER = folder();
    private static final WireMockServer SERVER =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    /** Two classes of a user who registers one filter. */
    static class Registered {
        @RegisterExtension
        static final ContractFilter CONTRACT = ContractFilter.of(DOCUMENT).reportingTo(FOLDER);

        @Test
        void asks() {
            ask(CONTRACT);
        }
    }

    static class AlsoRegistered {
        @RegisterExtension
        static final ContractFilter CONTRACT = Registered.CONTRACT;

        @Test
        void asks() {
            ask(CONTRACT);
        }
    }

    @BeforeAll
    static void start() {
        SERVER.start();
        SERVER.stubFor(WireMock.any(WireMock.anyUrl())
                .willReturn(WireMock.okJson("{\"accessToken\": \"" + ANSWERED + "\", \"scopes\": []}")));
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(Path.of("target"), "contract-filter");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void ask(ContractFilter filter) {
        assumeTrue(SERVER.isRunning(), "it is run by the tests of the outer class");
        RestAssured.given()
                .filter(filter)
                .header("Authorization", "Bearer " + TOKEN)
                .get("http://127.0.0.1:" + SERVER.port() + PATH);
    }

    @Test
    void it_tells_once_after_all_classes_what_was_not_seen_and_writes_the_report() throws IOException {
        var listener = new SummaryGeneratingListener();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Registered.class), selectClass(AlsoRegistered.class))
                .build();

        var printed = printed(() -> LauncherFactory.create().execute(request, listener));

        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(2);
        assertThat(printed).isEqualToNormalizingNewlines("""
                Counterpart: 2 exchanges validated against %s, 0 with violations; 1 of 5 documented statuses seen
                  not seen  GET /oauthAccounts/{oauthAccountId}/accessToken → 401, 403, 404, 500
                """.formatted(DOCUMENT));
        assertThat(FOLDER)
                .isDirectoryContaining("glob:**/report.json")
                .isDirectoryContaining("glob:**/report.html")
                .isDirectoryContaining("glob:**/exchanges.har");
        assertThat(FOLDER.resolve("report.json"))
                .content()
                .contains(
                        "curl -i -H \\\"Authorization: Bearer $TOKEN\\\"", "http://127.0.0.1:" + SERVER.port() + PATH);
        try (var files = Files.list(FOLDER)) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(TOKEN, ANSWERED));
        }
    }

    @Test
    void without_JUnit_it_tells_when_it_is_closed_and_only_once() {
        var filter = ContractFilter.of(DOCUMENT);

        assertThat(printed(filter::close)).startsWith("Counterpart: 0 exchanges validated against ");
        assertThat(printed(filter::close)).isEmpty();
    }

    private static String printed(Runnable action) {
        var bytes = new ByteArrayOutputStream();
        var usual = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setOut(usual);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
