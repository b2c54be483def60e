package dev.counterpart.verify.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule that only {@code counterpart lint} checks, beside documents that are odd but right. */
class LintTest {

    private static final String OK = "responses: {'200': {description: d}, '401': {description: d}}";

    static Stream<Arguments> documents() {
        return Stream.of(
                // components
                document("a component without a reference", """
                        paths: {/a: {get: {responses: {'200': {description: d}}}}}
                        components: {schemas: {A: {type: string}}}
                        """, "document.component.unused /components/schemas/A"),
                document(
                        "every kind of component",
                        """
                        paths: {/a: {get: {responses: {'200': {description: d}}}}}
                        components:
                          schemas: {A: {type: string}}
                          responses: {A: {description: d}}
                          parameters: {A: {name: a, in: query, schema: {type: string}}}
                          examples: {A: {value: 1}}
                          requestBodies: {A: {content: {text/plain: {}}}}
                          headers: {A: {schema: {type: string}}}
                          links: {A: {operationId: a}}
                          callbacks: {A: {'{$url}': {post: {responses: {'200': {description: d}}}}}}
                        """,
                        "document.component.unused /components/schemas/A",
                        "document.component.unused /components/responses/A",
                        "document.component.unused /components/parameters/A",
                        "document.component.unused /components/examples/A",
                        "document.component.unused /components/requestBodies/A",
                        "document.component.unused /components/headers/A",
                        "document.component.unused /components/links/A",
                        "document.component.unused /components/callbacks/A"),
                document(
                        "components that only an unused component, or each other, use",
                        """
                        paths: {/a: {get: {responses: {'200': {description: d}}}}}
                        components:
                          schemas:
                            A: {properties: {b: {$ref: '#/components/schemas/B'}}}
                            B: {properties: {b: {$ref: '#/components/schemas/B'}}}
                        """,
                        "document.component.unused /components/schemas/A",
                        "document.component.unused /components/schemas/B"),
                document("components that are used through others, and by a pointer into them", """
                        paths:
                          /a:
                            get:
                              responses:
                                '200':
                                  $ref: '#/components/responses/R'
                                '404':
                                  description: d
                                  content: {application/json: {schema: {$ref: '#/components/schemas/B/properties/c'}}}
                        components:
                          responses: {R: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}
                          schemas: {A: {type: string}, B: {properties: {c: {type: string}}}}
                        """),
                document("schemas that a discriminator selects: by extending, and by name", """
                        paths:
                          /a:
                            get:
                              responses:
                                '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
                        components:
                          schemas:
                            Pet: {type: object, properties: {kind: {type: string}}, discriminator: {propertyName: kind, mapping: {d: Dog}}}
                            Cat: {allOf: [{$ref: '#/components/schemas/Pet'}]}
                            Dog: {type: object}
                        """),
                document("schemas with $id, which references can name", """
                        paths: {/a: {get: {responses: {'200': {description: d}}}}}
                        components: {schemas: {A: {$id: 'https://example.com/a'}}}
                        """),
                // circles
                document(
                        "a schema that is a reference to itself",
                        """
                        paths: {/a: {get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}}
                        components: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}}}
                        """,
                        "document.reference.dangling /paths/~1a/get/responses/200/content/application~1json/schema",
                        "document.reference.dangling /components/schemas/A",
                        "document.reference.dangling /components/schemas/B"),
                document("a schema that is its own anchor", """
                        paths: {/a: {get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}}
                        components: {schemas: {A: {$anchor: a, $ref: '#a'}}}
                        """, "document.schema.unusable /components/schemas/A/$ref"),
                document(
                        "a schema that is its own dynamic anchor",
                        """
                        paths: {/a: {get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}}
                        components: {schemas: {A: {$dynamicAnchor: a, $dynamicRef: '#a'}}}
                        """,
                        "document.schema.unusable /components/schemas/A/$dynamicRef"),
                document(
                        "schemas that are each other's anchor",
                        """
                        paths: {/a: {get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}}
                        components: {schemas: {A: {$anchor: a, $ref: '#b'}, B: {$anchor: b, $ref: '#a'}}}
                        """,
                        "document.schema.unusable /components/schemas/B/$ref"),
                document(
                        "a schema that is part of itself for the same value",
                        """
                        paths: {/a: {get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}}
                        components: {schemas: {A: {allOf: [{type: object}, {$ref: '#/components/schemas/A'}]}}}
                        """,
                        "document.schema.unusable /components/schemas/A/allOf/1/$ref"),
                document(
                        "a schema that is one of its own alternatives",
                        """
                        paths: {/a: {get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}}
                        components: {schemas: {A: {anyOf: [{type: object}, {$ref: '#/components/schemas/B'}]}, B: {oneOf: [{$ref: '#/components/schemas/A'}]}}}
                        """,
                        "document.schema.unusable /components/schemas/B/oneOf/0/$ref"),
                document("a schema that is not itself", """
                        paths: {/a: {get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}}
                        components: {schemas: {A: {not: {$ref: '#/components/schemas/A'}}}}
                        """, "document.schema.unusable /components/schemas/A/not/$ref"),
                document("a tree by reference, anchor and dynamic anchor", """
                        paths: {/a: {get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}}
                        components: {schemas: {A: {$anchor: a, $dynamicAnchor: d, type: object, properties: {r: {$ref: '#/components/schemas/A'}, a: {$ref: '#a'}, d: {type: array, items: {$dynamicRef: '#d'}}}}}}
                        """),
                document("one schema twice for the same value", """
                        paths: {/a: {get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}}
                        components: {schemas: {A: {allOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/B'}]}, B: {type: object}}}
                        """),
                // paths
                document(
                        "a variable whose only values are other paths",
                        """
                        paths:
                          /a/{k}: {get: {parameters: [{name: k, in: path, required: true, schema: {enum: [b, c]}}], responses: {'200': {description: d}}}}
                          /a/b: {get: {responses: {'200': {description: d}}}}
                          /a/c: {get: {responses: {'200': {description: d}}}}
                        """,
                        "document.path.unreachable /paths/~1a~1{k}/get"),
                document("a variable with one more value; another method; any value", """
                        paths:
                          /a/{k}: {get: {parameters: [{name: k, in: path, required: true, schema: {enum: [b, d]}}], responses: {'200': {description: d}}}}
                          /a/b: {get: {responses: {'200': {description: d}}}}
                          /e/{k}: {post: {parameters: [{name: k, in: path, required: true, schema: {enum: [b]}}], responses: {'200': {description: d}}}}
                          /e/b: {get: {responses: {'200': {description: d}}}}
                          /f/{k}: {get: {parameters: [{name: k, in: path, required: true, schema: {type: string}}], responses: {'200': {description: d}}}}
                          /f/b: {get: {responses: {'200': {description: d}}}}
                        """),
                // security
                document(
                        "a change without credentials, where others need them",
                        """
                        paths:
                          /a: {get: {security: [{s: []}], OK}, post: {OK}, put: {security: [], OK}, patch: {security: [{}, {s: []}], OK}}
                          /b: {get: {OK}}
                        components: {securitySchemes: {s: {type: http, scheme: bearer}}}
                        """,
                        "document.security.open /paths/~1a/post"),
                // no operations
                document(
                        "webhooks only, and a component that none uses",
                        """
                        webhooks:
                          pet: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}
                        components: {schemas: {A: {type: integer}, B: {type: integer}}}
                        """,
                        "document.component.unused /components/schemas/B"),
                document(
                        "components for other documents",
                        """
                        components:
                          schemas: {A: {type: integer, example: one}}
                          securitySchemes: {S: {type: http, scheme: bearer}}
                        """,
                        "document.example.invalid /components/schemas/A/example"),
                document("paths without an operation", """
                        paths: {/a: {}}
                        components: {schemas: {A: {type: integer}}}
                        """, "document.no-operations /paths"),
                document("changes, where nothing needs credentials", """
                        paths: {/a: {post: {OK}}}
                        """),
                document(
                        "credentials over http to other machines",
                        """
                        servers: [{url: 'http://api.example.com'}, {url: 'HTTP://10.0.0.1/v1'}, {url: 'http://localhost:8080'}, {url: /v1}, {url: 'https://a'}]
                        paths: {/a: {get: {security: [{s: []}], OK}}}
                        components: {securitySchemes: {s: {type: http, scheme: bearer}}}
                        """,
                        "document.security.plain-http /servers",
                        "document.security.plain-http /servers"),
                document("http without credentials", """
                        servers: [{url: 'http://api.example.com'}]
                        paths: {/a: {get: {OK}}}
                        """),
                document(
                        "keys in query, header and cookie",
                        """
                        security: [{q: [], h: [], c: []}]
                        paths: {/a: {get: {OK}}}
                        components: {securitySchemes: {q: {type: apiKey, in: query, name: k}, h: {type: apiKey, in: header, name: k}, c: {type: apiKey, in: cookie, name: k}}}
                        """,
                        "document.security.key-in-query /components/securitySchemes/q"),
                document(
                        "a scheme that nothing requires",
                        """
                        paths: {/a: {get: {OK}}}
                        components: {securitySchemes: {s: {type: http, scheme: bearer}}}
                        """,
                        "document.security.unused /components/securitySchemes/s"),
                document(
                        "credentials without 401, with 4XX, with default",
                        """
                        security: [{s: []}]
                        paths:
                          /a: {get: {responses: {'200': {description: d}, '403': {description: d}}}}
                          /b: {get: {responses: {'200': {description: d}, 4XX: {description: d}}}}
                          /c: {get: {responses: {default: {description: d}}}}
                          /d: {get: {security: [], responses: {'200': {description: d}}}}
                        components: {securitySchemes: {s: {type: http, scheme: bearer}}}
                        """,
                        "document.security.no-401 /paths/~1a/get"),
                document(
                        "OAuth 2.0 flows",
                        """
                        security: [{o: []}]
                        paths: {/a: {get: {OK}}}
                        components:
                          securitySchemes:
                            o:
                              type: oauth2
                              flows:
                                implicit: {authorizationUrl: 'https://a', scopes: {}}
                                password: {tokenUrl: 'https://a', scopes: {}}
                                clientCredentials: {tokenUrl: 'https://a', scopes: {}}
                                authorizationCode: {authorizationUrl: 'https://a', tokenUrl: 'https://a', scopes: {}}
                        """,
                        "document.security.weak-flow /components/securitySchemes/o/flows/implicit",
                        "document.security.weak-flow /components/securitySchemes/o/flows/password"),
                // what is checked when a document is read, or by fixtures verify
                document(
                        "an invalid example, a keyword that cannot be applied, a dead reference",
                        """
                        paths:
                          /a:
                            get:
                              responses:
                                '200': {description: d, content: {application/json: {schema: {type: integer}, example: old}}}
                                '404': {description: d, content: {application/json: {schema: {type: string, pattern: '[a-'}}}}
                                '500': {$ref: '#/components/responses/R'}
                        """,
                        "document.example.invalid /paths/~1a/get/responses/200/content/application~1json/example",
                        "document.reference.dangling /paths/~1a/get/responses/500",
                        "document.response.skipped /paths/~1a/get/responses/500",
                        "document.schema.unusable /paths/~1a/get/responses/404/content/application~1json/schema/pattern"));
    }

    private static Arguments document(String what, String text, String... findings) {
        return Arguments.of(what, text.replace("OK", OK), List.of(findings));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void a_document_has_these_findings(String what, String text, List<String> findings) {
        var document = "openapi: 3.1.1\ninfo: {title: t, version: '1'}\n" + text;

        var lint = Lint.of(
                "api.yaml",
                ContractReader.read(
                        document.getBytes(StandardCharsets.UTF_8),
                        "api.yaml",
                        ReadOptions.defaults().withOperationsOptional(true)));

        assertThat(lint.findings())
                .extracting(finding ->
                        finding.violation().rule().id() + " " + finding.where().pointer())
                .containsExactlyInAnyOrderElementsOf(findings);
    }
}
