package dev.counterpart.spec.rule;

import java.util.List;

/** The rules for documents that are checked when a document is read. */
public final class DocumentRules {

    public static final Rule MISSING = error(
            "document.missing",
            "The document must exist.",
            "A path without a file, or a URL that returns 404.",
            "check the path; it is relative to the working directory");

    public static final Rule UNREADABLE = error(
            "document.unreadable",
            "The document must be a readable text file.",
            "A folder, a file without read permission, a server that does not answer, or bytes that are not UTF-8.",
            "give the path of a readable YAML or JSON file");

    public static final Rule EMPTY = error(
            "document.empty",
            "The document must not be empty.",
            "A file of 0 bytes, or one that contains only comments.",
            "write the document, or give the path of another one");

    public static final Rule SYNTAX = error(
            "document.syntax",
            "The document must be well-formed YAML or JSON.",
            "An unclosed bracket, or a line indented with a tab.",
            "fix the syntax at that line");

    public static final Rule NOT_OPENAPI = error(
            "document.not-openapi",
            "The document must declare itself as an OpenAPI document.",
            "A Postman collection, or a file without the field openapi.",
            "give an OpenAPI document: one with a field openapi (or swagger) at the top level");

    public static final Rule VERSION = error(
            "document.version",
            "The document must use a supported version of OpenAPI.",
            "openapi: 4.0.0",
            "write openapi: 3.0.4, 3.1.1 or 3.2.0, or swagger: \"2.0\"");

    public static final Rule NO_OPERATIONS = error(
            "document.no-operations",
            "The document must describe at least one operation.",
            "A document with empty paths, or with components only.",
            "add an operation under paths, or give the document that refers to this one");

    public static final Rule DANGLING = error(
            "document.reference.dangling",
            "The target of a $ref must exist.",
            "$ref: '#/components/schemas/Pte' where only Pet is declared.",
            "fix the $ref, or add its target");

    public static final Rule FORBIDDEN = error(
            "document.reference.forbidden",
            "The target of a $ref must be in a file below the document's folder, unless an option allows other targets.",
            "$ref: ../../secret.yaml, or $ref: https://example.com/pet.yaml",
            "copy the file below the document's folder, or allow such references");

    public static final Rule MISPLACED = warning(
            "document.reference.misplaced",
            "A $ref should be where OpenAPI allows one. Elsewhere it is followed, but other tools may not do so.",
            "properties: {$ref: properties.yaml}, or a pointer that leads through another $ref.",
            "reference the whole object, or each entry");

    public static final Rule EXTERNAL_VALUE = warning(
            "document.example.external",
            "An externalValue should refer to a readable file below the document's folder whose content has the media type.",
            "externalValue: cat.json where the folder has only pets/cat.json.",
            "fix the path, which is relative to the file that contains it, or allow such references");

    public static final Rule OPERATION_SKIPPED = warning(
            "document.operation.skipped",
            "An operation should be valid; an invalid operation is skipped.",
            "get: TODO, or a requestBody with an unresolved $ref.",
            "fix the operation at that line");

    public static final Rule RESPONSE_SKIPPED = warning(
            "document.response.skipped",
            "A response should be valid; an invalid response is skipped.",
            "A response with an unresolved $ref, or one under the key OK.",
            "fix the response at that line");

    public static final Rule MALFORMED = warning(
            "document.malformed",
            "A field should have the type that OpenAPI requires; a field of another type is ignored.",
            "parameters: none, where an array is required.",
            "fix the field, or remove it");

    public static final Rule DUPLICATE_KEY = warning(
            "document.key.duplicate",
            "A key should occur once in an object; the last one is used.",
            "Two get entries under one path.",
            "remove one of the two, or rename it");

    public static final Rule DUPLICATE_OPERATION_ID = warning(
            "document.operation.id.duplicate",
            "An operationId should be unique; the first operation keeps it, the others are identified by method and path.",
            "operationId: listPets for two operations.",
            "rename one of the two");

    public static final Rule OPERATION_ID_CASE = warning(
            "document.operation.id.case",
            "Operation ids should differ in more than upper and lower case: folders of fixtures, and classes of generated clients, are named"
                    + " after them, and Windows and macOS do not distinguish such names.",
            "operationId: getPet and operationId: GetPet.",
            "rename one of the two");

    public static final Rule PATH_SLASH = warning(
            "document.path.slash",
            "A path should begin with a slash; a missing one is added.",
            "pets: under paths, instead of /pets:",
            "add the slash");

    public static final Rule PATH_TEMPLATE = warning(
            "document.path.template",
            "A path should be a template that requests can match: paired braces, each variable once, no query or fragment.",
            "/pets/{id, /pets/{}, /{id}/{id}, or /pets?kind=cat",
            "write variables as {name}, and declare queries as parameters");

    public static final Rule PATH_VARIABLE = warning(
            "document.path.variable",
            "The variables of a path and its path parameters should be the same; a parameter without a variable is ignored.",
            "A path parameter id for /pets/{petId}.",
            "give both the same name, or declare the parameter");

