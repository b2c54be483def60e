package dev.counterpart.verify.junit;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.verify.junit.ContractExchanges.Exchanged;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Validates every exchange of your own REST Assured tests against the contract:
 *
 * <pre>{@code RestAssured.filters(ContractFilter.of("openapi.yaml"));}</pre>
 *
 * <p>An answer that violates the contract fails the test that caused it. Requests to undeclared operations are ignored.
 *
 * <p>At the end it reports which parts of the document the tests have not seen: if registered with JUnit Jupiter, after all tests
 * of the run; otherwise when it is closed.
 *
 * <pre>{@code @RegisterExtension
 * static final ContractFilter CONTRACT = ContractFilter.of("openapi.yaml").reportingTo(Path.of("target/contract"));}</pre>
 *
 * <p>Thread-safe.
 */
public final class ContractFilter extends OwnTests<ContractFilter> implements Filter {

    private ContractFilter(ContractExchanges exchanges) {
        super(exchanges);
    }

    /**
     * A filter by that document.
     *
     * @param document a path or an http(s) URL
     * @param overlays OpenAPI Overlays that are applied to the document, in this order
     * @throws IllegalArgumentException if the document or an overlay is invalid; the message says where
     */
    public static ContractFilter of(String document, Path... overlays) {
        return new ContractFilter(ContractExchanges.of(document, overlays));
    }

    /**
     * A filter by a contract that the test already has; for example {@code OpenApiModel.contract(openApi)} with the {@code
     * OpenAPI} of swagger-core or springdoc.
     */
    public static ContractFilter of(Contract contract) {
        return new ContractFilter(ContractExchanges.of(contract));
    }

    @Override
    protected ContractFilter with(ContractExchanges others) {
        return new ContractFilter(others);
    }

    @Override
    public Response filter(
            FilterableRequestSpecification sent, FilterableResponseSpecification expected, FilterContext context) {
        long start = System.nanoTime();
        var response = context.next(sent, expected);
        var took = Duration.ofNanos(System.nanoTime() - start);
        exchanges().validate(new Exchanged(base(sent), request(sent), SentBody.of(sent), answer(response), true, took));
        return response;
    }

    private static String base(FilterableRequestSpecification sent) {
        var uri = URI.create(sent.getURI());
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static Request request(FilterableRequestSpecification sent) {
        var uri = URI.create(sent.getURI());
        var headers = Headers.none();
        for (Header header : sent.getHeaders()) {
            headers = headers.and(header.getName(), header.getValue() == null ? "" : header.getValue());
        }
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new Request(
                sent.getMethod(), path, uri.getRawQuery() == null ? "" : uri.getRawQuery(), headers, new byte[0]);
    }

    private static dev.counterpart.spec.http.Response answer(Response response) {
        var headers = Headers.none();
        for (Header header : response.headers()) {
            headers = headers.and(header.getName(), header.getValue() == null ? "" : header.getValue());
        }
        var body = response.asByteArray();
        return new dev.counterpart.spec.http.Response(
                response.statusCode(), headers.without("Content-Encoding"), body == null ? new byte[0] : body);
    }
}
