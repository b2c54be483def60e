package dev.counterpart.verify;

import static dev.counterpart.verify.Provider.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(1)
class WrongProviderTest {

    private final Provider provider = Provider.start();

    @AfterAll
    void stop() {
        provider.close();
    }

    @BeforeAll
    void right() {
        provider.right();
    }

    @Test
    void a_right_provider_is_not_accused() {
        provider.right();

        assertThat(provider.brokenRules(Severity.ERROR)).isEmpty();
        assertThat(provider.brokenRules(Severity.WARNING)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # defect                        | requests        | status | media type          | body                                                            | broken rules
        # --- body
        accessToken is a number         | known account   | 200 | application/json       | {"accessToken": 1, "scopes": []}                                | expect.body, response.body.schema.type
        accessToken is null             | known account   | 200 | application/json       | {"accessToken": null, "scopes": []}                             | expect.body, response.body.schema.type
        accessToken is missing          | known account   | 200 | application/json       | {"scopes": []}                                                  | expect.body, response.body.schema.required
        accessToken is misspelt         | known account   | 200 | application/json       | {"access_token": "ya29.of-user-1", "scopes": []}                | expect.body, response.body.schema.required
        the token is another user's     | known account   | 200 | application/json       | {"accessToken": "ya29.of-user-2", "scopes": []}                 | expect.body
        scopes is missing               | known account   | 200 | application/json       | {"accessToken": "ya29.of-user-1"}                               | response.body.schema.required
        scopes is null                  | known account   | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": null}               | response.body.schema.type
        scopes is one text              | known account   | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": "openid email"}     | response.body.schema.type
        scopes is an object             | known account   | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": {}}                 | response.body.schema.type
        a scope is a number             | known account   | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": ["openid", 7]}      | response.body.schema.type
        a scope is null                 | known account   | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": [null]}             | response.body.schema.type
        a scope is an array             | known account   | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": [["openid"]]}       | response.body.schema.type
        the body is an array            | known account   | 200 | application/json       | [{"accessToken": "ya29.of-user-1", "scopes": []}]               | expect.body, response.body.schema.type
        the body is a text              | known account   | 200 | application/json       | "ya29.of-user-1"                                                | expect.body, response.body.schema.type
        the body is null                | known account   | 200 | application/json       | null                                                            | expect.body, response.body.schema.type
        the body is wrapped             | known account   | 200 | application/json       | {"data": {"accessToken": "ya29.of-user-1", "scopes": []}}       | expect.body, response.body.schema.required
        the body is cut off             | known account   | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": [                   | expect.body, response.body.syntax
        the body is XML                 | known account   | 200 | application/json       | <token>ya29.of-user-1</token>                                   | expect.body, response.body.syntax
        two JSON texts                  | known account   | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []} {}              | expect.body, response.body.syntax
        a trailing comma                | known account   | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": [],}                | expect.body, response.body.syntax
        single quotes                   | known account   | 200 | application/json       | {'accessToken': 'ya29.of-user-1', 'scopes': []}                 | expect.body, response.body.syntax
        no body                         | known account   | 200 | application/json       |                                                                 | expect.body, response.body.missing
        the 401 body is an array        | no credentials  | 401 | application/json       | ["No jwt provided!"]                                            | response.body.schema.type
        error is an object in 401       | no credentials  | 401 | application/json       | {"error": {"message": "No jwt provided!"}}                      | response.body.schema.type
        error is a number in 403        | stranger        | 403 | application/json       | {"error": 403}                                                  | response.body.schema.type
        error is a boolean in 500       | failing account | 500 | application/json       | {"error": true}                                                 | response.body.schema.type
        the 500 body is no JSON         | failing account | 500 | application/json       | Internal Server Error                                           | response.body.syntax
        error is there twice            | stranger        | 403 | application/json       | {"error": "a", "error": "b"}                                    | response.body.duplicate-name
        # --- JSON text
        NaN                             | stranger        | 403 | application/json       | {"error": "x", "code": NaN}                                     | response.body.syntax
        Infinity                        | stranger        | 403 | application/json       | {"error": "x", "code": -Infinity}                               | response.body.syntax
        a comment                       | stranger        | 403 | application/json       | {"error": "x" /* why */}                                        | response.body.syntax
        a leading zero                  | stranger        | 403 | application/json       | {"error": "x", "code": 0403}                                    | response.body.syntax
        names without quotes            | stranger        | 403 | application/json       | {error: "x"}                                                    | response.body.syntax
        a name twice, nested            | known account   | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": [], "a": {"b": 1, "b": 2}} | response.body.duplicate-name
        a name twice, escaped           | stranger        | 403 | application/json       | {"error": "a", "\\u0065rror": "b"}                              | response.body.duplicate-name
        an unknown escape               | stranger        | 403 | application/json       | {"error": "\\x41"}                                              | response.body.syntax
        a second brace at the end       | stranger        | 403 | application/json       | {"error": "x"}}                                                 | response.body.syntax
        JSONP                           | stranger        | 403 | application/json       | callback({"error": "x"})                                        | response.body.syntax
        a guard before the JSON         | stranger        | 403 | application/json       | )]}',{"error": "x"}                                             | response.body.syntax
        half a character                | stranger        | 403 | application/json       | {"error": "\\ud83d"}                                           | response.body.lone-surrogate
        # --- body of each status
        accessToken is a boolean        | known account   | 200 | application/json       | {"accessToken": true, "scopes": []}                             | expect.body, response.body.schema.type
        accessToken is an object        | known account   | 200 | application/json       | {"accessToken": {"value": "ya29.of-user-1"}, "scopes": []}      | expect.body, response.body.schema.type
        accessToken is an array         | known account   | 200 | application/json       | {"accessToken": ["ya29.of-user-1"], "scopes": []}               | expect.body, response.body.schema.type
        accessToken is in other letters | known account   | 200 | application/json       | {"accesstoken": "ya29.of-user-1", "scopes": []}                 | expect.body, response.body.schema.required
        accessToken is empty            | known account   | 200 | application/json       | {"accessToken": "", "scopes": []}                               | expect.body
        a space before the token        | known account   | 200 | application/json       | {"accessToken": " ya29.of-user-1", "scopes": []}                | expect.body
        scopes is a number              | known account   | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": 0}                  | response.body.schema.type
        scopes is a boolean             | known account   | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": false}              | response.body.schema.type
        a scope is an object            | known account   | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": [{"name": "openid"}]} | response.body.schema.type
        a scope is a boolean            | known account   | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": ["openid", true]}   | response.body.schema.type
        the last of many scopes is null | known account   | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": ["a", "b", "c", "d", null]} | response.body.schema.type
        the body is a number            | known account   | 200 | application/json       | 42                                                              | expect.body, response.body.schema.type
        the body is true                | known account   | 200 | application/json       | true                                                            | expect.body, response.body.schema.type
        an empty object                 | known account   | 200 | application/json       | {}                                                              | expect.body, response.body.schema.required
        an empty array                  | known account   | 200 | application/json       | []                                                              | expect.body, response.body.schema.type
        an error in a 200               | known account   | 200 | application/json       | {"error": "Access Forbidden"}                                   | expect.body, response.body.schema.required
        JSON in a text                  | known account   | 200 | application/json       | "{\\"accessToken\\": \\"ya29.of-user-1\\", \\"scopes\\": []}"   | expect.body, response.body.schema.type
        the 401 body is a text          | no credentials  | 401 | application/json       | "No jwt provided!"                                              | response.body.schema.type
        the 401 body is null            | no credentials  | 401 | application/json       | null                                                            | response.body.schema.type
        the 401 has no body             | no credentials  | 401 | application/json       |                                                                 | response.body.missing
        error is null in 401            | no credentials  | 401 | application/json       | {"error": null}                                                 | response.body.schema.type
        error is an array in 403        | stranger        | 403 | application/json       | {"error": ["Access Forbidden"]}                                 | response.body.schema.type
        the 403 body is a number        | stranger        | 403 | application/json       | 403                                                             | response.body.schema.type
        the 403 has no body             | stranger        | 403 | application/json       |                                                                 | response.body.missing
        the 500 body is an array        | failing account | 500 | application/json       | []                                                              | response.body.schema.type
        error is an object in 500       | failing account | 500 | application/json       | {"error": {}}                                                   | response.body.schema.type
        the 500 has no body             | failing account | 500 | application/json       |                                                                 | response.body.missing
        a stack trace in 500            | failing account | 500 | application/json       | {"error": "java.lang.NullPointerException: x"}                  | leak.stack-trace
        a database message in 500       | failing account | 500 | application/json       | {"error": "invalid input syntax for type uuid"}                 | leak.stack-trace
        the token is echoed             | stranger        | 403 | application/json       | {"error": "token-of-a-stranger-0123456789 may not"}             | leak.credentials
        # --- leaks
        a Python trace in 500           | failing account | 500 | application/json       | {"error": "Traceback (most recent call last): x"}               | leak.stack-trace
        a Node trace in 500             | failing account | 500 | application/json       | {"error": "at find (/app/src/accounts.js:42:7)"}                | leak.stack-trace
        a .NET exception in 500         | failing account | 500 | application/json       | {"error": "System.NullReferenceException: x"}                   | leak.stack-trace
        a Ruby trace in 500             | failing account | 500 | application/json       | {"error": "app/models/account.rb:12:in 'find'"}                 | leak.stack-trace
        a Rust panic in 500             | failing account | 500 | application/json       | {"error": "panicked at src/main.rs:10:5"}                       | leak.stack-trace
        a Go trace in 500               | failing account | 500 | application/json       | {"error": "goroutine 17 [running]: main.find"}                  | leak.stack-trace
        an address inside in 500        | failing account | 500 | application/json       | {"error": "connect ECONNREFUSED 10.0.0.5:5432"}                 | leak.stack-trace
        an Oracle message in 500        | failing account | 500 | application/json       | {"error": "ORA-00942: no such table"}                           | leak.stack-trace
        a unique key in 500             | failing account | 500 | application/json       | {"error": "duplicate key value violates unique constraint"}     | leak.stack-trace
        the token is echoed in Base64   | stranger        | 403 | application/json       | {"error": "dG9rZW4tb2YtYS1zdHJhbmdlci0wMTIzNDU2Nzg5"}           | leak.credentials
        # --- media type
        a charset that JSON has not     | stranger        | 403 | application/json; charset=iso-8859-1 | {"error": "x"}                                    | response.content-type.charset
        JSON as text                    | known account   | 200 | text/plain             | {"accessToken": "ya29.of-user-1", "scopes": []}                 | response.content-type.undeclared
        JSON as HTML                    | known account   | 200 | text/html              | {"accessToken": "ya29.of-user-1", "scopes": []}                 | response.content-type.undeclared
        an undeclared +json type        | known account   | 200 | application/hal+json   | {"accessToken": "ya29.of-user-1", "scopes": []}                 | response.content-type.undeclared
        no Content-Type                 | known account   | 200 | -                      | {"accessToken": "ya29.of-user-1", "scopes": []}                 | response.content-type.missing
        a malformed Content-Type        | known account   | 200 | json                   | {"accessToken": "ya29.of-user-1", "scopes": []}                 | response.content-type.malformed
        401 as problem+json             | no credentials  | 401 | application/problem+json | {"title": "No jwt provided!"}                                 | response.content-type.undeclared
        an HTML page for 403            | stranger        | 403 | text/html              | <h1>Forbidden</h1>                                              | response.content-type.undeclared
        an HTML page for 500            | failing account | 500 | text/html              | <h1>Internal Server Error</h1>                                  | response.content-type.undeclared
        JSON as octets                  | known account   | 200 | application/octet-stream | {"accessToken": "ya29.of-user-1", "scopes": []}                 | response.content-type.undeclared
        JSON as JavaScript              | known account   | 200 | text/javascript        | {"accessToken": "ya29.of-user-1", "scopes": []}                 | response.content-type.undeclared
        JSON as text/json               | known account   | 200 | text/json              | {"accessToken": "ya29.of-user-1", "scopes": []}                 | response.content-type.undeclared
        401 as text                     | no credentials  | 401 | text/plain             | No jwt provided!                                                | response.content-type.undeclared
        403 as problem+json             | stranger        | 403 | application/problem+json | {"error": "x"}                                                  | response.content-type.undeclared
        500 as text                     | failing account | 500 | text/plain             | down                                                            | response.content-type.undeclared
        a charset of UTF-16             | known account   | 200 | application/json; charset=utf-16 | {"accessToken": "ya29.of-user-1", "scopes": []}                 | response.content-type.charset
        two media types in one line     | known account   | 200 | application/json, text/html | {"accessToken": "ya29.of-user-1", "scopes": []}                 | response.content-type.malformed
        # --- status
        201 instead of 200              | known account   | 201 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | response.status.undocumented
        204 instead of 200              | known account   | 204 | -                      |                                                                 | response.status.undocumented
        a redirect instead of 200       | known account   | 302 | -                      |                                                                 | response.status.undocumented
        418 instead of 200              | known account   | 418 | application/json       | {"error": "I am a teapot"}                                      | response.status.undocumented
        404 for a known account         | known account   | 404 | -                      |                                                                 | expect.status
        500 for a known account         | known account   | 500 | application/json       | {"error": "down"}                                               | status.server-error
        503 for a known account         | known account   | 503 | -                      |                                                                 | status.server-error
        200 for an unknown account      | unknown account | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | expect.status
        400 for an unknown account      | unknown account | 400 | -                      |                                                                 | response.status.undocumented
        410 for an unknown account      | unknown account | 410 | -                      |                                                                 | response.status.undocumented
        500 for an unknown account      | unknown account | 500 | application/json       | {"error": "null"}                                               | status.server-error
        200 for a stranger              | stranger        | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | expect.status
        404 for a stranger              | stranger        | 404 | -                      |                                                                 | expect.status
        a failure hidden in a 200       | failing account | 200 | application/json       | {"accessToken": "", "scopes": []}                               | expect.status
        502 where 500 is documented     | failing account | 502 | application/json       | {"error": "down"}                                               | response.status.undocumented
        202 instead of 200              | known account   | 202 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | response.status.undocumented
        206 instead of 200              | known account   | 206 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | response.status.undocumented
        301 instead of 200              | known account   | 301 | -                      |                                                                 | response.status.undocumented
        304 that nobody asked for       | known account   | 304 | -                      |                                                                 | response.status.undocumented
        400 for a known account         | known account   | 400 | application/json       | {"error": "x"}                                                  | response.status.undocumented
        401 for a known account         | known account   | 401 | application/json       | {"error": "x"}                                                  | expect.status
        403 for a known account         | known account   | 403 | application/json       | {"error": "x"}                                                  | expect.status
        429 for a known account         | known account   | 429 | -                      |                                                                 | coverage.status.unseen
        501 for a known account         | known account   | 501 | -                      |                                                                 | status.server-error
        403 for an unknown account      | unknown account | 403 | application/json       | {"error": "x"}                                                  | expect.status
        204 for an unknown account      | unknown account | 204 | -                      |                                                                 | response.status.undocumented
        401 for a stranger              | stranger        | 401 | application/json       | {"error": "x"}                                                  | expect.status
        500 for a stranger              | stranger        | 500 | application/json       | {"error": "x"}                                                  | status.server-error
        400 for a stranger              | stranger        | 400 | application/json       | {"error": "x"}                                                  | response.status.undocumented
        503 where 500 is documented     | failing account | 503 | -                      |                                                                 | response.status.undocumented
        # --- id
        upper case ids are accepted     | upper case id   | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | refusal.path.accepted
        ids without dashes are accepted | id without dashes | 200 | application/json     | {"accessToken": "ya29.of-user-1", "scopes": []}                 | refusal.path.accepted
        ids in braces are accepted      | id in braces    | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | refusal.path.accepted
        URNs are accepted               | urn id          | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | refusal.path.accepted
        long ids are accepted           | long id         | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | refusal.path.accepted
        short ids are accepted          | short id        | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | refusal.path.accepted
        a newline is ignored            | id with newline | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | refusal.path.accepted
        a space is trimmed              | id with space   | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | refusal.path.accepted
        full-width digits are accepted  | full-width id   | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | refusal.path.accepted
        letters beyond f are accepted   | id that is no hex | 204 | -                    |                                                                 | refusal.path.accepted
        an invalid id is a failure      | any invalid id  | 500 | application/json       | {"error": "something went wrong"}                 | status.server-error
        a semicolon is a failure        | id with semicolon | 500 | application/json       | {"error": "invalid byte sequence"}                              | status.server-error
        a quote is a failure            | id with quote   | 500 | application/json       | {"error": "sorry"}                                              | status.server-error
        a very long id is a failure     | very long id    | 503 | -                      |                                                                 | status.server-error
        400 for a UUID of zeros         | id of zeros     | 400 | application/json       | {"error": "x"}                                                  | valid.path.refused
        422 for a UUID of nines         | id of nines     | 422 | application/json       | {"error": "x"}                                                  | valid.path.refused
        a UUID of zeros is a failure    | id of zeros     | 502 | application/json       | {"error": "x"}                                                  | status.server-error
        a UUID of zeros redirects       | id of zeros     | 302 | -                      |                                                                 | response.status.undocumented
        # --- auth
        no credentials are needed       | no credentials  | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | auth.misplaced-accepted, auth.missing-accepted, expect.status
        empty credentials are accepted  | empty credentials | 200 | application/json     | {"accessToken": "ya29.of-user-1", "scopes": []}                 | auth.empty-accepted
        the scheme alone is accepted    | scheme alone    | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | auth.scheme.alone-accepted
        Basic is accepted               | Basic           | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | auth.scheme.other-accepted
        a token needs no scheme         | token without scheme | 200 | application/json  | {"accessToken": "ya29.of-user-1", "scopes": []}                 | auth.token.malformed-accepted
        garbage is accepted             | garbage         | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | auth.token.malformed-accepted
        the signature is not checked    | same payload    | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | auth.token.malformed-accepted, auth.token.other-key-accepted, auth.token.tampered-accepted
        alg none is accepted            | alg none        | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | auth.token.unsigned-accepted
        the payload is not signed       | same signature  | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | auth.token.raised-accepted
        expired tokens are accepted     | expired         | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | auth.token.expired-accepted
        403 without credentials         | empty credentials | 403 | application/json     | {"error": "Access Forbidden"}                                   | auth.status.not-401
        a bad token is a failure        | garbage         | 500 | application/json       | {"error": "jwt malformed"}                                      | status.server-error
        an expired token is a failure   | expired         | 500 | application/json       | {"error": "jwt expired"}                                        | status.server-error
        a redirect to a login page      | empty credentials | 302 | -                    |                                                                 | auth.status.not-401
        any signature is accepted       | other key       | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | auth.token.other-key-accepted
        404 without credentials         | no credentials | 404 | -                      |                                                                 | auth.status.not-401, expect.status
        a redirect without credentials  | no credentials  | 307 | -                      |                                                                 | auth.status.not-401, response.status.undocumented
        400 without credentials         | no credentials  | 400 | application/json       | {"error": "x"}                                                  | response.status.undocumented
        403 for garbage                 | garbage         | 403 | application/json       | {"error": "x"}                                                  | auth.status.not-401
        403 for an expired token        | expired         | 403 | application/json       | {"error": "x"}                                                  | auth.status.not-401
        500 for another scheme          | Basic           | 500 | application/json       | {"error": "x"}                                                  | status.server-error
        204 for an empty header         | empty credentials | 204 | -                      |                                                                 | auth.empty-accepted
        500 for bearer in small letters | bearer in small letters | 500 | application/json       | {"error": "x"}                                                  | status.server-error
        an expired token gets an HTML page | expired         | 401 | text/html              | <h1>Login</h1>                                                  | response.content-type.undeclared
        the token in the body of 401    | expired         | 401 | application/json       | {"error": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1c2VyLTEiLCJleHAiOjEwMDAwMDAwMDB9.ZXhwaXJlZC1sb25nLWFnbw is expired"} | leak.credentials
        # --- method
        DELETE is accepted              | DELETE          | 204 | -                      |                                                                 | refusal.method.accepted
        POST is the same as GET         | POST            | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | refusal.method.accepted
        POST is a failure               | POST            | 500 | -                      |                                                                 | status.server-error
        405 without Allow               | POST            | 405 | -                      |                                                                 | refusal.method.allow-missing
        PUT is accepted                 | PUT             | 200 | application/json       | {}                                                              | refusal.method.accepted
        PATCH is accepted               | PATCH           | 202 | -                      |                                                                 | refusal.method.accepted
        DELETE is a failure             | DELETE          | 503 | -                      |                                                                 | status.server-error
        PUT shows a trace               | PUT             | 400 | application/json       | {"error": "at com.example.A.b(A.java:1)"}                       | leak.stack-trace
        # --- what is seldom asked
        404 that is broken JSON         | unknown account | 404 | application/json       | {"error":                                                       | response.body.syntax
        a PHP warning in 404            | unknown account | 404 | text/html              | expects parameter in <b>/var/www/x.php</b> on line <b>12</b>    | leak.stack-trace
        an address with a password      | failing account | 500 | application/json       | {"error": "postgres://app:hunter2@10.0.0.1/prod"}               | leak.secret
        an access key in 500            | failing account | 500 | application/json       | {"error": "AKIAIOSFODNN7EXAMPLE is not allowed"}                | leak.secret
        a debug page for invalid ids    | any invalid id  | 404 | text/html              | You see this because of <code>DEBUG = True</code>               | leak.stack-trace
        nobody learns what is missing   | nobody asks for unknown | 404 | -                      |                                                                 | auth.status.not-401
        the token is taken from the query | token in the query | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | auth.misplaced-accepted
        the token is taken from a cookie | token in a cookie | 200 | application/json       | {"accessToken": "ya29.of-user-1", "scopes": []}                 | auth.misplaced-accepted
        TRACE is accepted               | TRACE           | 200 | message/http           | TRACE                                                           | refusal.method.accepted
        OPTIONS is a failure            | OPTIONS         | 500 | -                      |                                                                 | status.server-error
        HEAD needs no credentials       | HEAD of nobody  | 200 | -                      |                                                                 | auth.missing-accepted
        """)
    void a_provider_with_one_defect_is_caught(
            String defect, String requests, int status, String mediaType, String body, String rules) {
        provider.right();
        provider.answers(requests, answer(status, mediaType, body == null ? "" : body));

        assertThat(provider.brokenRules(Severity.ERROR)).isEqualTo(List.of(rules.split(", ", -1)));
    }
}
