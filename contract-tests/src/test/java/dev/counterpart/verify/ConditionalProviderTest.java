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
            case 416 -> refusal(416).with("Content-Range", ((ByteRange.Asked.Unsatisfiable) range).contentRange());
            case 412 -> refusal(412);
            default -> whole;
        };
    }

    private static Response without(Response answer, String header) {
        return answer.withHeaders(answer.headers().without(header));
    }

    private static Request without(Request request, String header) {
        return request.withHeaders(request.headers().without(header));
    }

    private static Request withoutTagBesideDate(Request request) {
        return request.headers().has("If-Modified-Since") ? without(request, "If-None-Match") : request;
    }

    private static boolean isOfSeveral(Request request) {
        return request.headers().first("Range").orElse("").contains(",");
    }

    private static boolean isList(Request request) {
        return request.headers().first("If-Match").orElse("").contains(",");
    }

    private static String stated(Response answer) {
        return answer.headers().first("Content-Range").orElse("");
    }

    private static ByteRange firstByte(String contentRange) {
        var range = ByteRange.parseContentRange(contentRange).orElseThrow();
        return new ByteRange(range.first(), range.first(), range.length());
    }

    private static Response refusal(int status) {
        return new Response(status, dev.counterpart.spec.http.Headers.none(), new byte[0]);
    }

    /** Parts, each with its Content-Range, or with none if that is empty. */
    private static Response byteRanges(Response whole, String... rangesAndBytes) {
        var body = new StringBuilder();
        for (int i = 0; i < rangesAndBytes.length; i += 2) {
            String range = rangesAndBytes[i].isEmpty() ? "" : "Content-Range: bytes " + rangesAndBytes[i] + "\r\n";
            body.append("--b\r\n")
                    .append(range)
                    .append("\r\n")
                    .append(rangesAndBytes[i + 1])
                    .append("\r\n");
        }
        var headers = whole.headers().without("Content-Range").with("Content-Type", "multipart/byteranges; boundary=b");
        return new Response(206, headers, body.append("--b--\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Response answer(String habit, Request request, int count) {
        if (!request.method().equals("GET") || !request.path().equals("/text")) {
            return new Response(404, dev.counterpart.spec.http.Headers.none(), new byte[0]);
        }
        boolean isConditional = List.of("If-None-Match", "If-Modified-Since", "If-Match").stream()
                .anyMatch(request.headers()::has);
        var answer = right(request, WHOLE);
        int status = answer.status();
        String range = request.headers().first("Range").orElse("");
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
            case "sends one part as byteranges" -> status == 206 ? byteRanges(answer, "1-2/11", "el") : answer;
            case "sends several parts as byteranges" ->
                isOfSeveral(request) ? byteRanges(WHOLE, "0-0/11", "h", "10-10/11", "d") : answer;
            case "sends the parts in another order" ->
                isOfSeveral(request) ? byteRanges(WHOLE, "10-10/*", "d", "0-0/*", "h") : answer;
            case "joins several parts to one" ->
                isOfSeveral(request) ? ConditionalAnswer.part(WHOLE, new ByteRange(0, 10, 11)) : answer;
            case "sends the first of several parts" ->
                isOfSeveral(request) ? ConditionalAnswer.part(WHOLE, new ByteRange(0, 0, 11)) : answer;
            case "sends other bytes in byteranges" ->
                isOfSeveral(request) ? byteRanges(WHOLE, "0-0/11", "h", "10-10/11", "x") : answer;
            case "has no Content-Range in byteranges" ->
                isOfSeveral(request) ? byteRanges(WHOLE, "", "h", "", "d") : answer;
            case "sends byteranges without parts" -> isOfSeveral(request) ? byteRanges(WHOLE) : answer;
            case "refuses several ranges" -> isOfSeveral(request) ? refusal(416) : answer;
            case "refuses a suffix that is too long" ->
                range.matches("bytes=-\\d{3,}") ? refusal(416).with("Content-Range", "bytes */11") : answer;
            case "sends the first bytes for a suffix" ->
                range.equals("bytes=-1") ? ConditionalAnswer.part(WHOLE, new ByteRange(0, 0, 11)) : answer;
            case "says an end that does not exist" ->
                range.matches("bytes=10-\\d+") && status == 206
                        ? answer.with("Content-Range", "bytes 10-1000000011/1000000012")
                        : answer;
            case "takes any unit for bytes" ->
                range.startsWith("counterparts") ? ConditionalAnswer.part(WHOLE, new ByteRange(0, 0, 11)) : answer;
            case "refuses other units" -> range.startsWith("counterparts") ? refusal(416) : answer;
            case "ignores If-Range" -> right(without(request, "If-Range"), WHOLE);
            case "ignores dates in If-Range" ->
                request.headers().first("If-Range").orElse("").endsWith("GMT")
                        ? right(without(request, "If-Range"), WHOLE)
                        : answer;
            case "never sends a part for If-Range" -> request.headers().has("If-Range") ? WHOLE : answer;
            case "says 412 to GET of what the client has" -> status == 304 ? refusal(412) : answer;
            case "takes any text for a date" ->
                request.headers().first("If-Modified-Since").orElse("").equals("yesterday")
                        ? ConditionalAnswer.notModified(WHOLE)
                        : answer;
            case "looks at dates beside tags" -> right(withoutTagBesideDate(request), WHOLE);
            case "compares a list as one tag" ->
                request.headers().first("If-Match").orElse("").contains(",") ? refusal(412) : answer;
            case "takes a star for a tag" ->
                request.headers().first("If-Match").orElse("").equals("*") ? refusal(412) : answer;
            case "says 412 to an equal date" -> request.headers().has("If-Unmodified-Since") ? refusal(412) : answer;
            case "says 412 to every other tag" ->
                request.headers().first("If-Match").orElse("").startsWith("\"counterpart") && !isList(request)
                        ? refusal(412)
                        : answer;
            case "sends less than was asked for" ->
                status == 206 ? ConditionalAnswer.part(WHOLE, firstByte(stated(answer))) : answer;
            case "does not say the length" ->
                status == 206 ? answer.with("Content-Range", stated(answer).replace("/11", "/*")) : answer;
            case "has no tag with 304" -> status == 304 ? without(answer, "ETag") : answer;
            case "has another tag with 304" -> status == 304 ? answer.with("ETag", "\"b\"") : answer;
            case "has no tag with 206" -> status == 206 ? without(answer, "ETag") : answer;
            case "has no Vary with 304" -> status == 304 ? without(answer, "Vary") : answer;
            case "has a body with 304" -> status == 304 ? answer.withBody(WHOLE.body()) : answer;
            case "always says 304" ->
                request.headers().has("If-None-Match") ? ConditionalAnswer.notModified(WHOLE) : answer;
            case "says 304 to any date" ->
                request.headers().has("If-Modified-Since") ? ConditionalAnswer.notModified(WHOLE) : answer;
            case "always says 412" -> request.headers().has("If-Match") ? refusal(412) : answer;
            case "counts from one" -> status == 206 ? answer.with("Content-Range", "bytes 2-3/11") : answer;
            case "has no Content-Range" -> status == 206 ? without(answer, "Content-Range") : answer;
            case "says another length" ->
                status == 206 ? answer.with("Content-Range", stated(answer).replace("/11", "/12")) : answer;
            case "sends other bytes" -> status == 206 ? answer.withBody("he".getBytes(StandardCharsets.UTF_8)) : answer;
            case "sends one byte too many" ->
                status == 206 ? answer.withBody("ell".getBytes(StandardCharsets.UTF_8)) : answer;
            case "refuses every range" ->
                request.headers().has("Range") ? refusal(416).with("Content-Range", "bytes */11") : answer;
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
            sends several parts as byteranges                 |
            sends the parts in another order                  |
            joins several parts to one                        |
            sends the first of several parts                  |
            never sends a part for If-Range                   |
            says 412 to every other tag                       |
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
            sends one part as byteranges                      | conditional.range
            sends other bytes in byteranges                   | conditional.range
            has no Content-Range in byteranges                | conditional.range
            sends byteranges without parts                    | conditional.range
            refuses several ranges                            | conditional.range
            refuses a suffix that is too long                 | conditional.range
            sends the first bytes for a suffix                | conditional.range
            says an end that does not exist                   | conditional.range
            takes any unit for bytes                          | conditional.range
            refuses other units                               | conditional.range
            ignores If-Range                                  | conditional.range
            ignores dates in If-Range                         | conditional.range
            says 412 to GET of what the client has            | conditional.answer
            takes any text for a date                         | conditional.answer
            looks at dates beside tags                        | conditional.answer
            compares a list as one tag                        | conditional.answer
            takes a star for a tag                            | conditional.answer
            says 412 to an equal date                         | conditional.answer
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
