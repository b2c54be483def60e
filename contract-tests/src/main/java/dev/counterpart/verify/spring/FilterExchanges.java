package dev.counterpart.verify.spring;

import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.junit.ContractExchanges;
import dev.counterpart.verify.junit.ContractExchanges.Exchanged;
import java.time.Duration;
import java.util.Optional;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Exchanges of WebTestClient and WebClient, whatever the test reads of the answer: its body is buffered. That of an event stream has no
 * end, so only its status is validated.
 */
record FilterExchanges(ContractExchanges exchanges) implements ExchangeFilterFunction {

    /** Declared to return the interface, so that projects without WebFlux can load the class that calls this. */
    static ExchangeFilterFunction over(ContractExchanges exchanges) {
        return new FilterExchanges(exchanges);
    }

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        long start = System.nanoTime();
        var sent = new SentBytes();
        return next.exchange(sent.noted(request))
                .flatMap(response -> validated(new Sent(request, sent, start), response))
                .onErrorMap(AssertionError.class, ReactiveFailure::new);
    }

    /** @param start by the clock of {@link System#nanoTime} */
    private record Sent(ClientRequest request, SentBytes body, long start) {}

    private Mono<ClientResponse> validated(Sent sent, ClientResponse response) {
        if (isStream(response)) {
            validate(sent, response, new byte[0], false);
            return Mono.just(response);
        }
        return body(response).map(body -> {
            validate(sent, response, body, true);
            return replayed(response, body);
        });
    }

    private static boolean isStream(ClientResponse response) {
        return response.headers()
                .contentType()
                .filter(MediaType.TEXT_EVENT_STREAM::isCompatibleWith)
                .isPresent();
    }

    private static Mono<byte[]> body(ClientResponse response) {
        return DataBufferUtils.join(response.bodyToFlux(DataBuffer.class))
                .map(FilterExchanges::bytes)
                .defaultIfEmpty(new byte[0]);
    }

    private static byte[] bytes(DataBuffer buffer) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static ClientResponse replayed(ClientResponse response, byte[] body) {
        var buffer = DefaultDataBufferFactory.sharedInstance.wrap(body);
        return response.mutate().body(Flux.just(buffer)).build();
    }

    private void validate(Sent sent, ClientResponse response, byte[] body, boolean isWhole) {
        var request = sent.request;
        var headers = SpringMessages.headers(response.headers().asHttpHeaders()).without("Content-Encoding");
        exchanges.validate(new Exchanged(
                SpringMessages.base(request.url()),
                SpringMessages.request(request.method().name(), request.url(), request.headers()),
                Optional.of(sent.body.bytes()),
                new Response(response.statusCode().value(), headers, body),
                isWhole,
                Duration.ofNanos(System.nanoTime() - sent.start)));
    }
}
