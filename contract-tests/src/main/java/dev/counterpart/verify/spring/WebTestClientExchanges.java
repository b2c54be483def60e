package dev.counterpart.verify.spring;

import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.junit.ContractExchanges;
import dev.counterpart.verify.junit.ContractExchanges.Exchanged;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

/** Exchanges of WebTestClient. */
record WebTestClientExchanges(ContractExchanges exchanges) implements Consumer<EntityExchangeResult<?>> {

    @Override
    public void accept(EntityExchangeResult<?> result) {
        var sent = result.getRequestBodyContent();
        var received = result.getResponseBodyContent();
        exchanges.validate(new Exchanged(
                SpringMessages.base(result.getUrl()),
                SpringMessages.request(result.getMethod().name(), result.getUrl(), result.getRequestHeaders()),
                Optional.of(sent == null ? new byte[0] : sent),
                new Response(
                        result.getStatus().value(),
                        SpringMessages.headers(result.getResponseHeaders()).without("Content-Encoding"),
                        received == null ? new byte[0] : received),
                true,
                Duration.ZERO));
    }
}
