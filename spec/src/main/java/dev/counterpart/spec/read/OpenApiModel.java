package dev.counterpart.spec.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.rule.Violation;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.SpecVersion;
import java.util.stream.Collectors;

/**
 * Contracts from the model of swagger-core, which users of springdoc, swagger-core and swagger-parser hold already. Needs swagger-core or
 * swagger-core-jakarta on the class path, which Counterpart does not bring along.
 */
public final class OpenApiModel {

    private static final String NAME = "openapi.json";

    private OpenApiModel() {}

    /**
     * The contract of that document.
     *
     * @throws IllegalArgumentException if the document is not a contract; the message names all violations
     */
    public static Contract contract(OpenAPI document) {
        var result = read(document, ReadOptions.defaults());
        if (result instanceof ReadResult.Read read) {
            return read.contract();
        }
        throw new IllegalArgumentException(((ReadResult.Rejected) result)
                .violations().stream().map(Violation::line).collect(Collectors.joining("\n")));
    }

    /** The contract of that document, as it is written in JSON. Lines in messages are those of {@code openapi.json}, indented by two. */
    public static ReadResult read(OpenAPI document, ReadOptions options) {
        return ContractReader.read(json(document), NAME, options);
    }

    private static byte[] json(OpenAPI document) {
        boolean isV30 = document.getSpecVersion() == SpecVersion.V30
                && (document.getOpenapi() == null || document.getOpenapi().startsWith("3.0"));
        var mapper = isV30 ? Json.mapper() : Json31.mapper();
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
        } catch (JsonProcessingException notWritable) {
            throw new IllegalArgumentException("the document cannot be written as JSON", notWritable);
        }
    }
}
