package dev.counterpart.verify.spring;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Pair;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.junit.ContractExchanges;
import dev.counterpart.verify.junit.ContractExchanges.Exchanged;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.ResultHandler;

/** Exchanges of MockMvc. */
record MockMvcExchanges(ContractExchanges exchanges) implements ResultHandler {

    private static final Set<String> WITH_FORM = Set.of("POST", "PUT", "PATCH");

    @Override
    public void handle(MvcResult result) {
        var request = result.getRequest();
        var response = result.getResponse();
        exchanges.validate(new Exchanged(
                request.getScheme() + "://" + request.getServerName() + ":" + request.getServerPort(),
                request(request),
                Optional.of(body(request)),
                response(response),
                !isErrorPage(response),
                Duration.ZERO));
    }

    private static Request request(MockHttpServletRequest from) {
        var headers = Headers.none();
        for (String name : Collections.list(from.getHeaderNames())) {
            for (String value : Collections.list(from.getHeaders(name))) {
                headers = headers.and(name, value);
            }
        }
        return new Request(method(from), path(from), query(from), headers, new byte[0]);
    }

    private static String method(MockHttpServletRequest from) {
        return Objects.requireNonNullElse(from.getMethod(), "GET");
    }

    private static String path(MockHttpServletRequest from) {
        return Objects.requireNonNullElse(from.getRequestURI(), "/");
    }

    /** MockMvc has parameters that were set by {@code param} in no query. */
    private static String query(MockHttpServletRequest from) {
        String written = from.getQueryString();
        return written != null ? written : WITH_FORM.contains(method(from)) ? "" : parameters(from);
    }

    private static byte[] body(MockHttpServletRequest from) {
        var bytes = from.getContentAsByteArray();
        if (bytes != null) {
            return bytes;
        }
        boolean isForm = WITH_FORM.contains(method(from)) && from.getQueryString() == null;
        return (isForm ? parameters(from) : "").getBytes(StandardCharsets.UTF_8);
    }

    private static String parameters(MockHttpServletRequest from) {
        List<String> pairs = new ArrayList<>();
        from.getParameterMap().forEach((name, values) -> {
            for (String value : values) {
                pairs.add(Pair.encoded(name, value));
            }
        });
        return String.join("&", pairs);
    }

    private static Response response(MockHttpServletResponse from) {
        var headers = Headers.none();
        for (String name : from.getHeaderNames()) {
            for (String value : from.getHeaders(name)) {
                headers = headers.and(name, value);
            }
        }
        return new Response(from.getStatus(), headers.without("Content-Encoding"), from.getContentAsByteArray());
    }

    /** Whether a server would send its page for errors here, which MockMvc does not. */
    private static boolean isErrorPage(MockHttpServletResponse response) {
        return response.getStatus() >= 400
                && response.isCommitted()
                && response.getContentType() == null
                && response.getContentAsByteArray().length == 0;
    }
}
