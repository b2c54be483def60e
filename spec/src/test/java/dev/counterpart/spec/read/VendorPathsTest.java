package dev.counterpart.spec.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operations that only an extension of Azure or AWS declares. */
class VendorPathsTest {

    private static final String OK = "{responses: {200: {description: ok}}}";

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # document                                                                                        | operations                                                                                              | reported
            paths: {/a: {get: OK}}                                                                            | GET /a                                                                                                  | ``
            paths: {/a: {get: OK}}, x-ms-paths: {'/a?op=copy': {put: OK}}                                     | GET /a, PUT /a?op=copy [op]                                                                             | /x-ms-paths
            x-ms-paths: {'/a?op=copy': {put: OK}}                                                             | PUT /a?op=copy [op]                                                                                     | /x-ms-paths
            paths: {'/a?b=c': {get: OK}}, x-ms-paths: {'/a?b={d}': {put: OK}, '/a#b': {put: OK}, '/{a?b=c': {put: OK}} | GET /a?b=c [b], PUT /a?b={d} [b], PUT /a#b, PUT /{a?b=c                                           | /x-ms-paths, /paths/~1a?b=c, /x-ms-paths/~1a#b, /x-ms-paths/~1{a?b=c
            paths: {}, x-ms-paths: {/a: {get: OK}}                                                            | GET /a                                                                                                  | /x-ms-paths
            paths: {/a: {get: OK}}, x-ms-paths: {/a: {put: OK}}                                               | GET /a                                                                                                  | /x-ms-paths/~1a, /x-ms-paths
            paths: {/a: {get: OK}}, x-ms-paths: {}                                                            | GET /a                                                                                                  | /x-ms-paths
            paths: {/a: {get: OK}}, x-ms-paths: none                                                          | GET /a                                                                                                  | ``
            paths: {/a: {ANY: OK}}                                                                            | GET /a, PUT /a, POST /a, DELETE /a, OPTIONS /a, HEAD /a, PATCH /a                                       | /paths/~1a/ANY
            paths: {/a: {get: OK, options: OK, ANY: OK}}                                                      | GET /a, OPTIONS /a, PUT /a, POST /a, DELETE /a, HEAD /a, PATCH /a                                       | /paths/~1a/ANY
            paths: {'/{proxy+}': {ANY: {parameters: [{name: proxy, in: path, required: true, schema: {}}]}}}  | GET /{proxy+} [proxy], PUT /{proxy+} [proxy], POST /{proxy+} [proxy], DELETE /{proxy+} [proxy], OPTIONS /{proxy+} [proxy], HEAD /{proxy+} [proxy], PATCH /{proxy+} [proxy] | /paths/~1{proxy+}/ANY, /paths/~1{proxy+}
            paths: {/a: {ANY: {operationId: x, requestBody: {content: {}}}}}                                  | GET /a, PUT /a body, POST /a body, DELETE /a, OPTIONS /a, HEAD /a, PATCH /a body                        | /paths/~1a/ANY
            paths: {/a: {get: OK, put: OK, post: OK, delete: OK, options: OK, head: OK, ANY: {operationId: x}}} | GET /a, PUT /a, POST /a, DELETE /a, OPTIONS /a, HEAD /a, PATCH /a x                                   | /paths/~1a/ANY
            paths: {/a: {ANY: none, get: OK}}                                                                 | GET /a                                                                                                  | ``
            paths: {/a: {$ref: '#/components/pathItems/P'}}, components: {pathItems: {P: {get: OK, put: OK, patch: OK, delete: OK, head: OK, ANY: OK}}} | GET /a, PUT /a, PATCH /a, DELETE /a, HEAD /a, POST /a, OPTIONS /a | /components/pathItems/P/ANY
            x-ms-paths: {'/a?b=c': {ANY: OK, get: OK, put: OK, patch: OK, delete: OK, head: OK}}              | POST /a?b=c [b], OPTIONS /a?b=c [b], GET /a?b=c [b], PUT /a?b=c [b], PATCH /a?b=c [b], DELETE /a?b=c [b], HEAD /a?b=c [b] | /x-ms-paths, /x-ms-paths/~1a?b=c/ANY
            """)
    void operations_are_read(String document, String operations, String reported) {
        var read = read("{openapi: 3.1.1, info: {title: T, version: '1'}, " + withNames(document) + "}");

        assertThat(read.contract().operations().stream()
                        .map(VendorPathsTest::described)
                        .collect(Collectors.joining(", ")))
                .isEqualTo(operations);
        assertThat(read.warnings().stream()
                        .map(warning ->
                                warning.declared().orElseThrow().pointer().toString())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(withNames(reported));
    }

    /** A body is a parameter there. */
    @Test
    void swagger_two_has_such_extensions_as_well() {
        var read = read(withNames("""
                swagger: '2.0'
                info: {title: T, version: '1'}
                consumes: [application/json]
                x-ms-paths:
                  /a?n=5: {post: {parameters: [{name: b, in: body, schema: {}}], responses: {200: {description: ok}}}}
                paths:
                  /any: {get: OK, put: OK, patch: OK, head: OK, options: OK, ANY: {parameters: [{name: b, in: body, schema: {}}, {name: q, in: query, type: string}]}}
                """));

        assertThat(read.contract().operations().stream().map(VendorPathsTest::described))
                .containsExactly(
                        "GET /any",
                        "PUT /any",
                        "PATCH /any",
                        "HEAD /any",
                        "OPTIONS /any",
                        "POST /any [q] body",
                        "DELETE /any [q]",
                        "POST /a?n=5 [n] body");
    }

    @Test
    void the_message_says_what_is_read_and_where() {
        assertThat(read(withNames("""
                        openapi: 3.1.1
                        info: {title: T, version: '1'}
                        paths:
                          /a:
                            get: OK
                            ANY: OK
                        """)).warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.line())
                    .isEqualTo(
                            "document.extension at document /paths/~1a/x-amazon-apigateway-any-method: expected a field for each"
                                    + " method, but was x-amazon-apigateway-any-method, which is read as put, post, delete, options, head, patch");
            assertThat(warning.declared().orElseThrow().line()).isEqualTo(6);
        });
    }

    @Test
    void one_for_all_methods_in_another_file_is_reported(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.yaml"), withNames("{get: OK, ANY: OK}"));
        Files.writeString(
                folder.resolve("openapi.yaml"),
                "{openapi: 3.1.1, info: {title: T, version: '1'}, paths: {/a: {$ref: a.yaml}}}");
        var read = (ReadResult.Read)
                ContractReader.read(folder.resolve("openapi.yaml").toString(), ReadOptions.defaults());

        assertThat(read.contract().operations()).hasSize(1);
        assertThat(read.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.line())
                        .isEqualTo(
                                "document.extension at document /x-amazon-apigateway-any-method: expected a field for each method, but was"
                                        + " one for all methods outside of the main file, which is ignored"));
    }

    private static String described(Operation operation) {
        String parameters =
                operation.parameters().stream().map(Parameter::name).collect(Collectors.joining(", ", " [", "]"));
        return operation.key()
                + operation.operationId().map(id -> " " + id).orElse("")
                + (operation.parameters().isEmpty() ? "" : parameters)
                + (operation.body().isPresent() ? " body" : "");
    }

    private static String withNames(String text) {
        return text.replace("ANY", VendorPaths.ANY_METHOD).replace("OK", OK);
    }

    private static ReadResult.Read read(String document) {
        return (ReadResult.Read)
                ContractReader.read(document.getBytes(StandardCharsets.UTF_8), "openapi.yaml", ReadOptions.defaults());
    }
}
