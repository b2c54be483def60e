package dev.counterpart.verify.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The JSON Schema that editors use has the keys that the reader knows. */
class DataSchemaTest {

    private static final Path SCHEMA = Path.of("../docs/schemas/contract-tests.schema.json");

    @ParameterizedTest
    @CsvSource({
        "the file, ''",
        "an operation, /properties/operations/additionalProperties/anyOf/1",
        "a workflow, /properties/workflows/additionalProperties",
        "an entry, /$defs/entry",
        "expect, /$defs/entry/properties/expect",
        "login, /$defs/login",
        "oauth2, /$defs/oauth2"
    })
    void the_schema_has_the_keys_of(String part, String pointer) throws IOException {
        JsonNode schema = Json.read(Files.readString(SCHEMA)).at(pointer);

        assertThat(new TreeSet<>(schema.path("properties").propertyNames())).isEqualTo(new TreeSet<>(keys(part)));
        assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
    }

    private static List<String> keys(String part) {
        return switch (part) {
            case "the file" -> DataReader.KEYS;
            case "an operation" -> DataReader.OPERATION_KEYS;
            case "a workflow" -> DataReader.WORKFLOW_KEYS;
            case "an entry" -> DataReader.ENTRY_KEYS;
            case "expect" -> DataReader.EXPECT_KEYS;
            case "login" -> CredentialReader.LOGIN_KEYS;
            default -> CredentialReader.OAUTH2_KEYS;
        };
    }
}
