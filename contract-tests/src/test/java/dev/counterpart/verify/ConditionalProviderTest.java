package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.ByteRange;
import dev.counterpart.spec.http.ConditionalAnswer;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.data.GateData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Providers that answer conditional and range requests, correctly, oddly or incorrectly (RFC 9110 §13 to §15). */
@Execution(ExecutionMode.CONCURRENT)
class ConditionalProviderTest {

    private static final String DOCUMENT = """
            openapi: 3.1.1
            info: {title: T, version: '1'}
            paths:
              /text:
                get:
                  responses:
                    200:
                      description: ok
                      headers: {ETag: {schema: {type: string}, example: '"a"'}, Last-Modified: {schema: {type: string}, example: 'Sun, 06 Nov 1994 08:49:37 GMT'}}
                      content: {text/plain: {schema: {type: string}, example: hello world}}
                    206: {description: a part, content: {text/plain: {schema: {type: string}}, multipart/byteranges: {}}}
                    304: {description: not modified}
                    412: {description: failed}
                    416: {description: beyond}
            """;

    private static final Response WHOLE = Response.of(200, "text/plain", "hello world")
            .with("ETag", "\"a\"")
            .with("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT")
            .with("Vary", "Accept")
            .with("Cache-Control", "no-cache");

    private static Contract contract() {
        return ((ReadResult.Read) ContractReader.read(
                        DOCUMENT.getBytes(StandardCharsets.UTF_8), "openapi.yaml", ReadOptions.defaults()))
                .contract();
    }

    /** An answer as the standard says. */
    private static Response right(Request request, Response whole) {
        int status = ConditionalAnswer.status(request, whole);
        var range = ByteRange.of(request, whole.length());
        return switch (status) {
            case 304 -> ConditionalAnswer.notModified(whole);
            case 206 -> ConditionalAnswer.part(whole, ((ByteRange.Asked.Part) range).range());
            case 416 ->
                new Response(416, dev.counterpart.spec.http.Headers.none(), new byte[0])
                        .with("Content-Range", ((ByteRange.Asked.Unsatisfiable) range).contentRange());
            case 412 -> new Response(412, dev.counterpart.spec.http.Headers.none(), new byte[0]);
            default -> whole;
        };
    }

    private static Response without(Response answer, String header) {
        return answer.withHeaders(answer.headers().without(header));
    }

    private static Response answer(String habit, Request request, int count) {
        if (!request.method().equals("GET") || !request.path().equals("/text")) {
            return new Response(404, dev.counterpart.spec.http.Headers.none(), new byte[0]);
        }
        boolean isConditional = List.of("If-None-Match", "If-Modified-Since", "If-Match").stream()
                .anyMatch(request.headers()::has);
        var answer = right(request, WHOLE);
        int status = answer.status();
        return switch (habit) {
            case "ignores conditions" -> isConditional ? WHOLE : answer;
            case "ignores ranges" -> request.headers().has("Range") ? WHOLE : answer;
            case "has a weak tag" -> right(request, WHOLE.with("ETag", "W/\"a\""));
            case "has no validators" -> right(request, without(without(WHOLE, "ETag"), "Last-Modified"));
            case "has no tag" -> right(request, without(WHOLE, "ETag"));
            case "changes with every request" ->
                right(request, Response.of(200, "text/plain", "hello " + count).with("ETag", "\"" + count + "\""));
            case "says 304 with an old tag of a body that changes" ->
                isConditional
                        ? new Response(304, dev.counterpart.spec.http.Headers.none(), new byte[0])
                        : WHOLE.with("ETag", "\"" + count + "\"");
            case "sends the part as byteranges" ->
                status == 206
                        ? answer.with("Content-Type", "multipart/byteranges; boundary=b")
                                .withHeaders(answer.headers()
                                        .with("Content-Type", "multipart/byteranges; boundary=b")
                                        .without("Content-Range"))
                                .withBody("--b\r\nContent-Range: bytes 1-2/11\r\n\r\nel\r\n--b--\r\n"
                                        .getBytes(StandardCharsets.UTF_8))
                        : answer;
            case "sends less than was asked for" ->
                status == 206 ? ConditionalAnswer.part(WHOLE, new ByteRange(1, 1, 11)) : answer;
            case "does not say the length" -> status == 206 ? answer.with("Content-Range", "bytes 1-2/*") : answer;
            case "has no tag with 304" -> status == 304 ? without(answer, "ETag") : answer;
            case "has another tag with 304" -> status == 304 ? answer.with("ETag", "\"b\"") : answer;
            case "has no tag with 206" -> status == 206 ? without(answer, "ETag") : answer;
            case "has no Vary with 304" -> status == 304 ? without(answer, "Vary") : answer;
            case "has a body with 304" -> status == 304 ? answer.withBody(WHOLE.body()) : answer;
            case "always says 304" ->
                request.headers().has("If-None-Match") ? ConditionalAnswer.notModified(WHOLE) : answer;
            case "says 304 to any date" ->
                request.headers().has("If-Modified-Since") ? ConditionalAnswer.notModified(WHOLE) : answer;
            case "always says 412" ->
                request.headers().has("If-Match")
                        ? new Response(412, dev.counterpart.spec.http.Headers.none(), new byte[0])
                        : answer;
            case "counts from one" -> status == 206 ? answer.with("Content-Range", "bytes 2-3/11") : answer;
            case "has no Content-Range" -> status == 206 ? without(answer, "Content-Range") : answer;
            case "says another length" -> status == 206 ? answer.with("Content-Range", "bytes 1-2/12") : answer;
            case "sends other bytes" -> status == 206 ? answer.withBody("he".getBytes(StandardCharsets.UTF_8)) : answer;
            case "sends one byte too many" ->
                status == 206 ? answer.withBody("ell".getBytes(StandardCharsets.UTF_8)) : answer;
            case "refuses every range" ->
                request.headers().has("Range")
                        ? new Response(416, dev.counterpart.spec.http.Headers.none(), new byte[0])
                                .with("Content-Range", "bytes */11")
                        : answer;
            case "sends a part beyond the end" ->
                status == 416 ? ConditionalAnswer.part(WHOLE, new ByteRange(0, 0, 11)) : answer;
            case "says 416 of another length" -> status == 416 ? answer.with("Content-Range", "bytes */12") : answer;
            case "says 416 without a length" -> status == 416 ? without(answer, "Content-Range") : answer;
            default -> answer;
        };
    }

