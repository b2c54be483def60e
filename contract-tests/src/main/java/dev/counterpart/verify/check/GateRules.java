package dev.counterpart.verify.check;

import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.RuleSet;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.verify.data.Flaw;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The rules of the gate beyond those of a single message: which answer a request must get. */
public final class GateRules {

    private static final RuleSet RULES = new RuleSet();
    private static final Map<Flaw, Rule> ACCEPTED = new EnumMap<>(Flaw.class);
    private static final Map<Part, Rule> REFUSALS = new EnumMap<>(Part.class);
    private static final Map<Part, Rule> VALID_REFUSED = new EnumMap<>(Part.class);

    public static final Rule UNANSWERED = RULES.error(
            "connection.unanswered",
            "A request is answered.",
            "the connection is closed before an answer is sent",
            "answer every request, with a 5xx if necessary");
    public static final Rule TIMEOUT = RULES.error(
            "connection.timeout",
            "A request is answered in time.",
            "no answer within the timeout of 30 s",
            "answer sooner, or allow more time with --timeout");
    public static final Rule UNRESPONSIVE = RULES.error(
            "connection.unresponsive",
            "Of three requests of an operation in a row, and of six requests of a run, at least one is answered in time; the rest is skipped otherwise.",
            "timeouts for three requests of GET /pets in a row",
            "fix the provider so that it answers, allow more time with --timeout, or switch the rule off to send all cases");
    public static final Rule CUT_OFF = RULES.error(
            "connection.cut-off",
            "An answer is complete (RFC 9112 §8).",
            "Content-Length: 100 and a connection that is closed after 60 bytes",
            "send the whole answer");
    public static final Rule NOT_HTTP = RULES.error(
            "connection.not-http",
            "An answer is an HTTP response (RFC 9112 §4).",
            "bytes without a status line",
            "answer with HTTP");
    public static final Rule CONTENT_CODING = RULES.error(
            "response.content-coding.broken",
            "A body is encoded as Content-Encoding states (RFC 9110 §8.4).",
            "Content-Encoding: gzip on a body that is not gzip",
            "encode the body as declared, or remove Content-Encoding");
    public static final Rule UNCHECKED_CODING = RULES.warning(
            "response.content-coding.unchecked",
            "A body has a content coding that can be decoded; others are not checked (RFC 9110 §8.4).",
            "Content-Encoding: zstd",
            "check such answers by other means, or answer without that coding where Accept-Encoding does not name it");
    public static final Rule CONTENT_LENGTH = RULES.error(
            "response.framing.content-length",
            "Content-Length is sent once and is the number of bytes of the body (RFC 9112 §6.3).",
            "Content-Length: 10 and a body of 12 bytes",
            "let the HTTP library set it, or send the correct number");
    public static final Rule TRANSFER_CODING = RULES.error(
            "response.framing.chunks",
            "A chunked body has well-formed chunks, no Content-Length, and no transfer coding that was not requested (RFC 9112 §6.1, §7.1, §7.4).",
            "Transfer-Encoding: chunked and a body without chunk sizes",
            "let the HTTP library frame the body");
    public static final Rule TRAILING_BYTES = RULES.error(
            "response.framing.trailing-bytes",
            "Nothing follows an answer (RFC 9112 §6.3).",
            "further bytes after the body that Content-Length announces",
            "send only the body, with its length");
    public static final Rule HEADER_SYNTAX = RULES.error(
            "response.header.malformed",
            "A header line is a name, a colon and a value, without control characters (RFC 9112 §5).",
            "a space before the colon, or a line without one",
            "send well-formed header lines");
    public static final Rule FIELD_VALUE = RULES.error(
            "response.header.value",
            "ETag, Last-Modified, Retry-After, Location, Content-Location and Link have the form that HTTP defines; a warning if the document declares ETag, Last-Modified or Retry-After and allows the value, and if only letters outside of ASCII or square brackets are not percent-encoded in a URI.",
            "ETag: v1 without quotes, Last-Modified: 2024-05-01T10:00:00Z, or Location: /things/{id}",
            "send the header in the form of RFC 9110, or leave it out");
    public static final Rule STATUS_LINE = RULES.error(
            "response.status-line.malformed",
            "The first line is HTTP version, status of three digits and reason (RFC 9112 §4).",
            "HTTP/1.1 OK",
            "send a well-formed status line");
    public static final Rule BODY_BOM = RULES.error(
            "response.body.bom",
            "JSON text does not begin with a byte order mark (RFC 8259 §8.1).",
            "EF BB BF before the first brace",
            "write the body without a byte order mark");
    public static final Rule BODY_NOT_UTF8 = RULES.error(
            "response.body.not-utf8",
            "JSON text is UTF-8 (RFC 8259 §8.1).",
            "a byte E9 for é, as in Latin-1",
            "encode the body in UTF-8");
    public static final Rule BODY_DUPLICATE_NAME = RULES.error(
            "response.body.duplicate-name",
            "A JSON object has each name once (RFC 8259 §4): clients differ in which value they use.",
            "{\"id\": 1, \"id\": 2}",
            "send each name once");
    public static final Rule BODY_LONE_SURROGATE = RULES.error(
            "response.body.lone-surrogate",
            "An escaped surrogate is part of a pair (RFC 8259 §8.2).",
            "\"\\ud83d\"",
            "escape whole characters, or write them in UTF-8");
    public static final Rule CONTENT_TYPE_TWICE = RULES.error(
            "response.content-type.twice",
            "Content-Type is sent once (RFC 9110 §8.3).",
            "Content-Type: application/json and Content-Type: text/html",
            "send one Content-Type");
    public static final Rule CHARSET = RULES.error(
            "response.content-type.charset",
            "JSON does not declare an encoding other than UTF-8 (RFC 8259 §8.1).",
            "Content-Type: application/json; charset=iso-8859-1",
            "remove the charset, or use utf-8");
    public static final Rule LEAK_STACK_TRACE = RULES.error(
            "leak.stack-trace",
            "An answer does not reveal internals: no stack traces, no database messages.",
            "at com.example.Accounts.find(Accounts.java:42)",
            "log the details, and send a message for the client");
    public static final Rule LEAK_CREDENTIALS = RULES.error(
            "leak.credentials",
            "An answer does not repeat the credentials of the request.",
            "the token of the Authorization header in an error message",
            "do not write credentials to answers or logs");
    public static final Rule LEAK_SECRET = RULES.error(
            "leak.secret",
            "An error answer contains no secrets of the provider: private keys, access keys, addresses with a password.",
            "postgres://user:password@db/accounts in the message of a 500",
            "log the details, change the secret, and answer with a message for the client");
    public static final Rule LEAK_TOKEN = RULES.error(
            "leak.token",
            "An error answer contains no token.",
            "an accessToken beside the error of a 403",
            "send only the error");
    public static final Rule LEAK_SERVER = RULES.warning(
            "leak.server-version",
            "An answer does not reveal software and version (RFC 9110 §10.2.4).",
            "Server: nginx/1.18.0, X-Powered-By: Express",
            "remove versions from Server, and remove X-Powered-By");
    public static final Rule COOKIE_EXPOSED = RULES.warning(
            "leak.cookie",
            "A session cookie that is sent over HTTPS has Secure, HttpOnly and SameSite (RFC 6265 §4.1.2).",
            "Set-Cookie: session=8f3a…; Path=/",
            "add the attributes Secure, HttpOnly and SameSite=Lax");
    public static final Rule ANY_ORIGIN = RULES.warning(
            "leak.any-origin",
            "Answers with the cookies of a user are readable by pages of trusted origins only (Fetch standard, CORS protocol).",
            "Access-Control-Allow-Origin with the unknown origin of the request, and Access-Control-Allow-Credentials: true",
            "compare the origin with a list of trusted ones");
    public static final Rule TOKEN_IN_HEADER = RULES.warning(
            "leak.token-in-header",
            "A token is not in a URL, which logs contain, and not in a header that the document does not declare (RFC 9110 §17.9).",
            "Location: /start?access_token=…",
            "send the token in the body, or declare the header");
    public static final Rule TOKEN_CACHEABLE = RULES.warning(
            "cache.token-stored",
            "An answer that contains a token is not stored by caches: Cache-Control: no-store (RFC 6749 §5.1).",
            "200 with an access token and no Cache-Control",
            "send Cache-Control: no-store");
    public static final Rule TOKEN_SHARED = RULES.error(
            "cache.token-shared",
            "An answer that contains a token is not stored by shared caches (RFC 9111 §3.5).",
            "200 with an access token and Cache-Control: public, max-age=3600",
            "send Cache-Control: no-store");
    public static final Rule ALLOW_WRONG = RULES.error(
            "refusal.method.allow-wrong",
            "Allow lists a declared method, and not the method that was refused (RFC 9110 §10.2.1).",
            "Allow: POST where only GET is declared",
            "list the methods of the path");
    public static final Rule ALLOW_INCOMPLETE = RULES.warning(
            "refusal.method.allow-incomplete",
            "Allow lists the methods of the path (RFC 9110 §10.2.1).",
            "Allow: GET where GET and POST are declared",
            "list all methods of the path");
    public static final Rule SERVER_ERROR = RULES.error(
            "status.server-error",
            "No request causes a server error: 5xx is for faults of the provider, not for invalid requests (RFC 9110 §15.6).",
            "500 for an id that is not a UUID",
            "validate the request, and answer 4xx");
    public static final Rule EXPECTED_STATUS = RULES.error(
            "expect.status",
            "A request of the data file, or of a fixture, is answered with the expected status.",
            "200 for a request for which the data file expects 404",
            "answer with that status, or correct the data file or the fixture");
    public static final Rule EXPECTED_BODY = RULES.error(
            "expect.body",
            "A body matches the expectation in the data file.",
            "the token of another user",
            "answer with the expected value, or correct the data file");
    public static final Rule EXPECTED_HEADER = RULES.error(
            "expect.header",
            "A header matches the expectation in the data file.",
            "Cache-Control: public where the data file expects no-store",
            "answer with the expected value, or correct the data file");

