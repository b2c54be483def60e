package dev.counterpart.spec.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Contracts;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.schema.SchemaValidator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UndocumentedRefusalsTest {

    private static final Contract CONTRACT = Contracts.of("""
            openapi: 3.0.3
            info: {title: t, version: '1'}
            paths:
              /free:
                get: {operationId: free, parameters: [{name: n, in: query, schema: {type: integer}}], responses: {'200': {description: d}}}
              /bearer:
                get: {operationId: bearer, security: [{bearer: []}], parameters: [{name: n, in: query, schema: {type: integer}}], responses: {'200': {description: d}}}
              /optional:
                get: {operationId: optional, security: [{}, {bearer: []}], responses: {'200': {description: d}}}
              /scoped:
                get: {operationId: scoped, security: [{bearer: [admin]}], responses: {'200': {description: d}}}
              /both:
                get: {operationId: both, security: [{bearer: [], header: []}], responses: {'200': {description: d}}}
              /query:
                get: {operationId: query, security: [{query: []}], responses: {'200': {description: d}}}
              /cookie:
                get: {operationId: cookie, security: [{cookie: []}], responses: {'200': {description: d}}}
              /header:
                get: {operationId: header, security: [{header: []}], responses: {'200': {description: d}}}
            components:
              securitySchemes:
                bearer: {type: http, scheme: bearer}
                query: {type: apiKey, in: query, name: key}
                cookie: {type: apiKey, in: cookie, name: key}
                header: {type: apiKey, in: header, name: X-Key}
            """);

    private final UndocumentedRefusals refusals = new UndocumentedRefusals(
            CONTRACT, new RequestValidator(CONTRACT, new SchemaValidator(CONTRACT.documents(), CONTRACT.version())));

    @ParameterizedTest(name = "{0} {1} {2} → {3}: allowed {4}, depends on credentials {5}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # operation | query  | header                  | status | need not be documented | only if the credentials are invalid
            free        | -      | -                       | 401    | false                  | false
            free        | -      | Authorization: Bearer x | 403    | false                  | false
            free        | -      | -                       | 429    | true                   | false
            free        | -      | -                       | 404    | false                  | false
            free        | n=1    | -                       | 400    | false                  | false
            free        | n=x    | -                       | 400    | true                   | false
            free        | n=x    | -                       | 499    | true                   | false
            free        | n=x    | -                       | 500    | false                  | false
            free        | n=x    | -                       | 200    | false                  | false
            free        | n=x    | -                       | 302    | false                  | false
            bearer      | -      | -                       | 401    | true                   | false
            bearer      | -      | -                       | 403    | true                   | false
            bearer      | -      | -                       | 402    | false                  | false
            bearer      | -      | Authorization: Bearer x | 401    | false                  | true
            bearer      | -      | Authorization: Bearer x | 403    | false                  | true
            bearer      | -      | Authorization: Bearer x | 429    | true                   | false
            bearer      | -      | Authorization: Bearer x | 404    | false                  | false
            bearer      | n=x    | Authorization: Bearer x | 401    | true                   | true
            optional    | -      | -                       | 401    | false                  | false
            query       | -      | -                       | 401    | true                   | false
            query       | key=1  | -                       | 401    | false                  | true
            query       | kez=1  | -                       | 401    | true                   | false
            cookie      | -      | -                       | 403    | true                   | false
            cookie      | -      | Cookie: a=b; key=1      | 403    | false                  | true
            cookie      | -      | Cookie: a=b             | 403    | true                   | false
            header      | -      | Authorization: Bearer x | 401    | true                   | false
            header      | -      | X-Key: 1                | 401    | false                  | true
            """)
    void a_refusal_need_not_be_documented_for_a_request_that_may_be_refused(
            String operation, String query, String header, int status, boolean isAllowed, boolean depends) {
        var declared = operation(operation);
        var request = Request.of(Method.GET, "/" + operation + (query == null ? "" : "?" + query));
        if (header != null) {
            var field = header.split(": ", 2);
            request = request.with(field[0], field[1]);
        }
        assertThat(refusals.allow(declared, Map.of(), request, status)).isEqualTo(isAllowed);
        assertThat(refusals.dependOnCredentials(declared, request, status)).isEqualTo(depends);
    }

    @ParameterizedTest(name = "{0} {1} and {2} {3}: {4}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # operation | header                   | operation | header                   | same
            bearer      | Authorization: Bearer x  | bearer    | Authorization: Bearer x  | true
            bearer      | Authorization: Bearer x  | optional  | Authorization: Bearer x  | true
            bearer      | Authorization: Bearer x  | bearer    | Authorization: Bearer y  | false
            bearer      | Authorization: Bearer x  | scoped    | Authorization: Bearer x  | false
            bearer      | Authorization: Bearer x  | both      | Authorization: Bearer x  | false
            header      | X-Key: 1                 | header    | x-key: 1                 | true
            header      | X-Key: 1                 | cookie    | Cookie: key=1            | false
            cookie      | Cookie: key=1; a=b       | cookie    | Cookie: a=c; key=1       | true
            cookie      | Cookie: key=1            | cookie    | Cookie: key=2            | false
            free        | Authorization: Bearer x  | free      | Authorization: Bearer x  | false
            bearer      | -                        | bearer    | -                        | false
            """)
    void credentials_are_the_same_for_the_same_requirement(
            String first, String header, String second, String other, boolean isSame) {
        var some = refusals.credentials(operation(first), request(first, header));
        var others = refusals.credentials(operation(second), request(second, other));

        assertThat(some.stream().anyMatch(others::contains)).isEqualTo(isSame);
        assertThat(some.toString()).doesNotContain("Bearer");
    }

    private static Request request(String operation, @Nullable String header) {
        var request = Request.of(Method.GET, "/" + operation);
        var field = header == null ? new String[0] : header.split(": ", 2);
        return field.length == 0 ? request : request.with(field[0], field[1]);
    }

    @ParameterizedTest(name = "{0}: of an invalid request {1}, of a denied one {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # status | invalid | denied
            200      | false   | false
            399      | false   | false
            400      | true    | false
            401      | true    | true
            403      | true    | true
            404      | true    | false
            429      | true    | true
            499      | true    | false
            500      | false   | false
            """)
    void each_status_refuses_certain_requests(int status, boolean ofInvalid, boolean ofDenied) {
        assertThat(UndocumentedRefusals.ofInvalid(status)).isEqualTo(ofInvalid);
        assertThat(UndocumentedRefusals.ofDenied(status)).isEqualTo(ofDenied);
    }

    private static Operation operation(String id) {
        return CONTRACT.operation(id).orElseThrow();
    }
}
