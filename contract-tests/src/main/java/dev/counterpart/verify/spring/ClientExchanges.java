package dev.counterpart.verify.spring;

import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.junit.ContractExchanges;
import dev.counterpart.verify.junit.ContractExchanges.Exchanged;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/** Exchanges of the clients that Spring builds on {@code ClientHttpRequestFactory}. */
record ClientExchanges(ContractExchanges exchanges) implements ClientHttpRequestInterceptor {

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        long start = System.nanoTime();
        var response = execution.execute(request, body);
        var received = response.getBody().readAllBytes();
        var took = Duration.ofNanos(System.nanoTime() - start);
        exchanges.validate(new Exchanged(
                SpringMessages.base(request.getURI()),
                SpringMessages.request(request.getMethod().name(), request.getURI(), request.getHeaders()),
                Optional.of(body),
                new Response(
                        response.getStatusCode().value(),
                        SpringMessages.headers(response.getHeaders()).without("Content-Encoding"),
                        received),
                true,
                took));
        return replayed(response, received);
    }

    /** The response, whose body can be read again. A proxy, because the interface has other methods in other versions of Spring. */
    private static ClientHttpResponse replayed(ClientHttpResponse response, byte[] body) {
        return (ClientHttpResponse) Proxy.newProxyInstance(
                ClientHttpResponse.class.getClassLoader(),
                new Class<?>[] {ClientHttpResponse.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getBody")) {
                        return new ByteArrayInputStream(body);
                    }
                    try {
                        return method.invoke(response, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause() == null ? failed : failed.getCause();
                    }
                });
    }
}