    private static List<String> broken(String habit, Severity severity) {
        var count = new AtomicInteger();
        try (var provider = new LocalProvider(request -> answer(habit, request, count.incrementAndGet()))) {
            return provider.brokenRules(contract(), GateData.none(), severity).stream()
                    .filter(rule -> !rule.startsWith("stability.") && !rule.startsWith("allow."))
                    .distinct()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # habit                                           | errors
            answers as the standard says                      |
            ignores conditions                                |
            ignores ranges                                    |
            has a weak tag                                    |
            has no validators                                 |
            has no tag                                        |
            changes with every request                        |
            sends the part as byteranges                      |
            sends less than was asked for                     |
            does not say the length                           |
            has no Vary with 304                              |
            says 416 without a length                         |
            says 304 with an old tag of a body that changes   |
            has no tag with 304                               | conditional.headers
            has another tag with 304                          | conditional.headers
            has no tag with 206                               | conditional.headers
            has a body with 304                               | response.body.forbidden
            always says 304                                   | conditional.answer
            says 304 to any date                              | conditional.answer
            always says 412                                   | conditional.answer
            counts from one                                   | conditional.range
            has no Content-Range                              | conditional.range
            says another length                               | conditional.range
            sends other bytes                                 | conditional.range
            sends one byte too many                           | conditional.range
            refuses every range                               | conditional.range
            sends a part beyond the end                       | conditional.range
            says 416 of another length                        | conditional.range
            """)
    void a_provider_is_accused_only_of_what_is_wrong(String habit, @Nullable String errors) {
        assertThat(broken(habit, Severity.ERROR)).isEqualTo(errors == null ? List.of() : List.of(errors));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            has no Vary with 304      | conditional.headers
            says 416 without a length | conditional.range
            """)
    void what_should_be_there_is_a_warning(String habit, String warning) {
        assertThat(broken(habit, Severity.WARNING)).contains(warning);
    }

    @Test
    void the_mock_has_every_documented_answer() {
        var engine = new MockEngine(contract(), Fixtures.none(), MockOptions.defaults());
        try (var provider = new LocalProvider(request -> engine.answer(request).response())) {
            var options = SuiteOptions.of(provider.target(), GateData.none());
            assertThat(Accusations.of(contract(), options, Severity.ERROR)).isEmpty();
            assertThat(Accusations.of(contract(), options, Severity.WARNING)).doesNotContain("coverage.status.unseen");
        }
    }
}
