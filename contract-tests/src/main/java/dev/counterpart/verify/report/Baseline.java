package dev.counterpart.verify.report;

import dev.counterpart.spec.Json;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Violations that are known of an old provider, and do not fail a run: only new ones do. Its file is a JSON array with a line
 * for each, so that a change shows in a diff.
 */
public record Baseline(Set<Cause.Key> known) {

    private static final Baseline NONE = new Baseline(Set.of());

    public Baseline {
        known = Set.copyOf(known);
    }

    public static Baseline none() {
        return NONE;
    }

    /** Everything that is wrong in that report, known or not. */
    public static Baseline of(Report report) {
        return new Baseline(Stream.concat(report.causes().stream(), report.known().stream())
                .map(Cause::key)
                .collect(Collectors.toSet()));
    }

    /** The baseline that a file holds; nothing where it is no JSON array of known violations. */
    public static Optional<Baseline> parse(byte[] file) {
        if (!(Json.parse(file) instanceof Json.Parsed.Value value)
                || !value.node().isArray()) {
            return Optional.empty();
        }
        Set<Cause.Key> keys = new LinkedHashSet<>();
        for (JsonNode entry : value.node()) {
            if (!isKey(entry)) {
                return Optional.empty();
            }
            keys.add(new Cause.Key(
                    entry.path("rule").asString(),
                    entry.path("operation").asString(),
                    entry.path("at").asString()));
        }
        return Optional.of(new Baseline(keys));
    }

    private static boolean isKey(JsonNode entry) {
        return Stream.of("rule", "operation", "at")
                .allMatch(name -> entry.path(name).isString());
    }

    /** The file's content, sorted, so that the same baseline is the same file. */
    public byte[] file() {
        return known.stream()
                .sorted(Comparator.comparing(Cause.Key::operation)
                        .thenComparing(Cause.Key::rule)
                        .thenComparing(Cause.Key::at))
                .map(key -> JsonNodeFactory.instance
                        .objectNode()
                        .put("rule", key.rule())
                        .put("operation", key.operation())
                        .put("at", key.at())
                        .toString())
                .collect(
                        Collectors.joining(",\n  ", known.isEmpty() ? "[" : "[\n  ", known.isEmpty() ? "]\n" : "\n]\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    boolean knows(Cause.Key key) {
        return known.contains(key);
    }

    /** How many of the known violations are in none of these. */
    long gone(List<Cause> causes) {
        var found = causes.stream().map(Cause::key).collect(Collectors.toSet());
        return known.stream().filter(key -> !found.contains(key)).count();
    }
}
