package dev.counterpart.verify.prove;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.prove.Reply.Breakdown;
import java.util.List;

/** A provider on a loopback port that reacts to every request as last set. */
final class WireMockProvider implements AutoCloseable {

    /** In every answer that was set. The server itself refuses some requests; those answers lack it. */
    private static final HttpHeader MARK = new HttpHeader("X-Counterpart-Proof", "1");

    private final WireMockServer server = new WireMockServer(WireMockConfiguration.options()
            .dynamicPort()
            .bindAddress("127.0.0.1")
            .containerThreads(8)
            .disableRequestJournal()
            .stubRequestLoggingDisabled(true));

    WireMockProvider() {
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Whether that is an answer that was set. */
    static boolean isTold(Response response) {
        return response.headers().has(MARK.key());
    }

    void does(Reply reply) {
        server.resetMappings();
        server.stubFor(any(anyUrl()).willReturn(definition(reply)));
    }

    private static ResponseDefinitionBuilder definition(Reply reply) {
        return reply instanceof Reply.Answer answer
                ? definition(answer.response())
                : new ResponseDefinitionBuilder().withFault(fault(((Breakdown) reply).kind()));
    }

    private static ResponseDefinitionBuilder definition(Response response) {
        List<HttpHeader> fields = response.headers().fields().stream()
                .map(field -> new HttpHeader(field.getKey(), field.getValue()))
                .toList();
        var definition = new ResponseDefinitionBuilder()
                .withStatus(response.status())
                .withHeaders(new HttpHeaders(fields).plus(MARK));
        return response.hasBody() ? definition.withBody(response.body()) : definition;
    }

    private static Fault fault(Breakdown.Kind kind) {
        return switch (kind) {
            case NOTHING_IS_SENT -> Fault.EMPTY_RESPONSE;
            case RESET -> Fault.CONNECTION_RESET_BY_PEER;
            case GARBAGE -> Fault.RANDOM_DATA_THEN_CLOSE;
            case CUT_OFF -> Fault.MALFORMED_RESPONSE_CHUNK;
        };
    }

    @Override
    public void close() {
        server.stop();
    }
}
