package dev.counterpart.spec.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Example;
import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.SecurityScheme;
import dev.counterpart.spec.Server;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.rule.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractReaderTest {

    private static final String HOST = "https://example.com";

    private static final String PETS = "src/test/resources/contracts/reading.yaml";

    @TempDir
    private Path folder;

    @Test
    void a_document_becomes_a_contract() {
        var contract = contract(PETS);

        assertThat(contract.version()).isEqualTo(OpenApiVersion.V3_0);
        assertThat(contract.title()).isEqualTo("Reading");
        assertThat(contract.operations())
                .extracting(Operation::toString)
                .containsExactly("GET /pets", "POST /pets", "GET /pets/{petId}");
        assertThat(contract.servers()).extracting(Server::basePath).containsExactly("/v1");
        assertThat(contract.securitySchemes().values())
                .extracting(SecurityScheme::getClass)
                .extracting(Class::getSimpleName)
                .containsExactly("ApiKey", "HttpAuth");
    }

    @Test
    void parameters_of_path_item_and_operation_are_merged() {
        assertThat(operation("listPets").parameters())
                .extracting(ContractReaderTest::described)
                .containsExactly(
                        "limit in query simple=false style form explode",
                        "ids in query simple=false style pipeDelimited",
                        "X-Trace in header simple=true style simple");
        assertThat(operation("getPet").parameters())
                .extracting(ContractReaderTest::described)
                .containsExactly(
                        "petId in path simple=true style label", "filter in query simple=false style form explode");
        assertThat(operation("getPet")
                        .parameters()
                        .get(1)
                        .content()
                        .orElseThrow()
                        .key())
                .isEqualTo("application/json");
    }

    private static String described(Parameter parameter) {
        return parameter.name() + " in " + parameter.in().label() + " simple=" + parameter.required() + " style "
                + parameter.style().label() + (parameter.explode() ? " explode" : "");
    }

    @Test
    void responses_are_found_by_status_range_and_default() {
        var operation = operation("listPets");

        assertThat(operation.responses())
                .extracting(response -> response.status().text())
                .containsExactly("200", "4XX", "default");
        var ok = operation.responseFor(200).orElseThrow();
        assertThat(ok.headers()).extracting(Parameter::name).containsExactly("X-Next");
        assertThat(ok.content().get(0).examples())
                .extracting(example -> example.name() + " " + example.value().orElseThrow())
                .containsExactly("one [{\"name\":\"Rex\"}]", "shared [{\"name\":\"NO\"}]", "away [{\"name\":\"Ole\"}]");
        assertThat(operation.response(StatusKey.DEFAULT).orElseThrow().place().pointer())
                .hasToString("/components/responses/Error");
    }

    @Test
    void a_single_example_is_called_default() {
        assertThat(operation("createPet").body().orElseThrow().content().get(0).examples())
                .extracting(Example::name)
                .containsExactly(Example.UNNAMED);
    }

    @Test
    void security_of_an_operation_replaces_that_of_the_document() {
        assertThat(operation("listPets").security().get(0).scopes()).containsOnlyKeys("key");
        assertThat(operation("createPet").security()).isEmpty();
        assertThat(operation("getPet").needsCredentials()).isFalse();
    }

    @Test
    void a_schema_knows_where_it_is_written() {
        var contract = contract(PETS);
        var schema = contract.operation("createPet")
                .flatMap(Operation::body)
                .flatMap(body -> body.content().get(0).schema())
                .orElseThrow();

        assertThat(contract.documents().location(schema.place()))
                .hasToString(PETS + ":40 (/paths/~1pets/post/requestBody/content/application~1json/schema)");
        assertThat(contract.documents().resolved(schema.place()).orElseThrow().pointer())
                .hasToString("/components/schemas/Pet");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # case                    | line 5 on, under paths: /a:                                       | operations | warnings
            all is well               | get: {responses: {200: {description: ok}}}                        | GET /a     | none
            ids that differ in case   | get: {operationId: getA}; put: {operationId: GetA}; post: {operationId: geta} | GET /a, PUT /a, POST /a | document.operation.id.case x.yaml:6 (/paths/~1a/put/operationId) expected an operationId that differs from "getA" in more than its case but was "GetA" & document.operation.id.case x.yaml:7 (/paths/~1a/post/operationId) expected an operationId that differs from "getA" in more than its case but was "geta"
            an operation is text      | get: TODO; put: {}                                                | PUT /a     | document.operation.skipped x.yaml:5 (/paths/~1a/get) expected an operation but was the string "TODO"
            an unknown method         | get: {}; copy: {}                                                 | GET /a     | document.malformed x.yaml:6 (/paths/~1a/copy) expected a method, or another field of a path item but was copy, which is ignored
            a method of OpenAPI 3.2   | get: {}; query: {}                                                | GET /a     | document.malformed x.yaml:6 (/paths/~1a/query) expected a method, or another field of a path item but was query, which is ignored
            fields of a path          | summary: s; description: d; servers: []; parameters: []; get: {}  | GET /a     | none
            a parameter not in path   | get: {parameters: [{name: id, in: path, required: true}]}         | GET /a     | document.path.variable x.yaml:5 (/paths/~1a/get/parameters/0) expected {id} in the path but was no such variable
            a method in capitals      | GET: {}                                                           | GET /a     | document.malformed x.yaml:5 (/paths/~1a/GET) expected get but was GET, which is read as lower case
            parameters are no list    | get: {parameters: {a: 1}}                                         | GET /a     | document.malformed x.yaml:5 (/paths/~1a/get/parameters) expected an array but was an object
            a parameter without in    | get: {parameters: [{name: a}]}                                    | GET /a     | document.malformed x.yaml:5 (/paths/~1a/get/parameters/0) expected a parameter with name and in (path, query, header or cookie) but was name: the string "a"; in: missing
            an unknown style          | get: {parameters: [{name: a, in: query, style: matrix}]}          | GET /a     | document.malformed x.yaml:5 (/paths/~1a/get/parameters/0/style) expected a style for parameters in query but was "matrix"; form is used
            required is text          | get: {parameters: [{name: a, in: query, required: yes}]}          | GET /a     | document.malformed x.yaml:5 (/paths/~1a/get/parameters/0/required) expected true or false but was the string "yes"
            a response key            | get: {responses: {OK: {}, 200: {}}}                               | GET /a     | document.response.skipped x.yaml:5 (/paths/~1a/get/responses/OK) expected a status, a range like 4XX, or default but was "OK"
            a range given twice       | get: {responses: {4xx: {}, 4XX: {}}}                              | GET /a     | document.response.skipped x.yaml:5 (/paths/~1a/get/responses/4XX) expected one response for 4XX but was a second one
            a response is text        | get: {responses: {200: ok}}                                       | GET /a     | document.response.skipped x.yaml:5 (/paths/~1a/get/responses/200) expected a response but was the string "ok"
            a response to nowhere     | get: {responses: {200: {$ref: '#/x'}, 201: {}}}                   | GET /a     | document.reference.dangling x.yaml:5 (/paths/~1a/get/responses/200) expected an existing target but was #/x & document.response.skipped x.yaml:5 (/paths/~1a/get/responses/200) expected a response but was the $ref #/x, which does not refer to an object
            a parameter to nowhere    | get: {parameters: [{$ref: '#/x'}]}; put: {}                       | GET /a, PUT /a | document.reference.dangling x.yaml:5 (/paths/~1a/get/parameters/0) expected an existing target but was #/x & document.parameter.skipped x.yaml:5 (/paths/~1a/get/parameters/0) expected a $ref to a parameter but was #/x
            one of two parameters     | get: {parameters: [{$ref: '#/x'}, {name: q, in: query}]}          | GET /a     | document.reference.dangling x.yaml:5 (/paths/~1a/get/parameters/0) expected an existing target but was #/x & document.parameter.skipped x.yaml:5 (/paths/~1a/get/parameters/0) expected a $ref to a parameter but was #/x
            a parameter that is text  | get: {parameters: [q]}                                            | GET /a     | document.malformed x.yaml:5 (/paths/~1a/get/parameters/0) expected a parameter but was the string "q"
            parameters of a path      | parameters: [{$ref: '#/x'}]; get: {}; put: {}                     | GET /a, PUT /a | document.reference.dangling x.yaml:5 (/paths/~1a/parameters/0) expected an existing target but was #/x & document.parameter.skipped x.yaml:5 (/paths/~1a/parameters/0) expected a $ref to a parameter but was #/x
            a server variable         | get: {servers: [{url: 'http://{e}.t/{v}', variables: {e: {default: a}, v: {default: '1', enum: ['1']}}}]} | GET /a | none
            a variable of no use      | get: {servers: [{url: /, variables: {e: {default: a}}}]}          | GET /a     | none
            an undeclared variable    | get: {servers: [{url: 'http://{e}.t'}]}                           | GET /a     | document.server.variable x.yaml:5 (/paths/~1a/get/servers/0) expected a variable e under variables but was no such variable; any text is accepted
            a variable in the path    | servers: [{url: '/{v}'}]; get: {}; put: {}                        | GET /a, PUT /a | document.server.variable x.yaml:5 (/paths/~1a/servers/0) expected a variable v under variables but was no such variable; any text is accepted
            without a default         | get: {servers: [{url: '/{v}', variables: {v: {enum: [a]}}}]}      | GET /a     | document.server.variable x.yaml:5 (/paths/~1a/get/servers/0/variables/v) expected a default but was no default
            an empty default          | get: {servers: [{url: '/{v}', variables: {v: {default: ''}}}]}    | GET /a     | none
            a default not in enum     | get: {servers: [{url: '/{v}', variables: {v: {default: b, enum: [a]}}}]} | GET /a | document.server.variable x.yaml:5 (/paths/~1a/get/servers/0/variables/v) expected a default that is in enum but was "b"; enum has [a]
            a variable twice          | get: {servers: [{url: '/{v}/{v}', variables: {v: {default: b}}}]} | GET /a     | document.server.variable x.yaml:5 (/paths/~1a/get/servers/0) expected {v} once but was /{v}/{v}
            variables are text        | get: {servers: [{url: '/{v}', variables: {v: b}}]}                | GET /a     | document.malformed x.yaml:5 (/paths/~1a/get/servers/0/variables/v) expected a server variable but was the string "b" & document.server.variable x.yaml:5 (/paths/~1a/get/servers/0) expected a variable v under variables but was no such variable; any text is accepted
            a body to nowhere         | post: {requestBody: {$ref: '#/x'}}; put: {}                       | PUT /a     | document.reference.dangling x.yaml:5 (/paths/~1a/post/requestBody) expected an existing target but was #/x & document.operation.skipped x.yaml:5 (/paths/~1a/post/requestBody) expected a $ref to an object but was #/x
            a schema to nowhere       | get: {responses: {200: {content: {a/b: {schema: {$ref: '#/x'}}}}}} | GET /a    | document.reference.dangling x.yaml:5 (/paths/~1a/get/responses/200/content/a~1b/schema) expected an existing target but was #/x
            a $ref in an example      | get: {responses: {200: {content: {a/b: {example: {$ref: '#/x'}}}}}} | GET /a   | none
            a schema is a list        | get: {parameters: [{name: a, in: query, schema: [1]}]}            | GET /a     | document.malformed x.yaml:5 (/paths/~1a/get/parameters/0/schema) expected a schema but was an array
            no media type             | get: {responses: {200: {content: {json: {}}}}}                    | GET /a     | document.malformed x.yaml:5 (/paths/~1a/get/responses/200/content/json) expected a media type as the key but was "json"
            an unknown scheme         | get: {security: [{key: []}]}                                      | GET /a     | document.security.unknown x.yaml:5 (/paths/~1a/get/security/0/key) expected a declared security scheme but was "key"
            one operationId twice     | get: {operationId: a}; put: {operationId: a}                      | GET /a, PUT /a | document.operation.id.duplicate x.yaml:6 (/paths/~1a/put/operationId) expected a unique operationId but was "a", which another operation uses
            a method given twice      | get: {}; put: {}; get: {}                                         | PUT /a, GET /a | document.key.duplicate x.yaml:7 expected one "get" in an object but was a second one
            an extension              | get: {}; x-get: 1                                                 | GET /a     | none
            """)
    void a_document_with_a_mistake_loads_as_far_as_it_makes_sense(
            String name, String item, String operations, String warnings) throws IOException {
        write("x.yaml", "openapi: 3.0.4\ninfo: {}\npaths:\n  /a:\n    " + item.replace("; ", "\n    ") + "\n");

        var read = (ReadResult.Read) read("x.yaml");

        assertThat(read.contract().operations().stream()
                        .map(Operation::toString)
                        .collect(Collectors.joining(", ")))
                .as(name)
                .isEqualTo(operations);
        assertThat(summary(read.warnings())).as(name).isEqualTo(warnings);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # case            | text                                   | message
            nothing in it     | `---\n...`                            | document.empty x.yaml:2 expected an OpenAPI document but was nothing
            comments only     | `# one\n# two`                        | document.empty x.yaml expected an OpenAPI document but was nothing
            empty             | ``                                     | document.empty x.yaml expected an OpenAPI document but was a file of 0 bytes
            a list            | - a                                    | document.not-openapi x.yaml:1 expected an OpenAPI document but was an array
            a text            | hello                                  | document.not-openapi x.yaml:1 expected an OpenAPI document but was the string "hello"
            version 4         | openapi: 4.0.0                         | document.version x.yaml:1 (/openapi) expected version 2.0, 3.0, 3.1 or 3.2 but was openapi: "4.0.0"
            Postman           | info: {_postman_id: 1}                 | document.not-openapi x.yaml:1 expected an OpenAPI document but was a Postman collection
            AsyncAPI          | asyncapi: 3.0.0                        | document.not-openapi x.yaml:1 expected an OpenAPI document but was an AsyncAPI document
            no version        | paths: {}                              | document.not-openapi x.yaml:1 expected an OpenAPI document but was an object with paths, but without the field openapi
            something else    | name: a                                | document.not-openapi x.yaml:1 expected an OpenAPI document but was an object with name
            no paths          | openapi: 3.1.0                         | document.no-operations x.yaml:1 expected at least one operation under paths but was no operations found
            no operation      | {openapi: 3.1.0, paths: {/a: {get: 1}}} | document.no-operations x.yaml:1 (/paths) expected at least one operation under paths but was no valid operation & document.operation.skipped x.yaml:1 (/paths/~1a/get) expected an operation but was 1
            broken            | openapi: [                             | document.syntax x.yaml:1 expected well-formed YAML but was expected the node content, but found '<stream end>' while parsing a flow node
            """)
    void what_is_no_contract_is_rejected_with_the_reason(String name, String text, String message) throws IOException {
        write("x.yaml", text);

        assertThat(summary(((ReadResult.Rejected) read("x.yaml")).violations()))
                .as(name)
                .isEqualTo(message);
    }

    @Test
    void a_missing_file_is_rejected_with_the_nearest_name() throws IOException {
        write("petstore.yaml", "a");

        String text =
                ((ReadResult.Rejected) read("petstor.yml")).violations().get(0).text("");

        assertThat(text.replace(folder.toString(), "…")).isEqualTo("""
                document.missing
                  at        document
                  expected  a file petstor.yml
                  but was   no such file; the nearest name there is petstore.yaml
                  declared  …/petstor.yml
                  to fix    check the path; it is relative to the working directory""");
    }

    @Test
    void a_folder_a_bad_url_and_an_unreachable_server_are_rejected() {
        assertThat(rejection(folder.toString())).isEqualTo("document.unreadable: a folder");
        assertThat(rejection("http://[")).isEqualTo("document.missing: \"http://[\"");
        assertThat(rejection("http://127.0.0.1:1/openapi.yaml"))
                .startsWith("document.unreadable: a refused connection");
        assertThat(rejection("a\0b")).isEqualTo("document.missing: \"a\\u0000b\"");
    }

    private static String rejection(String source) {
        var violation = ((ReadResult.Rejected) ContractReader.read(source, ReadOptions.defaults()))
                .violations()
                .get(0);
        return violation.rule() + ": " + violation.actual();
    }

    @Test
    void several_files_are_joined_by_relative_references() throws IOException {
        write("main.yaml", """
                openapi: 3.1.0
                paths:
                  /a:
                    $ref: paths/a.yaml
                  /b:
                    get:
                      responses:
                        200: {$ref: 'shared.json#/ok'}
                """);
        write("paths/a.yaml", """
                parameters:
                  - {$ref: '../shared.json#/limit'}
                get:
                  responses:
                    200:
                      content:
                        application/json:
                          schema: {$ref: '../main.yaml#/components/schemas/None'}
                """);
        write(
                "shared.json",
                "{\"ok\": {\"description\": \"ok\"},\n \"limit\": {\"name\": \"limit\", \"in\": \"query\"}}");

        var read = (ReadResult.Read) read("main.yaml");

        assertThat(read.contract().documents().all())
                .extracting(document -> document.name().replace('\\', '/'))
                .containsExactly(folder.resolve("main.yaml").toString(), "paths/a.yaml", "shared.json");
        assertThat(read.contract()
                        .operation("GET /a")
                        .orElseThrow()
                        .parameters()
                        .get(0)
                        .name())
                .isEqualTo("limit");
        assertThat(read.contract()
                        .operation("GET /b")
                        .orElseThrow()
                        .responses()
                        .get(0)
                        .description())
                .isEqualTo("ok");
        assertThat(summary(read.warnings()))
                .isEqualTo(
                        "document.reference.dangling paths/a.yaml:8 (/get/responses/200/content/application~1json/schema)"
                                + " expected an existing target but was ../main.yaml#/components/schemas/None");
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # reference                                                     | warnings
            HOST/apis/pets#/components/schemas/Pet                          | none
            pets#/components/schemas/Pet                                    | none
            /apis/pets#/components/schemas/Pet                              | none
            '#/components/schemas/Pet'                                      | none
            shared.yaml#/Pet                                                | none
            HOST/apis/pets#/components/schemas/Cat                          | document.reference.dangling main.yaml:4 (/paths/~1a/get/responses/200/content/application~1json/schema) expected an existing target but was #/components/schemas/Cat
            HOST/apis/cats#/components/schemas/Pet                          | document.reference.forbidden main.yaml:4 (/paths/~1a/get/responses/200/content/application~1json/schema) expected a local file but was HOST/apis/cats#/components/schemas/Pet
            """)
    void a_document_can_refer_to_itself_by_its_self(String reference, String warnings) throws IOException {
        write("main.yaml", """
                openapi: 3.2.0
                $self: https://example.com/apis/pets
                paths:
                  /a: {get: {responses: {200: {content: {application/json: {schema: {$ref: REFERENCE}}}}}}}
                components: {schemas: {Pet: {type: string}}}
                """.replace("REFERENCE", reference).replace("HOST", HOST));
        write("shared.yaml", "Pet: {$ref: 'https://example.com/apis/pets#/components/schemas/Pet'}");

        assertThat(summary(((ReadResult.Read) read("main.yaml")).warnings()).replace(HOST, "HOST"))
                .isEqualTo(warnings);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # key                                                           | warnings
            dev                                                             | none
            '#/components/securitySchemes/dev'                              | none
            'HOST/apis/pets#/components/securitySchemes/dev'                | none
            '#/components/securitySchemes/other'                            | document.security.unknown x.yaml:4 (/paths/~1a/get/security/0/#~1components~1securitySchemes~1other) expected one of dev but was "#/components/securitySchemes/other"
            """)
    void a_requirement_names_a_scheme_by_name_or_uri(String key, String warnings) throws IOException {
        write("x.yaml", """
                openapi: 3.2.0
                $self: https://example.com/apis/pets
                paths:
                  /a: {get: {security: [{KEY: []}]}}
                components: {securitySchemes: {dev: {type: http, scheme: bearer}}}
                """.replace("KEY", key).replace("HOST", HOST));

        var read = (ReadResult.Read) read("x.yaml");

        assertThat(summary(read.warnings())).isEqualTo(warnings);
        assertThat(read.contract().operation("GET /a").orElseThrow().security())
                .allMatch(requirement -> !warnings.equals("none")
                        || requirement.scopes().keySet().equals(Set.of("dev")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # document                                                                    | read
            {openapi: 3.1.0, webhooks: {}}                                                | true
            {openapi: 3.1.0, components: {}}                                              | true
            {openapi: 3.0.0, paths: {}}                                                   | true
            {openapi: 3.0.0, components: {}}                                              | false
            {openapi: 3.1.0, info: {title: a}}                                            | false
            {openapi: 3.1.0, paths: {/a: {get: 1}}, components: {}}                       | false
            """)
    void a_document_without_paths_can_be_complete(String document, boolean isRead) throws IOException {
        write("x.yaml", document);
        var options = ReadOptions.defaults().withOperationsOptional(true);
        String file = folder.resolve("x.yaml").toString();

        assertThat(ContractReader.read(file, options) instanceof ReadResult.Read)
                .isEqualTo(isRead);
        assertThat(ContractReader.read(file, ReadOptions.defaults())).isInstanceOf(ReadResult.Rejected.class);
    }

    @Test
    void files_outside_the_folder_and_remote_ones_are_not_read_unless_allowed() throws IOException {
        write("secret.yaml", "get: {}\n");
        write("api/main.yaml", """
                openapi: 3.1.0
                paths:
                  /a: {$ref: ../secret.yaml}
                  /b: {$ref: 'http://127.0.0.1:1/b.yaml'}
                  /c: {get: {}}
                """);

        var strict = (ReadResult.Read) read("api/main.yaml");
        var lenient = (ReadResult.Read) ContractReader.read(
                folder.resolve("api/main.yaml").toString(),
                ReadOptions.defaults().withAllowRefsOutside(true));

        assertThat(strict.contract().operations())
                .extracting(Operation::toString)
                .containsExactly("GET /c");
        assertThat(strict.warnings())
                .filteredOn(warning -> warning.rule().equals(DocumentRules.FORBIDDEN))
                .extracting(Violation::actual)
                .containsExactly("../secret.yaml", "http://127.0.0.1:1/b.yaml");
        assertThat(lenient.contract().operations())
                .extracting(Operation::toString)
                .containsExactly("GET /a", "GET /c");
    }

    @Test
    void references_in_a_circle_lead_nowhere() throws IOException {
        write("x.yaml", """
                openapi: 3.1.0
                paths:
                  /a: {get: {parameters: [{$ref: '#/components/parameters/A'}]}}
                  /b: {get: {}}
                components: {parameters: {A: {$ref: '#/components/parameters/A'}}}
                """);

        var read = (ReadResult.Read) read("x.yaml");

        assertThat(summary(read.warnings()))
                .isEqualTo(
                        "document.reference.dangling x.yaml:3 (/paths/~1a/get/parameters/0) expected an existing target"
                                + " but was #/components/parameters/A, which refers only to itself"
                                + " & document.reference.dangling x.yaml:5 (/components/parameters/A) expected an existing target"
                                + " but was #/components/parameters/A, which refers only to itself"
                                + " & document.parameter.skipped x.yaml:3 (/paths/~1a/get/parameters/0)"
                                + " expected a $ref to a parameter but was #/components/parameters/A");
    }

    @Test
    void openapi_3_2_adds_query_and_additional_operations() throws IOException {
        write("x.yaml", """
                openapi: 3.2.0
                paths:
                  /a:
                    query: {parameters: [{name: q, in: querystring, content: {application/json: {}}}]}
                    additionalOperations:
                      PATCH: {}
                      COPY: {}
                      Version-Control: {}
                      'MY METHOD': {}
                """);

        var read = (ReadResult.Read) read("x.yaml");

        assertThat(read.contract().operations())
                .extracting(Operation::toString)
                .containsExactly("QUERY /a", "PATCH /a", "COPY /a", "Version-Control /a");
        assertThat(summary(read.warnings()))
                .isEqualTo("document.malformed x.yaml:6 (/paths/~1a/additionalOperations/PATCH)"
                        + " expected a method without a field of its own but was PATCH, which belongs under patch"
                        + " & document.operation.skipped x.yaml:9 (/paths/~1a/additionalOperations/MY METHOD)"
                        + " expected a method, which is a token but was \"MY METHOD\"");
    }

    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # media type     | example                                               | value
            application/json | dataValue: {k: 1}                                     | {"k":1}
            application/json | serializedValue: '{"k":2}'                            | {"k":2}
            application/json | dataValue: {k: 1}, serializedValue: '{"k":2}'         | {"k":1}
            application/json | serializedValue: '{"k"'                               | none
            text/plain       | serializedValue: '2'                                  | "2"
            application/xml  | serializedValue: <k/>                                 | "<k/>"
            application/x-www-form-urlencoded | serializedValue: k=2                 | "k=2"
            """)
    void an_example_can_be_given_as_it_is_sent(String mediaType, String example, String value) throws IOException {
        write("x.yaml", """
                openapi: 3.2.0
                paths: {/a: {get: {responses: {200: {content: {MEDIA: {examples: {a: {EXAMPLE}}}}}}}}}
                """.replace("MEDIA", mediaType).replace("EXAMPLE", example));

        var content = ((ReadResult.Read) read("x.yaml"))
                .contract()
                .operations()
                .get(0)
                .responses()
                .get(0)
                .content()
                .get(0);

        assertThat(content.examples().get(0).value().map(Object::toString).orElse("none"))
                .isEqualTo(value);
    }

    @ParameterizedTest(name = "{0}: {1} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # version | schema, from line 5 on                                                        | warnings
            3.1.1     | {$id: 'https://e.com/s', $ref: '#/$defs/a', $defs: {a: {}}}                    | none
            3.1.1     | {$ref: 'https://e.com/s', $defs: {a: {$id: 'https://e.com/s'}}}                | none
            3.1.1     | {$id: 'https://e.com/s', $ref: t, $defs: {a: {$id: t}}}                        | none
            3.1.1     | {$ref: '#/components/schemas/S'}                                               | document.reference.dangling x.yaml:5 (/components/schemas/S) expected an existing target but was #/components/schemas/S, which refers only to itself
            3.1.1     | {items: {$ref: '#/components/schemas/S'}}                                      | none
            3.1.1     | {$ref: '#/components/schemas/S/$defs/a', $defs: {a: {$ref: '#/components/schemas/S'}}} | document.reference.dangling x.yaml:5 (/components/schemas/S) expected an existing target but was #/components/schemas/S/$defs/a, which refers only to itself & document.reference.dangling x.yaml:5 (/components/schemas/S/$defs/a) expected an existing target but was #/components/schemas/S, which refers only to itself
            3.1.1     | {$ref: '#a', $defs: {a: {$anchor: a}}}                                         | none
            3.1.1     | {$ref: '#a', $defs: {a: {$id: '#a'}}}                                          | none
            3.1.1     | {$ref: '#a', $defs: {b: {$anchor: b}}}                                         | document.reference.dangling x.yaml:5 (/components/schemas/S) expected an existing target but was #a
            3.0.4     | {$ref: '#a', x-defs: {a: {$anchor: a}}}                                        | document.reference.dangling x.yaml:5 (/components/schemas/S) expected an existing target but was #a
            3.1.1     | {$ref: 'https://e.com/t', $defs: {a: {$id: 'https://e.com/s'}}}                | document.reference.forbidden x.yaml:5 (/components/schemas/S) expected a local file but was https://e.com/t
            3.1.1     | {$id: '#s', $ref: '#/$defs/a'}                                                 | document.reference.dangling x.yaml:5 (/components/schemas/S) expected an existing target but was #/$defs/a
            3.0.4     | {$id: 'https://e.com/s', allOf: [{$ref: '#/$defs/a'}], $defs: {a: {}}}         | document.reference.dangling x.yaml:5 (/components/schemas/S/allOf/0) expected an existing target but was #/$defs/a
            """)
    void a_schema_can_be_referred_to_by_the_name_it_gives_itself(String version, String schema, String warnings)
            throws IOException {
        write(
                "x.yaml",
                "openapi: " + version + "\ninfo: {}\ncomponents:\n  schemas:\n    S: " + schema
                        + "\npaths: {/a: {get: {}}}\n");

        assertThat(summary(((ReadResult.Read) read("x.yaml")).warnings())).isEqualTo(warnings);
    }

    @ParameterizedTest(name = "{0} in {1} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # $ref           | other.yaml                                                                    | warnings
            other.yaml#foo   | {$defs: {x: {$anchor: foo}}}                                                  | none
            other.yaml#foo   | {$anchor: foo}                                                                | none
            other.yaml#foo   | {$defs: {x: {$dynamicAnchor: foo}}}                                           | none
            other.yaml#foo   | {$id: 'https://e.com/b', $defs: {x: {$anchor: foo}}}                          | none
            https://e.com/b#foo | {$id: 'https://e.com/b', $defs: {x: {$anchor: foo}}}                       | none
            other.yaml#foo   | {openapi: 3.1.0, components: {schemas: {X: {$anchor: foo}}}}                  | none
            other.yaml#foo   | {$defs: {x: {$id: 'https://e.com/b', $anchor: foo}}}                          | document.reference.dangling x.yaml:5 (/components/schemas/S) expected an existing target but was other.yaml#foo
            other.yaml#foo   | {$defs: {x: {$anchor: bar}}}                                                  | document.reference.dangling x.yaml:5 (/components/schemas/S) expected an existing target but was other.yaml#foo
            none.yaml#foo    | {}                                                                            | document.reference.dangling x.yaml:5 (/components/schemas/S) expected a readable file but was none.yaml#foo: no such file
            """)
    void a_schema_can_be_referred_to_by_its_anchor_in_another_file(String reference, String other, String warnings)
            throws IOException {
        write("other.yaml", other);
        write(
                "x.yaml",
                "openapi: 3.1.1\ninfo: {}\ncomponents:\n  schemas:\n    S: {$ref: '" + reference
                        + "', allOf: [{$ref: other.yaml}]}\npaths: {/a: {get: {}}}\n");

        assertThat(summary(((ReadResult.Read) read("x.yaml")).warnings())).isEqualTo(warnings);
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # line 4 on, under paths                      | and                                              | warnings
            /a/{x}: {get: {parameters: [{name: x, in: path}]}} | /b: {get: {}}                               | none
            /a/{x}: {parameters: [{name: x, in: path}], get: {}} | /b: {get: {}}                             | none
            /a/{x}: {get: {}}                             | /b: {get: {}}                                    | document.path.variable x.yaml:4 (/paths/~1a~1{x}/get) expected a parameter x in path but was no parameter; any string is accepted
            /a/{x}: {get: {parameters: [{name: x, in: query}]}} | /b: {get: {}}                              | document.path.variable x.yaml:4 (/paths/~1a~1{x}/get) expected a parameter x in path but was no parameter; any string is accepted
            /a/{x}: {get: {parameters: [{name: X, in: path}]}} | /b: {get: {}}                               | document.path.variable x.yaml:4 (/paths/~1a~1{x}/get/parameters/0) expected {X} in the path but was no such variable & document.path.variable x.yaml:4 (/paths/~1a~1{x}/get) expected a parameter x in path but was no parameter; any string is accepted
            /a/{x}: {get: {parameters: [{name: x, in: path}]}} | /a/{y}: {put: {parameters: [{name: y, in: path}]}} | none
            /a/{x}: {get: {parameters: [{name: x, in: path}]}} | /a/{y}: {get: {parameters: [{name: y, in: path}]}} | document.path.ambiguous x.yaml:5 (/paths/~1a~1{y}/get) expected a path that differs in more than the names of variables but was GET /a/{y} and GET /a/{x}
            /a/{x: {get: {}}                              | /b: {get: {}}                                    | document.path.template x.yaml:4 (/paths/~1a~1{x) expected variables as {name} but was /a/{x, whose brace is read as text
            /a/{}: {get: {}}                              | /b: {get: {}}                                    | document.path.template x.yaml:4 (/paths/~1a~1{}) expected variables as {name} but was /a/{}, whose brace is read as text
            /a?x=1: {get: {}}                             | '/b#c': {get: {}}                                | document.path.template x.yaml:4 (/paths/~1a?x=1) expected a path without query and fragment but was /a?x=1, whose query is read as required parameters & document.path.template x.yaml:5 (/paths/~1b#c) expected a path without query and fragment but was /b#c, which is read as text
            /a/{x+}: {get: {parameters: [{name: x, in: path}]}} | /a/{+x}: {put: {parameters: [{name: +x, in: path}]}} | document.path.template x.yaml:4 (/paths/~1a~1{x+}) expected variables as {name} but was /a/{x+}, whose {x+} may have slashes in its value & document.path.template x.yaml:5 (/paths/~1a~1{+x}) expected variables as {name} but was /a/{+x}, whose {+x} may have slashes in its value
            /a/{x}: {get: {parameters: [{name: x, in: path}]}} | /a/{*x}: {get: {parameters: [{name: x, in: path}]}} | document.path.template x.yaml:5 (/paths/~1a~1{*x}) expected variables as {name} but was /a/{*x}, whose {*x} may have slashes in its value
            /{x}/{x}: {get: {parameters: [{name: x, in: path}]}} | /b: {get: {}}                             | document.path.template x.yaml:4 (/paths/~1{x}~1{x}) expected each variable once but was /{x}/{x}, which has {x} twice
            /a/{x}: {get: {parameters: [{name: x, in: path}]}} | /a/{x}b: {get: {parameters: [{name: x, in: path}]}} | none
            """)
    void paths_and_their_variables_are_looked_at(String one, String other, String warnings) throws IOException {
        write("x.yaml", "openapi: 3.0.4\ninfo: {}\npaths:\n  " + one + "\n  " + other + "\n");

        var read = (ReadResult.Read) read("x.yaml");

        assertThat(read.contract().operations()).hasSize(2);
        assertThat(summary(read.warnings())).isEqualTo(warnings);
    }

    @Test
    void a_path_without_a_slash_gets_one() throws IOException {
        write("x.yaml", "openapi: 3.0.0\npaths:\n  a: {get: {}}\n");

        var read = (ReadResult.Read) read("x.yaml");

        assertThat(read.contract().operations()).extracting(Operation::toString).containsExactly("GET /a");
        assertThat(summary(read.warnings())).isEqualTo("document.path.slash x.yaml:3 (/paths/a) expected /a but was a");
    }

    @Test
    void a_file_beyond_the_limit_of_bytes_is_rejected() throws IOException {
        write("x.yaml", "openapi: 3.0.0\n");

        var rejected = (ReadResult.Rejected) ContractReader.read(
                folder.resolve("x.yaml").toString(), ReadOptions.defaults().withMaxBytes(10));

        assertThat(summary(rejected.violations()))
                .isEqualTo("document.limit x.yaml expected at most 10 bytes in all files but was more");
    }

    @Test
    void very_many_mistakes_are_counted_only() throws IOException {
        var paths = new StringBuilder("openapi: 3.0.0\npaths:\n  /a: {get: {}}\n");
        for (int i = 0; i < 50_000; i++) {
            paths.append("  /b")
                    .append(i)
                    .append(": {get: {$ref: '#/x")
                    .append(i)
                    .append("'}}\n");
        }
        write("x.yaml", paths.toString());

        var warnings = ((ReadResult.Read) read("x.yaml")).warnings();

        assertThat(warnings).hasSize(301);
        assertThat(warnings.get(300).actual()).isEqualTo("99700 more");
    }

    @Test
    void every_rule_has_an_id_of_its_own_and_says_what_to_do() {
        assertThat(DocumentRules.all()).extracting(Object::toString).doesNotHaveDuplicates();
        assertThat(DocumentRules.all())
                .allSatisfy(rule -> assertThat(List.of(rule.meaning(), rule.example(), rule.fix()))
                        .noneMatch(String::isBlank));
    }

    private static Contract contract(String source) {
        var read = (ReadResult.Read) ContractReader.read(source, ReadOptions.defaults());
        assertThat(read.warnings()).isEmpty();
        return read.contract();
    }

    private static Operation operation(String name) {
        return contract(PETS).operation(name).orElseThrow();
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private ReadResult read(String name) {
        return ContractReader.read(folder.resolve(name).toString(), ReadOptions.defaults());
    }

    private String summary(List<Violation> violations) {
        return violations.isEmpty()
                ? "none"
                : violations.stream()
                        .map(violation -> violation.rule() + " "
                                + violation.declared().orElseThrow() + " expected " + violation.expected() + " but was "
                                + violation.actual())
                        .collect(Collectors.joining(" & "))
                        .replace(folder + "/", "");
    }
}