    static {
        for (var part : List.of(
                Part.REQUEST_PATH, Part.REQUEST_QUERY, Part.REQUEST_HEADER, Part.REQUEST_COOKIE, Part.REQUEST_BODY)) {
            String in = part.label().substring("request ".length());
            REFUSALS.put(
                    part,
                    RULES.error(
                            "refusal." + in + ".accepted",
                            "A request whose " + in + " violates the document is refused.",
                            in.equals("path") ? "200 for an id that is not a UUID" : "200 for an invalid " + in,
                            "check the " + in + " against its schema, and answer 4xx"));
        }
    }

    static {
        for (var part : List.of(
                Part.REQUEST_PATH, Part.REQUEST_QUERY, Part.REQUEST_HEADER, Part.REQUEST_COOKIE, Part.REQUEST_BODY)) {
            String in = part.label().substring("request ".length());
            VALID_REFUSED.put(
                    part,
                    RULES.error(
                            "valid." + in + ".refused",
                            "A request whose " + in + " the document allows is not refused.",
                            in.equals("path") ? "400 for a UUID of zeros" : "400 for a valid " + in,
                            "accept valid requests, or declare the restriction in the document"));
        }
    }

    public static final Rule REPEATED = RULES.error(
            "stability.repeated",
            "A safe request, sent again, gets the same answer (RFC 9110 §9.2.1).",
            "200 the first time and 404 the second",
            "do not keep state of one request that changes the answer to the next");
    public static final Rule CONCURRENT = RULES.error(
            "stability.concurrent",
            "A request gets the same answer when other requests are sent concurrently.",
            "200 for a request alone, and 401 for the same request sent concurrently with others",
            "do not share mutable state between requests");
    public static final Rule CONNECTION = RULES.error(
            "stability.connection",
            "A request gets the same answer over a connection that other requests used before (RFC 9110 §3.3).",
            "200 without credentials after a request with credentials over the same connection",
            "do not keep data of a request in the connection");
    public static final Rule SOAK = RULES.error(
            "stability.soak",
            "A safe request gets the same answer however often it is sent (--soak).",
            "500 for request 137 of 200",
            "look for resources that are not released, and for instances that differ");
    public static final Rule MIXED_UP = RULES.error(
            "stability.mixed-up",
            "A request does not get the answer to another, concurrent request.",
            "the token of another user who sends a request at the same time",
            "keep the data of a request out of shared fields");
    public static final Rule CREATED_MISSING = RULES.error(
            "change.created-missing",
            "What was created with 201 can be read (RFC 9110 §15.3.2).",
            "201 for POST /things, then 404 for GET /things/{id}",
            "answer 201 after the resource was created, otherwise 202");
    public static final Rule DELETED_FOUND = RULES.error(
            "change.deleted-found",
            "What was deleted is no longer found, or is marked as deleted (RFC 9110 §9.3.5).",
            "204 for DELETE /things/{id}, then 200 with the same body for GET",
            "answer 404 or 410 for what was deleted");
    public static final Rule LINK_BROKEN = RULES.error(
            "link.broken",
            "A declared link leads to an answer (OpenAPI 3.1.1, Link Object).",
            "404 for the request that a link describes",
            "answer the request of the link, or correct its parameters");
    public static final Rule CONDITION = RULES.error(
            "conditional.answer",
            "304 and 412 are answered only if the validators of the resource require it (RFC 9110 §13.1).",
            "304 for If-None-Match with a tag that is not the current one",
            "compare the conditions with the current ETag and Last-Modified");
    public static final Rule CONDITION_HEADERS = RULES.error(
            "conditional.headers",
            "304 and 206 have the ETag, Content-Location, Vary, Cache-Control and Expires of 200 (RFC 9110 §15.3.7, §15.4.5).",
            "304 without the ETag that 200 has",
            "send these headers with 304 and 206 as well");
    public static final Rule RANGE = RULES.error(
            "conditional.range",
            "206 has the requested bytes and names them in Content-Range; 416 is the answer to ranges beyond the end (RFC 9110 §14, §15.3.7).",
            "Content-Range: bytes 2-3/11 for Range: bytes=1-2",
            "count bytes from 0, the last one included, or ignore Range and send the whole");
    public static final Rule HEAD_DIFFERS = RULES.error(
            "head.differs",
            "HEAD is answered like GET, without the body (RFC 9110 §9.3.2, §8.6).",
            "Content-Length: 0 for HEAD where GET has 120 bytes",
            "answer HEAD with the handler of GET");
    public static final Rule EXISTENCE = RULES.error(
            "leak.existence",
            "Answers that must be alike (same-as in the data file) do not reveal what exists.",
            "403 for the account of another user, and 404 for an account that does not exist",
            "give both the same answer");
    public static final Rule SLOW = RULES.error(
            "connection.slow",
            "A request is answered within the limit in the data file.",
            "an answer after 2 s where limit: 500ms",
            "answer sooner, or allow more time");
    public static final Rule ENDLESS = RULES.error(
            "connection.endless", "An answer has an end.", "a body of more than 64 MiB", "send a body with an end");
    public static final Rule SCHEME_CASE = RULES.warning(
            "auth.scheme.case-sensitive",
            "The name of the authentication scheme is case-insensitive (RFC 9110 §11.1).",
            "401 for Authorization: bearer … where Bearer … is accepted",
            "compare the scheme ignoring case");

