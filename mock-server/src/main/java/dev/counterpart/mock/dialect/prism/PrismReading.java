package dev.counterpart.mock.dialect.prism;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.RequestBody;
import dev.counterpart.spec.decode.Pairs;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Pair;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request as Prism reads it: names of query parameters in any case and none without a value, media types with the same type and suffix are equal, and a
 * JSON body of null counts as missing. Our validator, which is stricter, then validates the result.
 */
final class PrismReading {

    private static final List<String> FALSY = List.of("null", "false", "0", "\"\"");

    private PrismReading() {}

    static Request of(Operation operation, Request request) {
        var read = request.query().isEmpty() ? request : request.withQuery(query(operation, request.query()));
        if (!read.hasBody()) {
            return read;
        }
        var body = operation.body();
        if (body.isPresent() && isNothing(read, body.get())) {
            return read.withBody(new byte[0]);
        }
        var declared = body.map(RequestBody::content).orElse(List.of());
        return read.contentType()
                .flatMap(type -> alike(declared, type))
                .map(key -> read.with("Content-Type", key))
                .orElse(read);
    }

    private static boolean isNothing(Request request, RequestBody body) {
        if (request.length() > 16
                || !request.contentType().map(MediaType::isJson).orElse(false)) {
            return false;
        }
        return Json.parse(request.body()) instanceof Json.Parsed.Value value
                && (value.node().isNull() || (body.required() && FALSY.contains(Json.text(value.node()))));
    }

    /** The declared type for a type that is not declared itself, but has the same type and suffix. */
    static Optional<String> alike(List<Content> declared, MediaType sent) {
        boolean known =
                declared.stream().anyMatch(content -> content.mediaType().bare().includes(sent));
        return known
                ? Optional.empty()
                : declared.stream()
                        .filter(content -> content.mediaType().type().equals(sent.type()))
                        .filter(content -> suffix(content.mediaType()).equals(suffix(sent)))
                        .map(Content::key)
                        .findFirst();
    }

    /** The part after the last plus, otherwise the subtype. */
    static String suffix(MediaType type) {
        return type.subtype().substring(type.subtype().lastIndexOf('+') + 1);
    }

    private static String query(Operation operation, String query) {
        var names = operation.parameters().stream()
                .filter(parameter -> parameter.in() == Parameter.In.QUERY)
                .map(Parameter::name)
                .toList();
        return names.isEmpty()
                ? query
                : Pair.all(query, '&').stream()
                        .map(pair -> renamed(pair, names))
                        .filter(pair -> !isWithoutValue(pair, query))
                        .map(Pair::text)
                        .collect(Collectors.joining("&"));
    }

    /** The only pair of its name, and nothing after the name: Prism drops it, {@code allowEmptyValue} or not. */
    private static boolean isWithoutValue(Pair pair, String query) {
        return pair.value().isEmpty()
                && Pairs.ofQuery(query).decodedValues(pair.decodedName()).size() == 1;
    }

    private static Pair renamed(Pair pair, List<String> names) {
        String name = pair.decodedName();
        int bracket = name.indexOf('[');
        String start = bracket > 0 && !names.contains(name) ? name.substring(0, bracket) : name;
        if (names.contains(start)) {
            return pair;
        }
        return names.stream()
                .filter(start::equalsIgnoreCase)
                .findFirst()
                .map(declared -> PercentEncoding.encoded(declared + name.substring(start.length()), "[]"))
                .map(renamed ->
                        new Pair(renamed + pair.text().substring(pair.name().length())))
                .orElse(pair);
    }
}
