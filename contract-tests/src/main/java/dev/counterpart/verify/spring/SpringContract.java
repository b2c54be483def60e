package dev.counterpart.verify.spring;

import dev.counterpart.spec.Contract;
import dev.counterpart.verify.junit.ContractExchanges;
import dev.counterpart.verify.junit.OwnTests;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.servlet.ResultHandler;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

/**
 * Validates every exchange of your own Spring tests against the contract, for each of Spring's clients:
 *
 * <pre>{@code @RegisterExtension
 * static final SpringContract CONTRACT = SpringContract.of("openapi.yaml");
 *
 * MockMvcBuilders.webAppContextSetup(context).alwaysDo(CONTRACT.mockMvc()).build();
 * RestTestClient.bindToServer().requestInterceptor(CONTRACT.client()).build();
 * WebTestClient.bindToServer().filter(CONTRACT.exchangeFilter()).build();}</pre>
 *
 * <p>An answer that violates the contract fails the test that caused it. Requests to undeclared operations are ignored. At the end it
 * reports which parts of the document the tests have not seen: if registered with JUnit Jupiter, after all tests of the run; otherwise when
 * it is closed.
 *
 * <p>Thread-safe. Works with Spring 6.1 and newer.
 */
public final class SpringContract extends OwnTests<SpringContract> {

    private SpringContract(ContractExchanges exchanges) {
        super(exchanges);
    }

    /**
     * Validates against that document.
     *
     * @param document a path or an http(s) URL
     * @param overlays OpenAPI Overlays that are applied to the document, in this order
     * @throws IllegalArgumentException if the document or an overlay is invalid; the message says where
     */
    public static SpringContract of(String document, Path... overlays) {
        return new SpringContract(ContractExchanges.of(document, overlays));
    }

    /** Validates against a contract that the test already has; for example {@code OpenApiModel.contract(openApi)} with springdoc. */
    public static SpringContract of(Contract contract) {
        return new SpringContract(ContractExchanges.of(contract));
    }

    @Override
    protected SpringContract with(ContractExchanges others) {
        return new SpringContract(others);
    }

    /**
     * For MockMvc: {@code alwaysDo} of a builder, or {@code andDo} of one request.
     *
     * <p>MockMvc does not render the page of an error that was sent with {@code sendError}, so only the status of such an answer is
     * validated.
     */
    public ResultHandler mockMvc() {
        return new MockMvcExchanges(exchanges());
    }

    /** For RestTestClient, RestClient, RestTemplate and TestRestTemplate: an interceptor of their requests. */
    public ClientHttpRequestInterceptor client() {
        return new ClientExchanges(exchanges());
    }

    /**
     * For WebTestClient and WebClient: a filter, which validates every answer, whatever the test reads of it. The status only of event
     * streams.
     */
    public ExchangeFilterFunction exchangeFilter() {
        return FilterExchanges.over(exchanges());
    }

    /** For WebTestClient, which calls it when a test reads the body: {@code expectBody}, also for an empty body. */
    public Consumer<EntityExchangeResult<?>> webTestClient() {
        return new WebTestClientExchanges(exchanges());
    }
}
