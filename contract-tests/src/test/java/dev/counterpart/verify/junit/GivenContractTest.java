package dev.counterpart.verify.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.OpenApiModel;
import dev.counterpart.verify.LocalProvider;
import io.restassured.RestAssured;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Contracts from the model of swagger-core, which a user's test holds instead of a file. */
class GivenContractTest {

    private static final Contract CONTRACT = OpenApiModel.contract(document());
    private static String url = "";

    /** A test class of a user. */
    static class Pets implements ContractTests {
        @Override
        public String data() {
            return "";
        }

        @Override
        public Optional<Contract> givenContract() {
            return Optional.of(CONTRACT);
        }

        @Override
        public Optional<String> url() {
            return Optional.of(url);
        }
    }

    @Test
    void a_mock_of_the_model_passes_and_a_provider_that_breaks_it_fails() {
        var options = MockOptions.defaults().withPort(0);
        try (var mock = MockServer.start(CONTRACT, Fixtures.none(), options).orElseThrow()) {
            var summary = tested(mock.url().toString());
            assertThat(summary.getFailures()).isEmpty();
            assertThat(summary.getTestsSucceededCount()).isPositive();
        }
        try (var numbers = new LocalProvider(any -> Response.of(200, "application/json", "[1]"))) {
            assertThat(tested(numbers.target().toString()).getFailures())
                    .anySatisfy(failure -> assertThat(failure.getException())
                            .hasMessageContaining("response.body.schema.type")
                            .hasMessageContaining("but was   integer 1"));
        }
    }

    @Test
    void the_filter_validates_against_the_model() {
        try (var numbers = new LocalProvider(any -> Response.of(200, "application/json", "[1]"))) {
            var filter = ContractFilter.of(CONTRACT);
            var request = RestAssured.given().filter(filter);

            assertThatThrownBy(() -> request.get(URI.create(numbers.target() + "/pets")))
                    .hasMessageContaining("response.body.schema.type");
        }
    }

    private static TestExecutionSummary tested(String provider) {
        url = provider;
        var listener = new SummaryGeneratingListener();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Pets.class))
                .build();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }

    private static OpenAPI document() {
        var names = new MediaType().schema(new ArraySchema().items(new StringSchema()));
        var ok = new ApiResponse().description("ok").content(new Content().addMediaType("application/json", names));
        var list = new Operation().operationId("listPets").responses(new ApiResponses().addApiResponse("200", ok));
        return new OpenAPI().info(new Info().title("Pets").version("1")).path("/pets", new PathItem().get(list));
    }
}
