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
 * Known violations of an existing provider, which do not fail a run; only new ones do. Its file is a JSON array with one line per
 * violation, for readable diffs.
 */
public record Baseline(Set<Cause.Key> known) {

    private static final Baseline NONE = new Baseline(Set.of());

    public Baseline {
        known = Set.copyOf(known);
    }

    public static Baseline none() {
        return NONE;
    }

    /** All violations in that report, known or not. */
    public static Baseline of(Report report) {
        return new Baseline(Stream.concat(report.causes().stream(), report.known().stream())
                .map(Cause::key)
                .collect(Collectors.toSet()));
    }

    /** The baseline in a file; empty if it is not a JSON array of known violations. */
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

    /** The file's content, sorted, so that equal baselines are equal files. */
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

    /** How many of the known violations are not among these. */
    long gone(List<Cause> causes) {
        var found = causes.stream().map(Cause::key).collect(Collectors.toSet());
        return known.stream().filter(key -> !found.contains(key)).count();
    }
}
