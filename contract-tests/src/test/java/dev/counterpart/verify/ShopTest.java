package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Providers of a document that uses one of everything. A request is a pattern over its line, header lines and body; an answer
 * is {@code status; Name: value >> body}, or {@code right} with what is changed.
 */
@Execution(ExecutionMode.CONCURRENT)
@Order(2)
class ShopTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # defect                          | requests                        | answer                                       | broken rules
        # --- one header, one status, one media type
        X-Total is missing              | LISTING                                       | right; X-Total:                                              | response.header.required
        X-Total is no number            | LISTING                                       | right; X-Total: many                                         | response.header.schema.type
        X-Total is negative             | LISTING                                       | right; X-Total: -1                                           | response.header.schema.minimum
        X-Total is missing for one tenant | ^GET /orders(\\?\\S*)?\\n.*x-tenant: south    | right; X-Total:                                              | response.header.required
        ETag without quotes             | ^GET /orders/0f                               | right; Etag: 1                                               | response.header.schema.pattern, response.header.value
        ETag is missing                 | ^GET /orders/0f8fad5b-[^/]*                   | right; Etag:                                                 | response.header.required
        redirect without Location       | ^GET /orders/0f\\S*/photo                     | 302                                                          | response.header.required
        a relative Location             | ^GET /orders/0f\\S*/photo                     | 302; Location: /1.png                                        | response.header.schema.format
        303 instead of 302              | ^GET /orders/0f\\S*/photo                     | 303; Location: https://a.b/c                                 | response.status.undocumented
        text that is too short          | RECEIPT                                       | right >> abc                                                 | response.body.schema.minLength
        a receipt as HTML               | RECEIPT                                       | 200; Content-Type: text/html >> <p>12.50                     | response.content-type.undeclared
        400 as HTML for a line break    | ^GET /orders/[^/]*%0A                         | 400; Content-Type: text/html >> <h1>Bad Request</h1>         | response.content-type.undeclared
        an order as problem+json        | READING                                       | right; Content-Type: application/problem+json                | response.content-type.undeclared
        404 as JSON                     | UNKNOWN                                       | right; Content-Type: application/json                        | response.content-type.undeclared
        a problem without status        | UNKNOWN                                       | right >> {"title": "x"}                                      | response.body.schema.required
        a problem with the status as text | UNKNOWN                                       | right >> {"title": "x", "status": "404"}                     | response.body.schema.type
        a problem of a success          | UNKNOWN                                       | right >> {"title": "x", "status": 200}                       | response.body.schema.minimum
        201 instead of 202              | ^DELETE /orders/0f8fad5b-d9cb-469f-a165-70867728950e\\n.*: Bearer token-of-ann-0123456789\\n | 201                                                          | response.status.undocumented
        # --- body of an answer
        an id that is no UUID           | READING                                       | right >> {"id": "17", "customer": "a@b.de", "total": 1, "placed": "2026-01-02T03:04:05Z", "tags": []} | change.location-other, response.body.schema.format
        a customer that is no address   | READING                                       | right >> {"id": "0f8fad5b-d9cb-469f-a165-70867728950e", "customer": "ann", "total": 1, "placed": "2026-01-02T03:04:05Z", "tags": []} | response.body.schema.format
        a time without offset           | READING                                       | right >> {"id": "0f8fad5b-d9cb-469f-a165-70867728950e", "customer": "a@b.de", "total": 1, "placed": "2026-01-02T03:04:05", "tags": []} | response.body.schema.format
        a time as a number              | READING                                       | right >> {"id": "0f8fad5b-d9cb-469f-a165-70867728950e", "customer": "a@b.de", "total": 1, "placed": 1767323045, "tags": []} | response.body.schema.type
        a total as text                 | READING                                       | right >> {"id": "0f8fad5b-d9cb-469f-a165-70867728950e", "customer": "a@b.de", "total": "1", "placed": "2026-01-02T03:04:05Z", "tags": []} | response.body.schema.type
        half a cent                     | READING                                       | right >> {"id": "0f8fad5b-d9cb-469f-a165-70867728950e", "customer": "a@b.de", "total": 1.005, "placed": "2026-01-02T03:04:05Z", "tags": []} | response.body.schema.multipleOf
        a tag twice                     | READING                                       | right >> {"id": "0f8fad5b-d9cb-469f-a165-70867728950e", "customer": "a@b.de", "total": 1, "placed": "2026-01-02T03:04:05Z", "tags": ["a", "a"]} | response.body.schema.uniqueItems
        an unknown state                | READING                                       | right >> {"id": "0f8fad5b-d9cb-469f-a165-70867728950e", "customer": "a@b.de", "total": 1, "placed": "2026-01-02T03:04:05Z", "tags": [], "state": "lost"} | response.body.schema.enum
        a count of 64 bits              | READING                                       | right >> {"id": "0f8fad5b-d9cb-469f-a165-70867728950e", "customer": "a@b.de", "total": 1, "placed": "2026-01-02T03:04:05Z", "tags": [], "count": 3000000000} | response.body.schema.format
        a coupon without code           | READING                                       | right >> {"id": "0f8fad5b-d9cb-469f-a165-70867728950e", "customer": "a@b.de", "total": 1, "placed": "2026-01-02T03:04:05Z", "tags": [], "coupon": {}} | response.body.schema.required
        next is left out on the last page | LISTING                                       | right >> {"items": []}                                       | response.body.schema.required
        next is empty on the last page  | LISTING                                       | right >> {"items": [], "next": ""}                           | response.body.schema.pattern
        items is null when there are none | LISTING                                       | right >> {"items": null, "next": null}                       | response.body.schema.type
        one item is broken only         | LISTING                                       | right >> {"items": [{"id": "0f8fad5b-d9cb-469f-a165-70867728950e"}], "next": null} | response.body.schema.required
        an undeclared property          | ^GET /health\\S*\\n                           | right >> {"up": true, "since": "2026-01-02T03:04:05Z", "version": "1"} | response.body.schema.additionalProperties
        a load of 0                     | ^GET /health\\S*\\n                           | right >> {"up": true, "since": "2026-01-02T03:04:05Z", "load": 0} | response.body.schema.exclusiveMinimum
        up is a text                    | ^GET /health\\S*\\n                           | right >> {"up": "yes", "since": "2026-01-02T03:04:05Z"}      | response.body.schema.type
        # --- invalid requests that are accepted
        limit 51                        | ^GET /orders\\?\\S*limit=51                   | LISTED                                                       | refusal.query.accepted
        limit 0                         | ^GET /orders\\?\\S*limit=0\\b                 | LISTED                                                       | refusal.query.accepted
        any limit that is no number     | ^GET /orders\\?\\S*limit=[^&\\d-]             | LISTED                                                       | refusal.query.accepted
        any cursor                      | ^GET /orders\\?\\S*cursor=                    | LISTED                                                       | refusal.query.accepted
        an unknown state in the query   | ^GET /orders\\?\\S*state=                     | LISTED                                                       | refusal.query.accepted
        an unknown filter               | ^GET /orders\\?\\S*filter%5B                  | LISTED                                                       | refusal.query.accepted
        any tenant                      | `^GET /orders\\n.*x-tenant: (?!north|south).*: Bearer token-of-ann-0123456789\\n` | LISTED                                                       | refusal.header.accepted
        any currency                    | ^GET /orders\\n(?=.*cookie: currency).*: Bearer token-of-ann-0123456789\\n | LISTED                                                       | refusal.cookie.accepted
        an unknown depth                | ^GET /health\\?depth=(?!0\\b)                 | 200; Content-Type: application/json >> {"up": true, "since": "2026-01-02T03:04:05Z"} | refusal.query.accepted
        no lines                        | "lines":\\[\\]                                | PLACED                                                       | refusal.body.accepted
        a count of 0                    | "count":0                                     | PLACED                                                       | refusal.body.accepted
        a count of 100                  | "count":100                                   | PLACED                                                       | refusal.body.accepted
        a count as text                 | "count":"                                     | PLACED                                                       | refusal.body.accepted
        a count of one digit as text    | "count":"\\d+"                                | PLACED                                                       | refusal.body.accepted
        a count with a fraction         | "count":\\d+\\.\\d*[1-9]                      | PLACED                                                       | refusal.body.accepted
        four lines                      | "lines":\\[(\\{[^}]*\\},){3}                  | PLACED                                                       | refusal.body.accepted
        any customer                    | "customer":"(?!ann)                           | PLACED                                                       | refusal.body.accepted
        no body                         | ^POST /orders\\n.*: Bearer token-of-ann-0123456789.*\\n\\n$ | PLACED                                                       | refusal.body.accepted
        JSON as text                    | ^POST /orders\\n.*content-type: text/plain    | PLACED                                                       | refusal.body.accepted
        JSON that is cut off            | \\n\\n\\{"cut                                 | PLACED                                                       | refusal.body.accepted
        broken JSON is a failure        | \\n\\n\\{"cut                                 | 500                                                          | status.server-error
        XML is a failure                | content-type: application/xml                 | 500                                                          | status.server-error
        a note of eleven letters        | "note":"[^"]{11}                              | PLACED                                                       | refusal.body.accepted
        any day                         | "due":"(?!\\d{4}-\\d\\d-\\d\\d")              | PLACED                                                       | refusal.body.accepted
        an unknown grant                | `^POST /session\\n.*Basic YW5.*grant=(?!password|code)` | 200; Content-Type: application/json >> {"access_token": "a"} | refusal.body.accepted
        a form without grant            | ^POST /session\\n.*Basic YW5.*\\n\\n(?!.*grant) | 200; Content-Type: application/json >> {"access_token": "a"} | refusal.body.accepted
        an id as the name of a file     | ^GET /orders/[^/]*\\.json\\n.*: Bearer token-of-ann-0123456789| READ                                                         | refusal.path.accepted
        an id that is no UTF-8 is a failure| ^GET /orders/[^/]*%FF\\n.*: Bearer token-of-ann-0123456789| 500                                                          | status.server-error
        an id that is no UUID is taken  | ^GET /orders/(?!0f8)[^/]*\\n.*: Bearer token-of-ann-0123456789 | READ                                                         | expect.status, refusal.path.accepted
        a limit with letters after it  | ^GET /orders\\?\\S*limit=\\d+abc              | LISTED                                                       | refusal.query.accepted
        a limit with a fraction         | ^GET /orders\\?\\S*limit=\\d+\\.5             | LISTED                                                       | refusal.query.accepted
        a state in capitals             | ^GET /orders\\?\\S*state=[A-Z]                | LISTED                                                       | refusal.query.accepted
        orders since a day that is not  | ^GET /orders\\?\\S*since%5D=\\d{4}-02-30      | LISTED                                                       | refusal.query.accepted
        a tenant in capitals            | x-tenant: [A-Z]                               | LISTED                                                       | refusal.header.accepted
        a customer of null              | "customer":null                               | PLACED                                                       | refusal.body.accepted
        an optional day of null         | "due":null                                    | PLACED                                                       | refusal.body.accepted
        an array around the order       | \\n\\n\\[                                     | PLACED                                                       | refusal.body.accepted
        a count of true                 | "count":true                                  | PLACED                                                       | refusal.body.accepted
        a kind in capitals              | "kind":"[A-Z]                                 | PLACED                                                       | refusal.body.accepted
        a time instead of a day         | "due":"\\d{4}-\\d\\d-\\d\\dT                  | PLACED                                                       | refusal.body.accepted
        a day that does not exist       | "due":"\\d{4}-02-30"                          | PLACED                                                       | refusal.body.accepted
        a day without zeros             | "due":"\\d{4}-2-3"                            | PLACED                                                       | refusal.body.accepted
        four labels                     | "labels":\\[("\\w+",?){4}                     | PLACED                                                       | refusal.body.accepted
        a label twice                   | "labels":\\["(\\w+)","\\1"                    | PLACED                                                       | refusal.body.accepted
        a batch of four                 | ^GET /batch/([^,]*,){3}[^,]*\\n(?=.*: Bearer token-of-ann-0123456789)| 200; Content-Type: application/json >> []                    | refusal.path.accepted
        an order without customer       | \\n\\n(?!.*"customer")\\{"lines"              | PLACED                                                       | refusal.body.accepted
        an order without payment        | \\n\\n(?!.*"payment")\\{"customer":"[^"]+","lines":\\[\\{| PLACED                                                       | refusal.body.accepted
        a scan without file             | ^POST /orders/0f8\\S*/scans\\n(?=.*: Bearer token-of-ann-0123456789)(?!.*name="file").*"caption"| 204                                                          | refusal.body.accepted
        a scan without caption          | ^POST /orders/0f8\\S*/scans\\n(?=.*: Bearer token-of-ann-0123456789)(?!.*name="caption").*"file"| 204                                                          | refusal.body.accepted
        a long caption                  | name="caption"\\r\\n\\r\\n[^\\r]{21}          | 204                                                          | refusal.body.accepted
        a page with letters after it   | name="page"\\r\\n\\r\\n1abc                   | 204                                                          | refusal.body.accepted
        a scan of any media type        | application/x-counterpart\\r                  | 204                                                          | refusal.body.accepted
        # --- valid requests that are refused
        limit 50                        | ^GET /orders\\?\\S*limit=50\\b                | 400; Content-Type: application/problem+json >> {"title": "x", "status": 400} | valid.query.refused
        limit 1                         | ^GET /orders\\?\\S*limit=1\\b                 | 400; Content-Type: application/problem+json >> {"title": "x", "status": 400} | valid.query.refused
        two states                      | `^GET /orders\\?\\S*state=\\w+(,|%2C)\\w+`    | 422; Content-Type: application/problem+json >> {"title": "x", "status": 422} | valid.query.refused
        a filter                        | ^GET /orders\\?\\S*filter%5Bmin               | 400; Content-Type: application/problem+json >> {"title": "x", "status": 400} | valid.query.refused
        tenant south                    | x-tenant: south                               | 400; Content-Type: application/problem+json >> {"title": "x", "status": 400} | valid.header.refused
        the cursor of the document      | cursor=ab12                                   | 400; Content-Type: application/problem+json >> {"title": "x", "status": 400} | valid.query.refused
        three labels                    | "labels":\\[("\\w+",?){3}\\]                  | 422; Content-Type: application/problem+json >> {"title": "x", "status": 422} | valid.body.refused
        a batch of three                | ^GET /batch/([^,]*,){2}[^,]*\\n(?=.*: Bearer token-of-ann-0123456789)| 400                                                          | valid.path.refused
        a count of 99                   | "count":99\\D                                 | 422; Content-Type: application/problem+json >> {"title": "x", "status": 422} | valid.body.refused
        a note of null                  | "note":null                                   | 422; Content-Type: application/problem+json >> {"title": "x", "status": 422} | valid.body.refused
        depth 2                         | depth=2\\b                                    | 400                                                          | valid.query.refused
        the grant code                  | grant=code                                    | 400                                                          | valid.body.refused
        30 days                         | days=30\\b                                    | 400                                                          | valid.body.refused
        JSON with a charset             | ^POST /orders\\n.*content-type: application/json; charset=utf-8 | 415; Content-Type: application/problem+json >> {"title": "x", "status": 415} | valid.header.refused
        # --- credentials
        no key is needed                | ^GET /orders/0f8\\S*/receipt\\n(?!.*authorization)               | 200; Content-Type: text/plain >> 12.50 paid                  | auth.misplaced-accepted, auth.missing-accepted
        the receipt by key alone        | /receipt\\n.*: Bearer token-of-ann-0123456789\\n | 401; WWW-Authenticate: Bearer                                | expect.status
        any key is taken                | ^GET /orders/0f8fad5b-[^/]{27}/receipt\\?api_key=\\S | 200; Content-Type: text/plain >> 12.50 paid                  | auth.token.tampered-accepted
        the first letters of the key    | /receipt\\?api_key=key-of-ann-012345678\\n    | 200; Content-Type: text/plain >> 12.50 paid                  | auth.token.tampered-accepted
        a key and more                  | /receipt\\?api_key=key-of-ann-0123456789x\\n  | 200; Content-Type: text/plain >> 12.50 paid                  | auth.token.tampered-accepted
        the key in capitals             | /receipt\\?api_key=KEY                        | 200; Content-Type: text/plain >> 12.50 paid                  | auth.token.tampered-accepted
        the key in a header             | /receipt\\n.*api_key: key-of-ann-0123456789\\n| 200; Content-Type: text/plain >> 12.50 paid                  | auth.misplaced-accepted
        the key in a cookie             | /receipt\\n.*cookie: api_key=key-of-ann-0123456789\\n| 200; Content-Type: text/plain >> 12.50 paid                  | auth.misplaced-accepted
        an empty key is taken           | ^GET /orders/0f8\\S*/receipt\\?api_key=\\n    | 200; Content-Type: text/plain >> 12.50 paid                  | auth.empty-accepted
        any password is taken           | ^POST /session\\n.*authorization: Basic YW5u.*grant=password$ | 200; Content-Type: application/json >> {"access_token": "a"} | auth.token.tampered-accepted
        cancelling needs no credentials | ^DELETE /orders/0f8fad5b-d9cb-469f-a165-70867728950e\\n(?!.*authorization) | 202                                                          | auth.misplaced-accepted, auth.missing-accepted
        403 for no credentials          | ^DELETE /orders/0f8(?!.*authorization)        | 403; Content-Type: application/problem+json >> {"title": "x", "status": 403} | auth.status.not-401
        a wrong password is a failure   | ^POST /session\\n.*authorization: Basic (?!YW5uOnBhc3N3b3JkLTAxMjM0NTY3ODk=) | 500                                                          | status.server-error
        # --- methods
        PUT is taken as GET             | ^PUT /orders/0f8                              | 200; Etag: "1"; Content-Type: application/json >> {}         | refusal.method.accepted
        DELETE of the list              | ^DELETE /orders\\b(?!/)                       | 204                                                          | refusal.method.accepted
        Allow of another path           | ^PATCH /orders/                               | 405; Allow: PUT                                              | refusal.method.allow-wrong
        Allow names what is refused     | ^PATCH /orders/                               | 405; Allow: GET, PATCH                                       | refusal.method.allow-wrong
        an unknown method is a failure  | ^COUNTERPART /health                          | 500                                                          | status.server-error
        OPTIONS is a failure            | ^OPTIONS /health                              | 500                                                          | status.server-error
        TRACE repeats the request       | ^TRACE /orders                                | 200; Content-Type: message/http >> Bearer token-of-ann-0123456789 | leak.credentials, refusal.method.accepted
        HEAD needs no credentials       | ^HEAD /orders/0f8[^/]*\\n(?!.*authorization)  | 200; Etag: "1"; Content-Type: application/json               | auth.missing-accepted
        """)
    void a_provider_with_one_defect_is_caught(String defect, String requests, String answer, String rules) {
        assertThat(Shop.brokenRules(requests, answer)).isEqualTo(List.of(rules.split(", ", -1)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # oddity                          | requests                        | answer
        401 without a body where default declares text | ^GET /orders/0f8[^/]*\\n(?!.*authorization)   | 401; WWW-Authenticate: Bearer
        an undeclared status that default covers | ^GET /orders/(?!0f8)\\S*%\\S*\\n              | 400; Content-Type: text/plain >> what?
        a weak ETag                     | ^GET /orders/0f8[^/]*\\n                      | right; Etag: W/"1"
        an integer written 1.0          | READING                                       | right >> {"id": "0f8fad5b-d9cb-469f-a165-70867728950e", "customer": "a@b.de", "total": 1e2, "count": 1.0, "placed": "2026-01-02T03:04:05.123456+05:30", "tags": []}
        a UUID in capitals in an answer | READING                                       | right >> {"id": "0F8FAD5B-D9CB-469F-A165-70867728950E", "customer": "a@b.de", "total": 0.1, "placed": "2026-01-02t03:04:05z", "tags": []}
        a time with a leap second and offset | READING                                       | right >> {"id": "0f8fad5b-d9cb-469f-a165-70867728950e", "customer": "a.b+c@sub.example.co", "total": 99999999.99, "placed": "2016-12-31T23:59:60Z", "tags": []}
        a zero total and a total of cents | READING                                       | right >> {"id": "0f8fad5b-d9cb-469f-a165-70867728950e", "customer": "a@b.de", "total": 4.35, "placed": "2026-01-02T03:04:05-00:00", "tags": ["é"]}
        additional properties           | READING                                       | right >> {"id": "0f8fad5b-d9cb-469f-a165-70867728950e", "customer": "a@b.de", "total": 1, "placed": "2026-01-02T03:04:05Z", "tags": [], "_links": {}, "x": [1, 1]}
        an empty page with a cursor     | LISTING                                       | 200; X-Total: 0; Content-Type: application/json >> {"items": [], "next": "zz99"}
        400 for all of 4XX              | `^POST /orders\\n.*\\n\\n.*"count":(0|100)`   | 400; Content-Type: application/problem+json >> {"title": "x", "status": 400}
        415 as a problem                | `^POST /orders\\n.*content-type: (text/plain|application/xml)` | 415; Content-Type: application/problem+json >> {"title": "x", "status": 415}
        411 without body                | ^POST /orders\\n(?=.*: Bearer token-of-ann).*\\n\\n$ | 411; Content-Type: application/problem+json >> {"title": "x", "status": 411}
        409 for orders that are there   | ^POST /orders\\n.*"note"                      | 409; Content-Type: application/problem+json >> {"title": "x", "status": 409}
        problem with charset            | UNKNOWN                                       | right; Content-Type: application/problem+json; charset=utf-8
        problem with members of its own | UNKNOWN                                       | right >> {"title": "x", "status": 404, "type": "about:blank", "instance": "/orders/0", "errors": []}
        a receipt with charset          | RECEIPT                                       | 200; Content-Type: text/plain;charset=ISO-8859-1 >> 12.50 paid
        a receipt as PDF                | RECEIPT                                       | 200; Content-Type: application/pdf >> %PDF-1.4
        a body beside a redirect        | ^GET /orders/0f\\S*/photo                     | 302; Location: https://a.b/c; Content-Type: text/html >> <a href="https://a.b/c">moved</a>
        a firewall page for quotes      | ^\\w+ /\\S*%27                                | 403; Content-Type: text/html >> <h1>Blocked</h1>
        a firewall page for odd characters | `^\\w+ /\\S*%(00|0A|0D|7B|3B)`                | 403; Content-Type: text/html >> <h1>Blocked</h1>
        400 of the web server for NUL   | ^GET /orders/[^/]*%00                         | 400; Content-Type: text/html >> <h1>Bad Request</h1>
        400 of the load balancer for odd characters | `^GET /orders/\\S*%(00|0A|0D)\\S*/(receipt|photo)` | 400; Content-Type: text/html >> <h1>Bad Request</h1>
        414 for long lines              | ^GET \\S{2000,}                               | 414; Content-Type: text/html >> <h1>URI Too Long</h1>
        431 for long lines              | ^GET \\S{2000,}                               | 431
        501 for unknown methods         | ^COUNTERPART                                  | 501
        an unknown method is passed over | ^COUNTERPART                                  | 200; Content-Type: text/plain >> what?
        404 of a router that decodes slashes | `^\\w+ /orders/[^/]*%(2F|5C)`                | 404; Content-Type: text/html >> <h1>Not Found</h1>
        400 of the web server for odd characters | `^\\w+ /orders/[^/]*%(2F|5C|25|2E|3B)` | 400; Content-Type: text/html >> <h1>Bad Request</h1>
        400 of the web server for what is no UTF-8 | ^GET /orders/[^/]*%FF                         | 400; Content-Type: text/html >> <h1>Bad Request</h1>
        404 for methods                 | `^(PUT|PATCH)`                                | 404
        400 for TRACE                   | ^TRACE                                        | 400; Content-Type: text/html >> <h1>Bad Request</h1>
        OPTIONS is answered             | ^OPTIONS                                      | 204; Allow: GET, HEAD, OPTIONS
        OPTIONS with a body             | ^OPTIONS                                      | 200; Content-Type: text/plain >> ok
        501 for TRACE and OPTIONS       | `^(TRACE|OPTIONS)`                            | 501
        HEAD is refused                 | ^HEAD                                         | 405; Allow: GET
        HEAD is unknown                 | ^HEAD                                         | 501
        unknown parameters are refused  | ^GET /orders\\?counterpart-unknown            | 400; Content-Type: application/problem+json >> {"title": "x", "status": 400}
        406 for types that it has not   | ^GET /orders\\n.*accept: application/x-counterpart-none | 406; Content-Type: application/problem+json >> {"title": "x", "status": 406}
        429 once credentials were wrong | ^GET /orders/0f8[^/]*\\n.*authorization: Bearer (?!token-of-ann-0123456789) | 429; Retry-After: 1
        several challenges              | ^DELETE /orders/0f8(?!.*: Bearer token-of-ann-0123456789) | 401; WWW-Authenticate: Bearer error="invalid_token", Basic realm="x"; Content-Type: application/problem+json >> {"title": "x", "status": 401}
        cookies and other headers       | ^GET /health                                  | right; Set-Cookie: a=b; X-Request-Id: 1; Vary: Accept, Origin; Link: </x>; rel=next
        no load                         | ^GET /health\\S*\\n                           | right >> {"up": false, "since": "2026-01-02T03:04:05.000Z"}
        a small load                    | ^GET /health\\S*\\n                           | right >> {"up": true, "since": "2026-01-02T03:04:05Z", "load": 1e-9}
        long notes are refused          | "note":"a{10}"                                | 422; Content-Type: application/problem+json >> {"title": "x", "status": 422}
        cards are not paid              | "kind":"card"                                 | 402; Content-Type: application/problem+json >> {"title": "x", "status": 402}
        """)
    void a_provider_that_is_odd_but_right_is_not_accused(String oddity, String requests, String answer) {
        assertThat(Shop.brokenRules(requests, answer)).isEmpty();
    }
}