    public static final Rule METHOD_ACCEPTED = RULES.error(
            "refusal.method.accepted",
            "A method that the path does not declare is refused (RFC 9110 §15.5.6).",
            "200 for DELETE where only GET is declared",
            "answer 405 with Allow, or declare the method");
    public static final Rule ALLOW_MISSING = RULES.error(
            "refusal.method.allow-missing",
            "405 comes with an Allow header that lists the methods of the path (RFC 9110 §15.5.6).",
            "405 without Allow",
            "send Allow with the methods of the path");

    static {
        accepted(Flaw.MISSING, "auth.missing-accepted");
        accepted(Flaw.INCOMPLETE, "auth.incomplete-accepted");
        accepted(Flaw.EMPTY, "auth.empty-accepted");
        accepted(Flaw.SCHEME_ALONE, "auth.scheme.alone-accepted");
        accepted(Flaw.OTHER_SCHEME, "auth.scheme.other-accepted");
        accepted(Flaw.MISPLACED, "auth.misplaced-accepted");
        accepted(Flaw.MALFORMED, "auth.token.malformed-accepted");
        accepted(Flaw.TAMPERED, "auth.token.tampered-accepted");
        accepted(Flaw.UNSIGNED, "auth.token.unsigned-accepted");
        accepted(Flaw.OTHER_KEY, "auth.token.other-key-accepted");
        accepted(Flaw.RAISED, "auth.token.raised-accepted");
        accepted(Flaw.EXPIRED, "auth.token.expired-accepted");
        accepted(Flaw.NOT_YET_VALID, "auth.token.not-yet-valid-accepted");
        accepted(Flaw.WRONG_AUDIENCE, "auth.token.wrong-audience-accepted");
        accepted(Flaw.REVOKED, "auth.token.revoked-accepted");
        accepted(Flaw.NOT_ALLOWED, "auth.other-accepted");
    }

