package dev.counterpart.spec.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The header fields of a message in their order. Names are case-insensitive (RFC 9110 §5.1).
 *
 * @param fields name and value of each field line; a name may occur more than once
 */
public record Headers(List<Map.Entry<String, String>> fields) {

    private static final Headers NONE = new Headers(List.of());

    public Headers {
        fields = unchangeable(fields);
    }

    /** The same list if it and its entries can never change, else a copy. */
    private static List<Map.Entry<String, String>> unchangeable(List<Map.Entry<String, String>> fields) {
        var list = List.copyOf(fields);
        for (var field : list) {
            if (Map.Entry.copyOf(field) != field) {
                return list.stream().map(Map.Entry::copyOf).toList();
            }
        }
        return list;
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
        for (var field : fields) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return Optional.of(field.getValue());
            }
        }
        return Optional.empty();
    }

    /** The values of all fields of that name, in order. */
    public List<String> all(String name) {
        var values = new ArrayList<String>();
        for (var field : fields) {
            if (field.getKey().equalsIgnoreCase(name)) {
                values.add(field.getValue());
            }
        }
        return List.copyOf(values);
    }

    /** The combined value of a list-based field: all values, joined with a comma (RFC 9110 §5.3). */
    public Optional<String> joined(String name) {
        var first = first(name);
        return first.isEmpty() ? first : Optional.of(String.join(", ", all(name)));
    }

    /**
     * The elements of a list-based field, of all its lines, without the blanks around them, in a new list. Empty elements are left
     * out, and a comma in a quoted string does not separate (RFC 9110 §5.6.1).
     */
    public List<String> elements(String name) {
        List<String> elements = new ArrayList<>();
        for (var field : fields) {
            if (field.getKey().equalsIgnoreCase(name)) {
                elements.addAll(elementsOf(field.getValue()));
            }
        }
        return elements;
    }

    /** The elements of one field value. */
    static List<String> elementsOf(String value) {
        var elements = MediaType.split(value, ',');
        elements.replaceAll(String::strip);
        elements.removeIf(String::isEmpty);
        return elements;
    }

    public boolean has(String name) {
        return first(name).isPresent();
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

    /** These headers and those, which replace the fields of their names. */
    public Headers replaced(Headers others) {
        var more = new ArrayList<>(fields);
        more.removeIf(field -> others.has(field.getKey()));
        more.addAll(others.fields());
        return new Headers(more);
    }

    public Headers without(String name) {
        return new Headers(fields.stream()
                .filter(field -> !field.getKey().equalsIgnoreCase(name))
                .toList());
    }
}
