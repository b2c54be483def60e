package dev.counterpart.mock.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneFileTest {

    @TempDir
    private Path folder;

    @Test
    void other_files_are_parts_and_the_mock_is_the_only_server() throws IOException {
        Files.writeString(folder.resolve("pet.yaml"), """
                Pet: {type: object, properties: {parent: {$ref: '#/Pet'}, tag: {$ref: 'a b.yaml#/T~1x'}}}
                """);
        Files.writeString(folder.resolve("a b.yaml"), "'T/x': {type: string}");
        Files.writeString(folder.resolve("api.yaml"), """
                openapi: 3.1.0
                info: {title: t, version: '1'}
                servers: [{url: 'https://api.example.com/v1'}]
                paths:
                  /pets:
                    servers: [{url: 'https://b.example.com'}]
                    get:
                      servers: [{url: 'https://c.example.com'}]
                      responses:
                        '200':
                          description: d
                          content:
                            application/json:
                              schema: {oneOf: [{$ref: 'pet.yaml#/Pet'}], discriminator: {propertyName: k, mapping: {p: 'pet.yaml#/Pet'}}}
                              example: {$ref: 'pet.yaml#/Pet is data here'}
                        '404': {$ref: '#/components/responses/None'}
                components: {responses: {None: {description: none}}}
                """);
        var contract = ((ReadResult.Read)
                        ContractReader.read(folder.resolve("api.yaml").toString(), ReadOptions.defaults()))
                .contract();

        var file = OneFile.of(contract, "/shop");

        var get = file.at("/paths/~1pets/get");
        var content = get.at("/responses/200/content/application~1json");
        assertThat(file.path("servers")).isEqualTo(json("[{\"url\":\"/shop\"}]"));
        assertThat(file.at("/paths/~1pets").has("servers")).isFalse();
        assertThat(get.has("servers")).isFalse();
        assertThat(content.at("/schema/oneOf/0/$ref").asString()).isEqualTo("#/x-files/1/Pet");
        assertThat(content.at("/schema/discriminator/mapping/p").asString()).isEqualTo("#/x-files/1/Pet");
        assertThat(content.at("/example/$ref").asString()).isEqualTo("pet.yaml#/Pet is data here");
        assertThat(get.at("/responses/404/$ref").asString()).isEqualTo("#/components/responses/None");
        assertThat(file.at("/x-files/1/Pet/properties/parent/$ref").asString()).isEqualTo("#/x-files/1/Pet");
        assertThat(file.at("/x-files/1/Pet/properties/tag/$ref").asString()).isEqualTo("#/x-files/2/T~1x");
        assertThat(file.at("/x-files/2/T~1x")).isEqualTo(json("{\"type\":\"string\"}"));
        assertThat(contract.documents().main().tree().at("/paths/~1pets").has("servers"))
                .isTrue();
    }

    private static tools.jackson.databind.JsonNode json(String text) {
        return ((Json.Parsed.Value) Json.parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))).node();
    }
}