    public static final Rule UNAUTHENTICATED_STATUS = RULES.error(
            "auth.status.not-401",
            "A request without valid credentials is answered 401 where the document declares it (RFC 9110 §15.5.2).",
            "403 for a request without credentials",
            "answer 401; 403 is for credentials that are valid but not enough");
    public static final Rule CHALLENGE_MISSING = RULES.warning(
            "auth.challenge.missing",
            "401 comes with a WWW-Authenticate header (RFC 9110 §15.5.2).",
            "401 without WWW-Authenticate",
            "send WWW-Authenticate with the scheme that the document declares, for example Bearer, or ApiKey for an API key");
    public static final Rule CHALLENGE_OTHER = RULES.error(
            "auth.challenge.other",
            "The WWW-Authenticate header of 401 names a scheme that the document declares (RFC 9110 §11.6.1).",
            "WWW-Authenticate: Basic where the document declares bearer",
            "send WWW-Authenticate with the scheme that the document declares, for example Bearer, or ApiKey for an API key");
    public static final Rule STATUS_UNSEEN = RULES.error(
            "coverage.status.unseen",
            "Every documented status was seen in the run, or is declared unreachable in the data file.",
            "404 is documented, and no request of the run was answered 404",
            "add an entry with this status to the data file, or mark it there as unreachable, with the reason");
    public static final Rule COVERAGE_TOO_LOW = RULES.error(
            "coverage.too-low",
            "A run reaches the coverage that --min-coverage requires.",
            "--min-coverage statuses=90, and 8 of 10 documented statuses were seen",
            "add requests to the data file, or lower --min-coverage");
    public static final Rule NOTHING_CHECKED = RULES.error(
            "coverage.nothing-checked",
            "A run checks something.",
            "--only names no operation of the document",
            "check which cases were skipped, and why");
    public static final Rule ERROR_USELESS = RULES.warning(
            "response.body.error-useless",
            "An error says what went wrong, in a property that the document declares.",
            "{\"message\": \"no such pet\"} where the document declares error, or an empty message",
            "send a message in the declared property");
    public static final Rule LOCATION_OTHER = RULES.error(
            "change.location-other",
            "Location of 201 leads to the resource that was created (RFC 9110 §15.3.2).",
            "201 with the id 8 in the body, and Location: /things/7",
            "send the Location of the created resource");
    public static final Rule LOCATION_PLACEHOLDER = RULES.warning(
            "response.header.placeholder",
            "Location of 201 has the id of the created resource (RFC 9110 §15.3.2).",
            "Location: /things/undefined, /things/:id, or an empty value",
            "fill in the id before the header is sent");
    public static final Rule NEVER_ACCEPTED = RULES.warning(
            "coverage.never-accepted",
            "Of the valid requests of an operation, at least one is accepted; an error if the data file has an entry for it.",
            "404 for every valid request of GET /pets/{petId}, because no pet with the generated id exists",
            "add a request to the data file that succeeds");
    public static final Rule RATE_LIMITED = RULES.error(
            "coverage.rate-limited",
            "A provider answers at least nine of ten cases; 429, and 503 with Retry-After, are retried up to three times.",
            "429 for 30 of 100 cases",
            "allow more requests for the test, or send fewer with --rate");
    public static final Rule UNTESTED = RULES.error(
            "coverage.operation.untested",
            "An operation is tested unless the document has an error in its description, such as a $ref without a target.",
            "$ref: '#/components/schemas/Pte' in the answer of GET /pets, where only Pet is declared; the other operations are tested",
            "fix the document at that line");
    public static final Rule WORKFLOW_STEP = RULES.error(
            "workflow.step.failed",
            "The success criteria of a workflow's step hold; without criteria, the status is 2xx (Arazzo 1.0.1, Step Object).",
            "$statusCode == 201 for an answer with 200",
            "correct the answer, or the criterion");
    public static final Rule WORKFLOW_VALUE = RULES.error(
            "workflow.value.missing",
            "The values that a workflow's step needs are in earlier answers, or among the inputs.",
            "$steps.add.outputs.id for a path parameter, where the answer to the step add has no id",
            "send the value in the earlier answer, correct the expression, or give the input with --input");
    public static final Rule WORKFLOW_ENDLESS = RULES.error(
            "workflow.endless",
            "A workflow ends after at most 1000 steps.",
            "a step that goes back to the one before it in every run",
            "correct the criteria of the goto actions");

    private GateRules() {}

    /** All rules of the gate, in a fixed order. */
    public static List<Rule> all() {
        return RULES.all();
    }

    /** The rule that credentials with that flaw are denied. */
    static Rule accepted(Flaw flaw) {
        return found(ACCEPTED.get(flaw), flaw);
    }

    /** The rule that a request with an invalid part of that kind is refused. */
    static Rule refusal(Part part) {
        return found(REFUSALS.get(part), part);
    }

    /** The rule that a request with a valid part of that kind is not refused. */
    static Rule validRefused(Part part) {
        return found(VALID_REFUSED.get(part), part);
    }

    private static Rule found(@org.jspecify.annotations.Nullable Rule rule, Object key) {
        if (rule == null) {
            throw new IllegalArgumentException("no rule for " + key);
        }
        return rule;
    }

    private static void accepted(Flaw flaw, String id) {
        ACCEPTED.put(
                flaw,
                RULES.error(
                        id,
                        "A request with " + flaw.text() + " is denied (" + flaw.basis() + ").",
                        "200 for a request with " + flaw.text(),
                        "check credentials before anything else, and answer 401"));
    }
}
