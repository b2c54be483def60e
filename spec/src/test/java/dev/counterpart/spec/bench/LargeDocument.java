package dev.counterpart.spec.bench;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Documents of any size, all alike: a list and a single thing for each resource. */
final class LargeDocument {

    private static final String RESOURCE = """
            "/things%1$d": {
              "get": {
                "operationId": "listThings%1$d",
                "summary": "All things of kind %1$d, a page at a time",
                "parameters": [
                  {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 100}},
                  {"name": "after", "in": "query", "schema": {"type": "string", "maxLength": 64}}
                ],
                "responses": {
                  "200": {
                    "description": "a page",
                    "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}}}}
                  }
                }
              }
            },
            "/things%1$d/{thingId}": {
              "get": {
                "operationId": "getThing%1$d",
                "summary": "One thing of kind %1$d",
                "parameters": [{"name": "thingId", "in": "path", "required": true, "schema": {"type": "string", "format": "uuid"}}],
                "responses": {
                  "200": {
                    "description": "the thing",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}
                  },
                  "404": {"description": "no such thing"}
                }
              }
            }""";

    private static final String START = """
            {"openapi": "3.1.0", "info": {"title": "things", "version": "1"}, "components": {"schemas": {"Thing": {
              "type": "object", "required": ["id", "name"],
              "properties": {"id": {"type": "string", "format": "uuid"}, "name": {"type": "string", "minLength": 1},
                "tags": {"type": "array", "items": {"type": "string"}}, "price": {"type": "number", "minimum": 0}}}}},
              "paths": {
            """;

    private LargeDocument() {}

    /** A document with at least so many operations, an even number. */
    static String withOperations(int operations) {
        var text = new StringBuilder(START);
        for (int i = 0; i < (operations + 1) / 2; i++) {
            text.append(i == 0 ? "" : ",\n").append(RESOURCE.formatted(i));
        }
        return text.append("}}").toString();
    }

    /** A document with at least so many characters. */
    static String withCharacters(int characters) {
        return withOperations(2 * (characters / RESOURCE.length() + 1));
    }

    /** The contract of that text. */
    static Contract contract(String text) {
        try {
            var file = Files.createTempFile("large", ".json");
            try {
                Files.writeString(file, text);
                return contract(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Contract contract(Path file) {
        var result = ContractReader.read(file.toString(), ReadOptions.defaults());
        if (result instanceof ReadResult.Read read) {
            return read.contract();
        }
        throw new IllegalArgumentException(file + " was rejected: " + result);
    }
}
