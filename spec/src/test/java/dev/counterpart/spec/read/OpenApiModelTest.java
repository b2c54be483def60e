package dev.counterpart.spec.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.Parameter;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenApiModelTest {

    @Test
    void a_document_of_3_0_is_read() {
        var contract = OpenApiModel.contract(document(new StringSchema().nullable(true)));

        assertThat(contract.version()).isEqualTo(OpenApiVersion.V3_0);
        assertThat(contract.title()).isEqualTo("Pets");
        assertThat(response(contract)).isEqualTo("{\"type\":\"string\",\"nullable\":true}");
        var id = contract.operation("readPet").orElseThrow().parameters().get(0);
        assertThat(id.name()).isEqualTo("id");
        assertThat(id.in()).isEqualTo(Parameter.In.PATH);
        assertThat(id.style()).isEqualTo(Parameter.Style.SIMPLE);
        assertThat(id.schema().orElseThrow().node().path("minimum").asInt()).isEqualTo(1);
    }

    @Test
    void a_document_of_3_1_is_read() {
        var schema = new JsonSchema();
        schema.setTypes(Set.of("string"));
        schema.setConst("a");
        var document = document(schema).openapi("3.1.0").specVersion(SpecVersion.V31);

        var contract = OpenApiModel.contract(document);

        assertThat(contract.version()).isEqualTo(OpenApiVersion.V3_1);
        assertThat(response(contract)).isEqualTo("{\"type\":\"string\",\"const\":\"a\"}");
    }

    @Test
    void a_document_without_operations_is_refused() {
        assertThatThrownBy(() -> OpenApiModel.contract(new OpenAPI().info(new Info().title("None"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one operation under paths");
    }

    private static String response(Contract contract) {
        return contract.operation("readPet")
                .orElseThrow()
                .responses()
                .get(0)
                .content()
                .get(0)
                .schema()
                .orElseThrow()
                .node()
                .toString();
    }

    private static OpenAPI document(Schema<?> body) {
        var ok = new ApiResponse()
                .description("ok")
                .content(new Content().addMediaType("application/json", new MediaType().schema(body)));
        var read = new Operation()
                .operationId("readPet")
                .addParametersItem(new PathParameter().name("id").schema(new IntegerSchema().minimum(BigDecimal.ONE)))
                .responses(new ApiResponses().addApiResponse("200", ok));
        return new OpenAPI().info(new Info().title("Pets").version("1")).path("/pets/{id}", new PathItem().get(read));
    }
}
