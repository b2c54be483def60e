package dev.counterpart.verify.spring;

import java.io.ByteArrayOutputStream;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;
import org.springframework.web.reactive.function.client.ClientRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The bytes of a request's body, as they are sent. */
final class SentBytes {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** The same request, whose body is noted. */
    ClientRequest noted(ClientRequest request) {
        return ClientRequest.from(request)
                .body((output, context) -> request.body().insert(new Noting(output), context))
                .build();
    }

    byte[] bytes() {
        synchronized (bytes) {
            return bytes.toByteArray();
        }
    }

    private DataBuffer add(DataBuffer buffer) {
        var copy = new byte[buffer.readableByteCount()];
        int position = buffer.readPosition();
        buffer.read(copy);
        buffer.readPosition(position);
        synchronized (bytes) {
            bytes.writeBytes(copy);
        }
        return buffer;
    }

    private final class Noting extends ClientHttpRequestDecorator {

        Noting(ClientHttpRequest output) {
            super(output);
        }

        @Override
        public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
            return super.writeWith(Flux.from(body).map(SentBytes.this::add));
        }

        @Override
        public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
            return super.writeAndFlushWith(
                    Flux.from(body).map(part -> Flux.from(part).map(SentBytes.this::add)));
        }
    }
}
