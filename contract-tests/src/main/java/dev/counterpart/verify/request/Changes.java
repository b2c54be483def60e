package dev.counterpart.verify.request;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.http.Pair;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.route.PathTemplate;
import dev.counterpart.spec.write.ParameterWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Requests with one parameter changed or removed. */
public final class Changes {

    private Changes() {}

    /** The request with that value as the query, header or cookie parameter; without the parameter if there is no value. */
    public static Request with(Request request, Parameter parameter, Optional<JsonNode> value) {
        return switch (parameter.in()) {
            case HEADER ->
                value.map(each -> request.with(parameter.name(), ParameterWriter.header(parameter, each)))
                        .orElseGet(() -> request.withHeaders(request.headers().without(parameter.name())));
            case COOKIE -> cookies(request, parameter, value);
            case QUERY ->
                request.withQuery(
                        Stream.concat(others(Pair.ofQuery(request.query()), parameter), written(parameter, value))
                                .collect(Collectors.joining("&")));
            case QUERYSTRING -> request.withQuery(written(parameter, value).collect(Collectors.joining("&")));
            case PATH -> request;
        };
    }

    /** The request with that text as the path parameter, and the valid values of the others; all are percent-encoded. */
    public static Request path(
            Operation operation, Request request, Map<String, String> good, Parameter parameter, String encoded) {
        var values = new LinkedHashMap<>(good);
        values.put(parameter.name(), encoded);
        return request.withPath(PathTemplate.of(operation.key().path()).expanded(values));
    }

    private static Request cookies(Request request, Parameter parameter, Optional<JsonNode> value) {
        var sent = Pair.ofCookies(request.headers());
        var pairs = Stream.concat(others(sent, parameter), written(parameter, value))
                .toList();
        return pairs.isEmpty()
                ? request.withHeaders(request.headers().without("Cookie"))
                : request.with("Cookie", String.join("; ", pairs));
    }

    private static Stream<String> written(Parameter parameter, Optional<JsonNode> value) {
        return value.stream().flatMap(each -> ParameterWriter.query(parameter, each).stream());
    }

    /** The pairs of other parameters: those of this name, and its members in brackets, are removed. */
    private static Stream<String> others(List<Pair> pairs, Parameter parameter) {
        return pairs.stream()
                .filter(pair -> {
                    String name = pair.decodedName().strip();
                    return !name.equals(parameter.name()) && !name.startsWith(parameter.name() + "[");
                })
                .map(Pair::text);
    }
}
