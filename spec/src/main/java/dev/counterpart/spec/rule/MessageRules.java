package dev.counterpart.spec.rule;

import dev.counterpart.spec.rule.Spot.Part;
import java.util.List;

/** The rules {@code request.…} and {@code response.…} for a single message. */
public final class MessageRules {

    private static final RuleSet RULES = new RuleSet();

    public static final Rule BODY_REQUIRED = RULES.error(
            "request.body.required",
            "A required body is present.",
            "POST without a body where requestBody.required is true",
            "send a body");
    public static final Rule BODY_MEDIA_TYPE = RULES.error(
            "request.body.media-type",
            "The body has a media type that the operation accepts.",
            "Content-Type: text/plain where only application/json is declared",
            "send one of the declared media types");
    public static final Rule BODY_SYNTAX = RULES.error(
            "request.body.syntax",
            "The body is well-formed for its media type.",
            "{\"name\": as application/json",
            "send a well-formed body");
    public static final Rule STATUS_UNDOCUMENTED = RULES.error(
            "response.status.undocumented",
            "The status is declared for the operation: exactly, by its range or by default.",
            "418 where 200 and 404 are declared",
            "answer with a declared status, or declare this one");
    public static final Rule CONTENT_TYPE_MISSING = RULES.error(
            "response.content-type.missing",
            "A response with a body has a Content-Type (RFC 9110 §8.3) if a media type is declared.",
            "a JSON body without Content-Type",
            "send the declared Content-Type");
    public static final Rule CONTENT_TYPE_MALFORMED = RULES.error(
            "response.content-type.malformed",
            "Content-Type is a valid media type.",
            "Content-Type: json",
            "send one Content-Type of the form type/subtype");
    public static final Rule CONTENT_TYPE_UNDECLARED = RULES.error(
            "response.content-type.undeclared",
            "The media type is declared for the status.",
            "text/html where application/json is declared",
            "answer with a declared media type, or declare this one");
    public static final Rule RESPONSE_BODY_MISSING = RULES.error(
            "response.body.missing",
            "A response has a body if the document declares one with a schema.",
            "200 without a body where application/json is declared",
            "send the declared body, or declare the response without content");
    public static final Rule RESPONSE_BODY_UNDOCUMENTED = RULES.warning(
            "response.body.undocumented",
            "A response has a body only if the document declares content for its status.",
            "404 with a body where 404 has only a description",
            "declare the content in the document, or send no body");
    public static final Rule RESPONSE_BODY_FORBIDDEN = RULES.error(
            "response.body.forbidden",
            "A response to HEAD, and one with status 204, 205 or 304, has no body (RFC 9110 §9.3.2, §15.3.5, §15.3.6, §15.4.5).",
            "204 with a body",
            "remove the body, or answer 200");
    public static final Rule RESPONSE_BODY_SYNTAX = RULES.error(
            "response.body.syntax",
            "The body is well-formed for its media type.",
            "{\"name\": as application/json",
            "send a well-formed body");
    public static final Rule RESPONSE_HEADER_REQUIRED = RULES.error(
            "response.header.required",
            "A header that is declared as required is present.",
            "201 without the required Location",
            "send the header, or declare it as optional");

    public static final Rule WRITE_ONLY = RULES.warning(
            "response.body.write-only",
            "A property that the document calls writeOnly is not in an answer (OpenAPI 3.0.4, Schema Object).",
            "a password in the answer to GET /users/{id}",
            "leave the property out of answers");

    static {
        for (var part : List.of(Part.REQUEST_PATH, Part.REQUEST_QUERY, Part.REQUEST_HEADER, Part.REQUEST_COOKIE)) {
            String in = part.label().substring("request ".length());
            RULES.error(
                    prefix(part) + ".required",
                    "A required " + in + " parameter is present.",
                    "a request without the required " + in + " parameter id",
                    "send the parameter");
            RULES.error(
                    prefix(part) + ".syntax",
                    "A " + in + " parameter is written in its declared style.",
                    "a value without the prefix of its style, or text that is not the declared media type",
                    "write the value in the declared style");
            RULES.warning(
                    prefix(part) + ".deprecated",
                    "A deprecated " + in + " parameter is not sent.",
                    "a request with a parameter that the document declares as deprecated",
                    "stop sending the parameter");
            schemaRules(part);
        }
        RULES.warning(
                "request.query.undeclared",
                "A query parameter is declared; reported by mock and proxy with --report-undeclared.",
                "?limmit=5 where limit is declared",
                "send declared parameters only, or declare this one");
        for (var part : List.of(Part.REQUEST_BODY, Part.RESPONSE_BODY)) {
            RULES.warning(
                    prefix(part) + ".undeclared",
                    "A property of an object with declared properties is declared; reported by mock and proxy with --report-undeclared.",
                    "{\"nmae\": \"Rex\"} where name is declared",
                    "omit the property, or declare it");
            RULES.warning(
                    prefix(part) + ".content",
                    "A string contains what contentEncoding, contentMediaType and contentSchema describe. These are annotations, so"
                            + " the value is valid (JSON Schema 2020-12 Validation §8).",
                    "data: {\"id\": \"a\"} where contentSchema declares an integer as id",
                    "send the described content, or change the keywords");
            RULES.error(
                    prefix(part) + ".part-header",
                    "A part of a multipart body has the headers that its encoding describes (OpenAPI 3.1.1, Encoding Object).",
                    "a part file without the required header X-Checksum",
                    "send the header in the part, or change encoding in the document");
        }
        schemaRules(Part.REQUEST_BODY);
        RULES.error(
                "response.header.syntax",
                "A header is written in its declared style.",
                "text that is not the declared media type",
                "write the value in the declared style");
        schemaRules(Part.RESPONSE_HEADER);
        schemaRules(Part.RESPONSE_BODY);
    }

    private MessageRules() {}

    /** All rules about messages, in a fixed order. */
    public static List<Rule> all() {
        return RULES.all();
    }

    /** The rule for that keyword of the schema of that part of a message. */
    public static Rule schema(Part part, String keyword) {
        return rule(prefix(part) + ".schema." + (Keyword.find(keyword).isPresent() ? keyword : Keyword.OTHER));
    }

    /** The rule with that name for that part of a message, for example {@code request.query.required}. */
    public static Rule of(Part part, String name) {
        return rule(prefix(part) + "." + name);
    }

    private static String prefix(Part part) {
        return part.label().replace(' ', '.');
    }

    private static Rule rule(String id) {
        return RULES.find(id).orElseThrow(() -> new IllegalArgumentException("unknown rule " + id));
    }

    private static void schemaRules(Part part) {
        for (var keyword : Keyword.all()) {
            RULES.error(
                    prefix(part) + ".schema." + keyword.name(),
                    "A value in the " + part.label() + " " + keyword.meaning() + ".",
                    keyword.example(),
                    keyword.fix());
        }
    }
}
