package dev.counterpart.verify.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.LocalProvider;
import dev.counterpart.verify.spring.SpringContract;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.opentest4j.AssertionFailedError;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestTemplate;

/** A provider answers a status that only an overlay documents: every way of testing from Java takes the overlay. */
class OverlaysTest {

    private static String url = "";
    private static String document = "";
    private static List<Path> overlays = List.of();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        document = Files.writeString(folder.resolve("openapi.yaml"), """
                openapi: 3.1.0
                info: {title: Pets, version: '1'}
                paths: {/pets: {get: {operationId: listPets, responses: {'200': {description: all}}}}}
                """).toString();
        overlays = List.of(Files.writeString(folder.resolve("accepted.yaml"), """
                overlay: 1.0.0
                info: {title: Accepted, version: '1'}
                actions:
                  - target: $.paths['/pets'].get.responses
                    update: {'202': {description: later}}
                  - target: $.paths['/pets'].get.responses['200']
                    remove: true
                """));
    }

    /** A way of testing from Java; {@code test} throws the first failure. */
    enum Way {
        FILTER {
            @Override
            void test(Path... given) {
                RestAssured.given().filter(ContractFilter.of(document, given)).get(URI.create(url + "/pets"));
            }
        },
        SPRING {
            @Override
            void test(Path... given) {
                var template = new RestTemplate(new JdkClientHttpRequestFactory());
                template.setInterceptors(
                        List.of(SpringContract.of(document, given).client()));
                template.getForEntity(URI.create(url + "/pets"), byte[].class);
            }
        },
        CONTRACT_TESTS {
            @Override
            void test(Path... given) throws Throwable {
                overlays = List.of(given);
                var listener = new SummaryGeneratingListener();
                var request = LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(Pets.class))
                        .build();
                LauncherFactory.create().execute(request, listener);
                assertThat(listener.getSummary().getTestsFoundCount()).isPositive();
                for (var failure : listener.getSummary().getFailures()) {
                    throw failure.getException();
                }
            }
        };

        abstract void test(Path... given) throws Throwable;
    }

    /** A test class of a user. */
    static class Pets implements ContractTests {
        @Override
        public String data() {
            return "";
        }

        @Override
        public Optional<String> document() {
            return Optional.of(document);
        }

        @Override
        public List<Path> overlays() {
            return overlays;
        }

        @Override
        public Optional<String> url() {
            return Optional.of(url);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_overlay_is_applied(Way way) throws Throwable {
        var given = overlays.toArray(Path[]::new);
        try (var provider = new LocalProvider(request -> Response.of(
                        request.method().equals("GET") || request.method().equals("HEAD") ? 202 : 405)
                .with("Allow", "GET, HEAD"))) {
            url = provider.target().toString();
            assertThatThrownBy(() -> way.test())
                    .isInstanceOf(AssertionFailedError.class)
                    .hasMessageContaining("response.status.undocumented");
            way.test(given);
        }
    }

    @Test
    void an_overlay_that_cannot_be_read_is_reported() {
        assertThat(Stream.<Runnable>of(
                        () -> ContractFilter.of(document, Path.of("none.yaml")),
                        () -> SpringContract.of(document, Path.of("none.yaml"))))
                .allSatisfy(way -> assertThatThrownBy(way::run)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("none.yaml"));
    }
}