    public static final Rule PATH_AMBIGUOUS = warning(
            "document.path.ambiguous",
            "Two paths should differ in more than the names of their variables; requests are routed to the last one.",
            "/pets/{id} and /pets/{name}, both with get.",
            "remove one of the two, or change its path");

    public static final Rule EXTENSION = warning(
            "document.extension",
            "Operations should be declared under paths, one for each method. Those that only an extension declares are read if it is one of"
                    + " Azure or AWS, but other tools ignore them.",
            "x-ms-paths, or x-amazon-apigateway-any-method in a path item.",
            "declare the operations under paths as well, if other tools have to see them");

    public static final Rule SERVER_VARIABLE = warning(
            "document.server.variable",
            "A variable in the URL of a server should be declared with a default, once, and its enum should contain the default.",
            "url: https://{region}.example.com without variables.",
            "declare the variable under variables, with a default");

    public static final Rule PARAMETER_SKIPPED = warning(
            "document.parameter.skipped",
            "The $ref of a parameter should lead to a parameter; otherwise the operation is served without it.",
            "parameters: [{$ref: '#/components/parameters/Pgae'}] where only Page is declared.",
            "fix the $ref, or add its target");

    public static final Rule SECURITY_UNKNOWN = warning(
            "document.security.unknown",
            "A security requirement should name a declared security scheme.",
            "security: [{oauth: []}] where only oauth2 is declared.",
            "declare the scheme under components/securitySchemes, or fix the name");

    public static final Rule LIMIT = error(
            "document.limit",
            "A document must stay within limits of size, depth and number of nodes.",
            "YAML aliases that expand to millions of nodes.",
            "make the document smaller, or raise the limit");

    public static final Rule OVERLAY_INVALID = error(
            "document.overlay.invalid",
            "An overlay must be valid by Overlay 1.0, 1.1 or 1.2.",
            "An action without target, or a target that is not a JSONPath.",
            "fix the overlay at that line");

    public static final Rule OVERLAY_LENIENT = warning(
            "document.overlay.lenient",
            "An overlay should have what the standard requires, and nothing else; what no action needs may be missing.",
            "An overlay without info, or copy in an overlay of the version 1.0.0.",
            "write it as the message says, so that other programs can read the overlay");

    public static final Rule OVERLAY_UNMATCHED = warning(
            "document.overlay.unmatched",
            "The target of an overlay's action should select something in the document.",
            "target: $.paths['/petz'].get, where the document has only /pets.",
            "fix the target, or remove the action");

    public static final Rule WORKFLOW_INVALID = error(
            "document.workflow.invalid",
            "A file of workflows must be valid by Arazzo 1.0 or 1.1, and its steps must name operations of the tested document.",
            "operationId: getPet, where the document has only getPetById.",
            "fix the file of workflows at that line");

    public static final Rule WORKFLOW_LENIENT = warning(
            "document.workflow.lenient",
            "A file of workflows should keep to the text of Arazzo; what older files and examples write is read as it is meant.",
            "A parameter with in: body, or the criterion $.id != null of the type jsonpath.",
            "write it as the message says, so that other programs can read the file");

    public static final Rule WORKFLOW_UNSUPPORTED = warning(
            "document.workflow.unsupported",
            "Steps should send HTTP requests: a workflow with a step that uses an AsyncAPI description is skipped, the others run.",
            "channelPath: $sourceDescriptions.events.url#/channels/adopted in a step, where events has the type asyncapi.",
            "move the step to a workflow of its own, so that the rest can run");

    private static final List<Rule> ALL = List.of(
            MISSING,
            UNREADABLE,
            EMPTY,
            SYNTAX,
            NOT_OPENAPI,
            VERSION,
            NO_OPERATIONS,
            DANGLING,
            FORBIDDEN,
            MISPLACED,
            EXTERNAL_VALUE,
            OPERATION_SKIPPED,
            RESPONSE_SKIPPED,
            MALFORMED,
            DUPLICATE_KEY,
            DUPLICATE_OPERATION_ID,
            OPERATION_ID_CASE,
            PATH_SLASH,
            PATH_TEMPLATE,
            PATH_VARIABLE,
            PATH_AMBIGUOUS,
            EXTENSION,
            SERVER_VARIABLE,
            PARAMETER_SKIPPED,
            SECURITY_UNKNOWN,
            LIMIT,
            OVERLAY_INVALID,
            OVERLAY_LENIENT,
            OVERLAY_UNMATCHED,
            WORKFLOW_INVALID,
            WORKFLOW_LENIENT,
            WORKFLOW_UNSUPPORTED);

    private DocumentRules() {}

    public static List<Rule> all() {
        return ALL;
    }

    private static Rule error(String id, String meaning, String example, String fix) {
        return new Rule(id, Severity.ERROR, meaning, example, fix);
    }

    private static Rule warning(String id, String meaning, String example, String fix) {
        return new Rule(id, Severity.WARNING, meaning, example, fix);
    }
}
