package dev.counterpart.spec.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Pattern;

/**
 * The differences between both readers that have an explanation, from a resource. The list may only shrink: an entry that matches nothing is
 * reported like a difference without an entry.
 */
final class KnownDifferences {

    /**
     * Differences with one cause.
     *
     * @param document matches the whole name of the document's file
     * @param line matches the whole line, which begins with {@code ours:} or {@code swagger-parser:}
     */
    private record Entry(String text, Pattern document, Pattern line) {

        static Entry of(String text) {
            String[] cells = text.split(" \\| ", -1);
            if (cells.length != 3 || cells[2].isBlank()) {
                throw new IllegalArgumentException("an entry is \"document | line | reason\" but was: " + text);
            }
            return new Entry(text, Pattern.compile(cells[0].strip()), Pattern.compile(cells[1].strip()));
        }

        boolean explains(String document, String difference) {
            return this.document.matcher(document).matches()
                    && line.matcher(difference).matches();
        }
    }

    private final List<Entry> entries;
    private final Set<Entry> used = new LinkedHashSet<>();
    private final List<String> unexplained = new ArrayList<>();

    private KnownDifferences(List<Entry> entries) {
        this.entries = entries;
    }

    /** Those of a resource of this package: one entry per line, without empty lines and those that begin with {@code #}. */
    static KnownDifferences read(String resource) throws IOException {
        try (var stream = KnownDifferences.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return of(new String(stream.readAllBytes(), UTF_8));
        }
    }

    static KnownDifferences of(String text) {
        return new KnownDifferences(text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Entry::of)
                .toList());
    }

    /** Compares what both readers saw in one document. */
    void compare(String document, SortedSet<String> ours, SortedSet<String> theirs) {
        ours.stream().filter(line -> !theirs.contains(line)).forEach(line -> add(document, "ours: " + line));
        theirs.stream().filter(line -> !ours.contains(line)).forEach(line -> add(document, "swagger-parser: " + line));
    }

    private void add(String document, String difference) {
        var explaining = entries.stream()
                .filter(entry -> entry.explains(document, difference))
                .toList();
        used.addAll(explaining);
        if (explaining.isEmpty()) {
            unexplained.add(document + " | " + difference);
        }
    }

    /** Differences without an entry, and entries without a difference. */
    List<String> problems() {
        var problems = new ArrayList<>(unexplained);
        entries.stream()
                .filter(entry -> !used.contains(entry))
                .forEach(entry -> problems.add("matches nothing, remove it: " + entry.text()));
        return problems;
    }
}
