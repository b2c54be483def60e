package dev.counterpart.spec;

import java.util.List;

/** What can be wrong with a document, as far as it hinders reading it. */
public final class DocumentRules {

    public static final Rule MISSING = error(
            "document.missing",
            "The document must be there.",
            "A path that names no file, or a URL that is answered with 404.",
            "check the path; it is taken from the folder the command runs in");

    public static final Rule UNREADABLE = error(
            "document.unreadable",
            "The document must be a text that can be read.",
            "A folder, a file without read permission, a server that does not answer, or bytes that are no UTF-8.",
            "give the path of a YAML or JSON file that may be read");

    public static final Rule EMPTY = error(
            "document.empty",
            "The document must hold something.",
            "A file of 0 bytes, or one with comments only.",
            "write the document, or give the path of another one");

    public static final Rule SYNTAX = error(
            "document.syntax",
            "The document must be well-formed YAML or JSON.",
            "A bracket that is not closed, or a line indented by a tab.",
            "mend the syntax at that line");

    public static final Rule NOT_OPENAPI = error(
            "document.not-openapi",
            "The document must say that it is an OpenAPI document.",
            "A Postman collection, or a file without the field openapi.",
            "give an OpenAPI document: one with a field openapi (or swagger) at its top");

    public static final Rule VERSION = error(
            "document.version",
            "The document must be written in a version of OpenAPI that we know.",
            "openapi: 4.0.0",
            "write openapi: 3.0.4, 3.1.1 or 3.2.0, or swagger: \"2.0\"");

    public static final Rule NO_OPERATIONS = error(
            "document.no-operations",
            "The document must describe at least one operation.",
            "A document with an empty paths, or with components only.",
            "describe an operation under paths, or give the document that refers to this one");

    public static final Rule DANGLING = error(
            "document.reference.dangling",
            "A $ref must lead to something.",
            "$ref: '#/components/schemas/Pte' where only Pet is declared.",
            "mend the $ref, or write what it refers to");

    public static final Rule FORBIDDEN = error(
            "document.reference.forbidden",
            "A $ref may lead to files below the document's folder only, unless more is allowed.",
            "$ref: ../../secret.yaml, or $ref: https://example.com/pet.yaml",
            "copy the file below the document's folder, or allow such references");

    public static final Rule OPERATION_SKIPPED = warning(
            "document.operation.skipped",
            "An operation should be understandable; one that is not is left out.",
            "get: TODO, or a parameter whose $ref leads nowhere.",
            "mend the operation at that line");

    public static final Rule RESPONSE_SKIPPED = warning(
            "document.response.skipped",
            "A response should be understandable; one that is not is left out.",
            "A response whose $ref leads nowhere, or one under the key OK.",
            "mend the response at that line");

    public static final Rule MALFORMED = warning(
            "document.malformed",
            "A field should have the type that OpenAPI asks; one that has another is ignored.",
            "parameters: none, where a list is asked.",
            "mend the field, or remove it");

    public static final Rule DUPLICATE_KEY = warning(
            "document.key.duplicate",
            "A key should occur once in an object; the last one counts.",
            "Two entries get under one path.",
            "remove one of the two, or rename it");

    public static final Rule DUPLICATE_OPERATION_ID = warning(
            "document.operation.id.duplicate",
            "An operationId should be unique; the first operation keeps it, the others go by method and path.",
            "operationId: listPets at two operations.",
            "rename one of the two");

    public static final Rule PATH_SLASH = warning(
            "document.path.slash",
            "A path should begin with a slash; one is added where it is missing.",
            "pets: under paths, instead of /pets:",
            "write the slash");

    public static final Rule PATH_TEMPLATE = warning(
            "document.path.template",
            "A path should be a template that requests can fit: braces in pairs, each variable once, no query or fragment.",
            "/pets/{id, /pets/{}, /{id}/{id}, or /pets?kind=cat",
            "write variables as {name}, and declare queries as parameters");

    public static final Rule PATH_VARIABLE = warning(
            "document.path.variable",
            "The variables of a path and its parameters in path should be the same; what the path lacks is ignored.",
            "A parameter id in path below /pets/{petId}.",
            "give both the same name, or declare the parameter");

    public static final Rule PATH_AMBIGUOUS = warning(
            "document.path.ambiguous",
            "Two paths should differ in more than the names of their variables; requests reach the last one.",
            "/pets/{id} and /pets/{name}, both with get.",
            "remove one of the two, or change its path");

    public static final Rule SECURITY_UNKNOWN = warning(
            "document.security.unknown",
            "A security requirement should name a declared security scheme.",
            "security: [{oauth: []}] where only oauth2 is declared.",
            "declare the scheme under components/securitySchemes, or mend the name");

    public static final Rule LIMIT = error(
            "document.limit",
            "A document must stay within limits of size, depth and number of nodes.",
            "YAML aliases that expand to millions of nodes.",
            "make the document smaller, or raise the limit");

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
            OPERATION_SKIPPED,
            RESPONSE_SKIPPED,
            MALFORMED,
            DUPLICATE_KEY,
            DUPLICATE_OPERATION_ID,
            PATH_SLASH,
            PATH_TEMPLATE,
            PATH_VARIABLE,
            PATH_AMBIGUOUS,
            SECURITY_UNKNOWN,
            LIMIT);

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
