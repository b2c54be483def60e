package dev.counterpart.mock.engine;

import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.validate.Pairs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Which response a client asks for, by the {@code Prefer} header (RFC 7240) or by {@code __code} and the like in the query. A header
 * that is not empty counts alone.
 *
 * @param wrong what cannot be understood, in Prism's words; the request is then refused
 */
record Preference(
        Optional<Integer> code,
        Optional<String> example,
        Optional<Boolean> dynamic,
        Optional<String> seed,
        Optional<String> wrong) {

    private static final List<String> NAMES = List.of("code", "example", "dynamic", "seed");
    private static final Pattern STATUS = Pattern.compile("[1-9][0-9]{2}");

    static Preference of(Request request) {
        String header = request.headers().joined("Prefer").orElse("");
        return header.isBlank() ? of(query(request.query())) : of(header(header));
    }

    private static Preference of(Map<String, List<String>> values) {
        return new Preference(
                first(values, "code")
                        .filter(text -> STATUS.matcher(text).matches())
                        .map(Integer::valueOf),
                first(values, "example").filter(text -> !text.isEmpty()),
                first(values, "dynamic").map("true"::equals),
                first(values, "seed").filter(text -> !text.isEmpty()),
                wrong(values));
    }

    private static Optional<String> wrong(Map<String, List<String>> values) {
        for (String name : NAMES) {
            var given = values.getOrDefault(name, List.of());
            if (given.contains(NO_VALUE)) {
                return Optional.of(complaint(name, "cannot decode true, should be string"));
            }
            if (given.size() > 1) {
                var list = JsonNodeFactory.instance.arrayNode();
                given.forEach(list::add);
                return Optional.of(complaint(name, "cannot decode " + list + ", should be string"));
            }
        }
        var code = first(values, "code");
        if (code.isPresent() && !STATUS.matcher(code.get()).matches()) {
            return Optional.of(complaint("code", "cannot decode \"" + code.get() + "\", should be a number"));
        }
        var dynamic = first(values, "dynamic");
        if (dynamic.isPresent()
                && !dynamic.get().equals("true")
                && !dynamic.get().equals("false")) {
            return Optional.of(complaint("dynamic", "cannot decode \"" + dynamic.get() + "\", should be a boolean"));
        }
        return Optional.empty();
    }

    private static String complaint(String name, String problem) {
        return "optional property \"" + name + "\"\n└─ " + problem;
    }

    /** Stands for a preference that is only named. */
    private static final String NO_VALUE = "\u0000";

    private static Map<String, List<String>> header(String header) {
        var values = new LinkedHashMap<String, List<String>>();
        for (String preference : MediaType.split(header, ',')) {
            String first = MediaType.split(preference, ';').get(0).strip();
            int equals = first.indexOf('=');
            String name =
                    (equals < 0 ? first : first.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
            String value =
                    equals < 0 ? NO_VALUE : unquoted(first.substring(equals + 1).strip());
            values.putIfAbsent(name, List.of(value));
        }
        return values;
    }

    private static Map<String, List<String>> query(String query) {
        var values = new LinkedHashMap<String, List<String>>();
        if (query.contains("__")) {
            var pairs = Pairs.ofQuery(query);
            NAMES.forEach(name -> {
                var given = pairs.decodedValues("__" + name);
                if (!given.isEmpty()) {
                    values.put(name, given);
                }
            });
        }
        return values;
    }

    private static Optional<String> first(Map<String, List<String>> values, String name) {
        return values.getOrDefault(name, List.of()).stream().findFirst();
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return PercentEncoding.decoded(quoted ? value.substring(1, value.length() - 1) : value);
    }
}
