package dev.counterpart.verify.lint;

import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Severity;
import java.util.List;

/** The rules for documents that only {@code counterpart lint} checks: a document that violates them can be served and tested. */
public final class LintRules {

    public static final Rule UNUSED = rule(
            "document.component.unused",
            "A component should be used by a reference.",
            "A schema Pet under components that no $ref leads to.",
            "reference the component, or remove it");

    public static final Rule UNREACHABLE = rule(
            "document.path.unreachable",
            "A request for each operation should exist that no other operation answers.",
            "/pets/{kind} with kind: enum [mine] beside /pets/mine.",
            "remove one of the two, or allow other values");

    public static final Rule OPEN = rule(
            "document.security.open",
            "An operation that changes data should require credentials if other operations do, or say security: [] if it is public.",
            "DELETE /pets/{id} without security, where GET /pets requires a token.",
            "declare security for the operation or for the whole document, or security: [] if it is public");

    public static final Rule PLAIN_HTTP = rule(
            "document.security.plain-http",
            "Credentials should be sent over https.",
            "servers: [{url: http://api.example.com}] with a bearer token.",
            "write the URL of the server with https");

    public static final Rule KEY_IN_QUERY = rule(
            "document.security.key-in-query",
            "A key should be sent in a header, because URLs are kept in logs and histories.",
            "type: apiKey, in: query",
            "declare the key in: header");

    public static final Rule UNUSED_SCHEME = rule(
            "document.security.unused",
            "A security scheme should be required by an operation.",
            "A scheme bearer under securitySchemes, where no security names it.",
            "require the scheme, or remove it");

    public static final Rule NO_401 = rule(
            "document.security.no-401",
            "An operation that requires credentials should declare what it answers without them.",
            "security: [{bearer: []}] and only a 200 response.",
            "declare a 401 response, or 4XX or default");

    public static final Rule WEAK_FLOW = rule(
            "document.security.weak-flow",
            "An OAuth 2.0 scheme should have no implicit or password flow.",
            "flows: {implicit: …}",
            "declare the authorizationCode flow, with PKCE");

    private LintRules() {}

    /** All rules of {@code counterpart lint} alone, in a fixed order. */
    public static List<Rule> all() {
        return List.of(UNUSED, UNREACHABLE, OPEN, PLAIN_HTTP, KEY_IN_QUERY, UNUSED_SCHEME, NO_401, WEAK_FLOW);
    }

    private static Rule rule(String id, String meaning, String example, String fix) {
        return new Rule(id, Severity.WARNING, meaning, example, fix);
    }
}
