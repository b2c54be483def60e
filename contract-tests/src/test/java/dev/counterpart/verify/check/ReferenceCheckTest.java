package dev.counterpart.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.RuleSettings;
import dev.counterpart.verify.send.Observation.Answered;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceCheckTest {

    private static final Contract CONTRACT = contract("""
            openapi: 3.1.0
            info: {title: t, version: '1'}
            paths:
              /items:
                post:
                  responses:
                    '201': {description: x, headers: {Location: {schema: {type: string}, example: '/items/{id}/example'}}}
              /items/{id}:
                put:
                  parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                  responses: {'201': {description: x}}
            """);

    private static Contract contract(String document) {
        var bytes = document.getBytes(StandardCharsets.UTF_8);
        return ((ReadResult.Read) ContractReader.read(bytes, "openapi.yaml", ReadOptions.defaults())).contract();
    }

    @ParameterizedTest(name = "{0} → {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # request             | status | header                                     | broken rule
        # --- what is right
        POST /items           | 201 | Location: /items/7                            |
        POST /items           | 201 | Location: items/7                             |
        POST /items           | 201 | Location: //api.example.com/items/7?a=b#c     |
        POST /items           | 201 | Location: https://[::1]:8080/items/7          |
        POST /items           | 201 | Location: urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e |
        POST /items           | 201 | Location: /items                              |
        POST /items           | 201 | Location: /items/12:30                        |
        POST /items           | 201 | Location: /items/a%20b?next=null              |
        POST /items           | 201 | Location: /items/nullable                     |
        POST /items           | 201 | Location: /Items('7')                         |
        POST /items           | 201 | Location: /items/7/                           |
        POST /items null      | 201 | Location: /items/null                         |
        PUT /items/null       | 201 | Location: /items/null                         |
        PUT /items/%7Bid%7D   | 201 | Location: /items/%7Bid%7D                     |
        PUT /items/7          | 201 | Location:                                     |
        POST /items           | 303 | Location: /items/null                         |
        POST /items           | 201 | Location: /items/{id}/example                 | response.header.value (warning)
        POST /items           | 200 | Link: </items?a=1,2>; rel="next", </>; title="<{a}>" |
        # --- what is not a URI
        POST /items           | 201 | Location: /items/{id}                         | response.header.value (error)
        POST /items           | 201 | Location: /items/{{id}}                       | response.header.value (error)
        POST /items           | 201 | Location: https://example.com/items/${item.id} | response.header.value (error)
        POST /items           | 201 | Location: /items/<id>                         | response.header.value (error)
        POST /items           | 201 | Location: /items/[object Object]              | response.header.value (error)
        POST /items           | 201 | Location: /items/%s                           | response.header.value (error)
        POST /items           | 201 | Location: /items/a b                          | response.header.value (error)
        POST /items           | 201 | Location: "/items/7"                          | response.header.value (error)
        POST /items           | 303 | Location: /login?next={path}                  | response.header.value (error)
        POST /items           | 200 | Content-Location: /items/{id}                 | response.header.value (error)
        POST /items           | 200 | Link: </items>; rel="self", </items{?page}>; rel="next" | response.header.value (error)
        POST /items           | 201 | Location: /items/é                            | response.header.value (warning)
        POST /items           | 303 | Location: /items?filter[a]=1                  | response.header.value (warning)
        # --- what is a URI without an id
        POST /items           | 201 | Location: /items/:id                          | response.header.placeholder (warning)
        POST /items           | 201 | Location: /items/%7Bid%7D                     | response.header.placeholder (warning)
        POST /items           | 201 | Location: /items/%5Bobject%20Object%5D        | response.header.placeholder (warning)
        POST /items           | 201 | Location: /items/undefined                    | response.header.placeholder (warning)
        POST /items           | 201 | Location: https://example.com/items/null?a=1  | response.header.placeholder (warning)
        POST /items           | 201 | Location: /items/None/parts                   | response.header.placeholder (warning)
        POST /items           | 201 | Location: /items/                             | response.header.placeholder (warning)
        POST /items           | 201 | Location:                                     | response.header.placeholder (warning)
        """)
    void a_reference_breaks(String request, int status, String header, String rules) {
        String[] parts = request.split(" ", -1);
        var method = Method.of(parts[0]);
        var operation = CONTRACT.operations().stream()
                .filter(known -> known.key().method().equals(method))
                .findFirst()
                .orElseThrow();
        var sent = new Case(
                operation,
                "group",
                "title",
                Request.of(method, parts[1]).withBody(parts.length > 2 ? "{\"name\":\"" + parts[2] + "\"}" : "{}"),
                new Expectation.Documented(),
                Origin.of(Origin.Source.GENERATED, "because"),
                RuleSettings.none());
        String[] field = header.split(": ?", 2);
        var answer = new Answered(
                new Response(status, Headers.of(field[0], field[1]), new byte[0]), List.of(), Duration.ZERO);

        assertThat(new ReferenceCheck()
                        .violations(sent, answer).stream()
                                .map(violation -> violation.rule() + " ("
                                        + violation.severity().label() + ")")
                                .collect(Collectors.joining(", ")))
                .isEqualTo(rules == null ? "" : rules);
    }
}
