package dev.counterpart.mock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.mock.engine.Answer;
import dev.counterpart.mock.engine.Rest;
import dev.counterpart.mock.live.Exchange;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.secret.Secrets;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The parts of an archive (HAR 1.2). */
class HttpArchiveTest {

    private static final Request REQUEST = new Request("POST", "/a", "", Headers.none(), new byte[0]);
    private static final Response RESPONSE = new Response(200, Headers.none(), new byte[0]);

    private static JsonNode entry(Request request, Response response, Optional<Secrets> secrets) {
        return entry(request, Answer.of(response, "a test"), secrets);
    }

    private static JsonNode entry(Request request, Answer answer, Optional<Secrets> secrets) {
        return entry(URI.create("http://127.0.0.1:4010"), request, answer, secrets);
    }

    private static JsonNode entry(URI server, Request request, Answer answer, Optional<Secrets> secrets) {
        var exchange = new Exchange(
                1, Instant.EPOCH, Duration.ofMillis(2), request, answer, Optional.empty(), Optional.empty());
        var archive = new HttpArchive(server, secrets, "1.0").of(List.of(Journal.Entry.of(exchange)));
        return archive.at("/log/entries/0");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # server                 | Host           | URL of the request
            http://127.0.0.1:4010    | localhost:4010 | http://localhost:4010/a
            https://127.0.0.1:4010   | localhost:4010 | https://localhost:4010/a
            https://[::1]:4010       |                | https://[::1]:4010/a
            """)
    void the_url_of(URI server, @Nullable String host, String url) {
        var request = host == null ? REQUEST : REQUEST.with("Host", host);

        assertThat(entry(server, request, Answer.of(RESPONSE, "a test"), Optional.empty())
                        .at("/request/url")
                        .asString())
                .isEqualTo(url);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # body of a response | media type               | content
            `{"a":1}`            | application/json         | `{"size":7,"mimeType":"application/json","text":"{\\"a\\":1}"}`
            `<89>PNG`            | image/png                | `{"size":4,"mimeType":"image/png","text":"iVBORw==","encoding":"base64"}`
            `abc`                | application/octet-stream | `{"size":3,"mimeType":"application/octet-stream","text":"YWJj","encoding":"base64"}`
            `<89>`               | text/plain               | `{"size":1,"mimeType":"text/plain","text":"iQ==","encoding":"base64"}`
            ``                   | text/plain               | `{"size":0,"mimeType":"text/plain"}`
            """)
    void the_content_of(String body, String type, String content) {
        byte[] bytes = body.replace("<89>", "\u0089").getBytes(StandardCharsets.ISO_8859_1);
        var response = RESPONSE.with("Content-Type", type).withBody(bytes);

        assertThat(entry(REQUEST, response, Optional.empty())
                        .at("/response/content")
                        .toString())
                .isEqualTo(content);
    }

    @Test
    void a_body_that_was_sent_as_it_came_is_marked_as_incomplete() {
        var answer = Answer.of(RESPONSE.with("Content-Type", "text/event-stream"), "a test")
                .with(new Rest(InputStream.nullInputStream(), OptionalLong.empty()));

        assertThat(entry(REQUEST, answer, Optional.empty())
                        .at("/response/content")
                        .toString())
                .isEqualTo("{\"size\":0,\"mimeType\":\"text/event-stream\",\"_cut\":true}");
    }

    @Test
    void the_parts_of_a_request() {
        var request = REQUEST.withQuery("a=b%20c&a=d&token=verysecret")
                .with("Host", "a.test:1")
                .with("Cookie", "s=1; t=2")
                .with("Content-Type", "application/octet-stream")
                .withBody(new byte[] {(byte) 0x89});

        var node = entry(request, RESPONSE, Optional.of(Secrets.byName())).path("request");

        assertThat(node.path("url").asString()).isEqualTo("http://a.test:1/a?a=b%20c&a=d&token=***");
        assertThat(node.path("queryString").toString())
                .isEqualTo("[{\"name\":\"a\",\"value\":\"b c\"},{\"name\":\"a\",\"value\":\"d\"},"
                        + "{\"name\":\"token\",\"value\":\"***\"}]");
        assertThat(node.path("cookies").toString())
                .isEqualTo("[{\"name\":\"s\",\"value\":\"***\"},{\"name\":\"t\",\"value\":\"***\"}]");
        assertThat(node.path("postData").toString())
                .isEqualTo(
                        "{\"mimeType\":\"application/octet-stream\",\"params\":[],\"text\":\"iQ==\",\"_encoding\":\"base64\"}");
    }

    @Test
    void a_body_of_which_the_journal_has_the_beginning_only() {
        var response = RESPONSE.with("Content-Type", "text/plain").withBody(new byte[Journal.LARGEST_BODY + 1]);

        var content = entry(REQUEST, response, Optional.empty()).at("/response/content");

        assertThat(content.path("_cut").asBoolean()).isTrue();
        assertThat(content.path("size").asInt()).isEqualTo(Journal.LARGEST_BODY + 1);
    }

    @Test
    void a_fault_has_no_status() {
        var answer = Answer.of(RESPONSE, "a test");
        var faulty = new Answer(
                answer.response(),
                answer.route(),
                answer.delay(),
                Optional.of(Fixture.Fault.RESET),
                answer.violations(),
                answer.explanation(),
                answer.rest(),
                answer.contract());

        assertThat(entry(REQUEST, faulty, Optional.empty())
                        .at("/response/status")
                        .asInt())
                .isZero();
    }
}
