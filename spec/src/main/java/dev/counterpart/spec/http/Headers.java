package dev.counterpart.spec.http;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;

/**
 * The header fields of a message in their order. Names are case-insensitive (RFC 9110 §5.1).
 *
 * <p>Immutable. Two are equal if they have the same names and values in the same order.
 */
public final class Headers {

    private static final Headers NONE = new Headers(new String[0]);

    /** Name and value of each field line in turn. A server keeps many messages, and a list of entries has an object for each line. */
    private final String[] lines;

    private Headers(String[] lines) {
        this.lines = lines;
    }

    /** @param fields name and value of each field line; a name may occur more than once */
    public Headers(List<Map.Entry<String, String>> fields) {
        var all = new String[fields.size() * 2];
        int at = 0;
        for (var field : fields) {
            all[at++] = Objects.requireNonNull(field.getKey());
            all[at++] = Objects.requireNonNull(field.getValue());
        }
        lines = all;
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
        for (String text : namesAndValues) {
            Objects.requireNonNull(text);
        }
        return new Headers(namesAndValues.clone());
    }

    /** Name and value of each field line. Cannot be changed. */
    public List<Map.Entry<String, String>> fields() {
        return new Fields(lines);
    }

    /** Calls {@code action} with name and value of each field line, in order. */
    public void forEach(BiConsumer<String, String> action) {
        for (int at = 0; at < lines.length; at += 2) {
            action.accept(lines[at], lines[at + 1]);
        }
    }

    /** The length of all field lines in characters, each with a colon, a space and a line end (RFC 9112 §5). */
    public long length() {
        long length = 0;
        for (int at = 0; at < lines.length; at += 2) {
            length += lines[at].length() + lines[at + 1].length() + 4L;
        }
        return length;
    }

    private static final class Fields extends AbstractList<Map.Entry<String, String>> implements RandomAccess {

        private final String[] lines;

        Fields(String[] lines) {
            this.lines = lines;
        }

        @Override
        public Map.Entry<String, String> get(int index) {
            return Map.entry(lines[2 * index], lines[2 * index + 1]);
        }

        @Override
        public int size() {
            return lines.length / 2;
        }
    }

    /** The value of the first field of that name. */
    public Optional<String> first(String name) {
        int at = next(name, 0);
        return at < lines.length ? Optional.of(lines[at + 1]) : Optional.empty();
    }

    /** The place of the first name that is {@code name}, from a place on; the number of lines if there is none. */
    private int next(String name, int from) {
        int at = from;
        while (at < lines.length && !lines[at].equalsIgnoreCase(name)) {
            at += 2;
        }
        return at;
    }

    /** The values of all fields of that name, in order. */
    public List<String> all(String name) {
        var values = new ArrayList<String>();
        for (int at = next(name, 0); at < lines.length; at = next(name, at + 2)) {
            values.add(lines[at + 1]);
        }
        return List.copyOf(values);
    }

    /** The combined value of a list-based field: all values, joined with a comma (RFC 9110 §5.3). */
    public Optional<String> joined(String name) {
        int at = next(name, 0);
        if (at == lines.length) {
            return Optional.empty();
        }
        boolean isSeveral = next(name, at + 2) < lines.length;
        return Optional.of(isSeveral ? String.join(", ", all(name)) : lines[at + 1]);
    }

    /**
     * The elements of a list-based field, of all its lines, without the blanks around them, in a new list. Empty elements are left
     * out, and a comma in a quoted string does not separate (RFC 9110 §5.6.1).
     */
    public List<String> elements(String name) {
        List<String> elements = new ArrayList<>();
        for (int at = next(name, 0); at < lines.length; at = next(name, at + 2)) {
            elements.addAll(elementsOf(lines[at + 1]));
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
        return next(name, 0) < lines.length;
    }

    /** These headers and one more field line. */
    public Headers and(String name, String value) {
        var more = Arrays.copyOf(lines, lines.length + 2);
        more[lines.length] = Objects.requireNonNull(name);
        more[lines.length + 1] = Objects.requireNonNull(value);
        return new Headers(more);
    }

    /** These headers with {@code name} set to one value, in the place of the first field of that name. */
    public Headers with(String name, String value) {
        int first = next(name, 0);
        if (first == lines.length) {
            return and(name, value);
        }
        var set = lines.clone();
        set[first] = Objects.requireNonNull(name);
        set[first + 1] = Objects.requireNonNull(value);
        return new Headers(set).kept(at -> at == first || !lines[at].equalsIgnoreCase(name));
    }

    /** These headers and those, which replace the fields of their names. */
    public Headers replaced(Headers others) {
        var kept = kept(at -> !others.has(lines[at])).lines;
        var all = Arrays.copyOf(kept, kept.length + others.lines.length);
        System.arraycopy(others.lines, 0, all, kept.length, others.lines.length);
        return new Headers(all);
    }

    public Headers without(String name) {
        return has(name) ? kept(at -> !lines[at].equalsIgnoreCase(name)) : this;
    }

    /** The lines whose place is kept, in their order. */
    private Headers kept(IntPredicate isKept) {
        var kept = new String[lines.length];
        int length = 0;
        for (int at = 0; at < lines.length; at += 2) {
            if (isKept.test(at)) {
                kept[length++] = lines[at];
                kept[length++] = lines[at + 1];
            }
        }
        return length == lines.length ? this : new Headers(Arrays.copyOf(kept, length));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers headers && Arrays.equals(lines, headers.lines);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(lines);
    }

    @Override
    public String toString() {
        return fields().toString();
    }
}
