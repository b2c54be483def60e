package dev.counterpart.spec.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The header fields of a message in their order. Names are case-insensitive (RFC 9110 §5.1).
 *
 * @param fields name and value of each field line; a name may occur more than once
 */
public record Headers(List<Map.Entry<String, String>> fields) {

    private static final Headers NONE = new Headers(List.of());

    public Headers {
        fields = fields.stream()
                .map(field -> Map.entry(field.getKey(), field.getValue()))
                .toList();
    }

    public static Headers none() {
        return NONE;
    }

    /** Headers from {@code name, value, name, value, …}. */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "names and values must be pairs but were " + Arrays.toString(namesAndValues));
        }
        var headers = NONE;
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers = headers.and(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    /** The value of the first field of that name. */
    public Optional<String> first(String name) {
        return stream(name).findFirst();
    }

    /** The values of all fields of that name, in order. */
    public List<String> all(String name) {
        return stream(name).toList();
    }

    /** The combined value of a list-based field: all values, joined with a comma (RFC 9110 §5.3). */
    public Optional<String> joined(String name) {
        return stream(name).reduce((left, right) -> left + ", " + right);
    }

    public boolean has(String name) {
        return stream(name).findAny().isPresent();
    }

    /** These headers and one more field line. */
    public Headers and(String name, String value) {
        var more = new ArrayList<>(fields);
        more.add(Map.entry(name, value));
        return new Headers(more);
    }

    /** These headers with {@code name} set to one value, in the place of the first field of that name. */
    public Headers with(String name, String value) {
        var more = new ArrayList<Map.Entry<String, String>>();
        boolean placed = false;
        for (var field : fields) {
            if (!field.getKey().equalsIgnoreCase(name)) {
                more.add(field);
            } else if (!placed) {
                more.add(Map.entry(name, value));
                placed = true;
            }
        }
        if (!placed) {
            more.add(Map.entry(name, value));
        }
        return new Headers(more);
    }

    public Headers without(String name) {
        return new Headers(fields.stream()
                .filter(field -> !field.getKey().equalsIgnoreCase(name))
                .toList());
    }

    private Stream<String> stream(String name) {
        return fields.stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue);
    }
}
