package dev.counterpart.verify.report;

import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.check.GateRules;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The minimum coverage of a run, in percent.
 *
 * @param least 0 to 100, by what is counted
 */
public record Thresholds(Map<Measure, Integer> least) {

    /** What is counted. */
    public enum Measure {
        /** Operations with at least one documented answer that was seen. */
        OPERATIONS,
        STATUSES,
        /** Media types of documented statuses. */
        MEDIA_TYPES;

        /** The name on the command line: {@code media-types}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Optional<Measure> of(String label) {
            return List.of(values()).stream()
                    .filter(measure -> measure.label().equals(label))
                    .findFirst();
        }
    }

    /** Number seen, and total. */
    record Share(long seen, long all) {
        boolean reaches(int percent) {
            return seen * 100 >= all * percent;
        }

        @Override
        public String toString() {
            return seen + " of " + all + (all == 0 ? "" : " (" + seen * 100 / all + " %)");
        }
    }

    public Thresholds {
        least = Collections.unmodifiableMap(least.isEmpty() ? Map.of() : new EnumMap<>(least));
    }

    public static Thresholds none() {
        return new Thresholds(Map.of());
    }

    /**
     * These, and the one of a text such as {@code statuses=80}, or {@code 80} for statuses; empty if the text has another form.
     */
    public Optional<Thresholds> with(String text) {
        int equals = text.indexOf('=');
        var measure = equals < 0 ? Optional.of(Measure.STATUSES) : Measure.of(text.substring(0, equals));
        String percent = text.substring(equals + 1).strip();
        if (measure.isEmpty() || !percent.matches("\\d{1,3}") || Integer.parseInt(percent) > 100) {
            return Optional.empty();
        }
        var all = new EnumMap<Measure, Integer>(Measure.class);
        all.putAll(least);
        all.put(measure.get(), Integer.parseInt(percent));
        return Optional.of(new Thresholds(all));
    }

    /** A violation for each threshold that is not reached. */
    List<Violation> violations(Coverage coverage) {
        return least.entrySet().stream()
                .filter(entry -> !share(entry.getKey(), coverage).reaches(entry.getValue()))
                .map(entry -> Violation.of(
                        GateRules.COVERAGE_TOO_LOW,
                        Spot.of(Part.DOCUMENT),
                        "at least " + entry.getValue() + " % of "
                                + entry.getKey().label().replace('-', ' ') + " seen",
                        share(entry.getKey(), coverage).toString()))
                .toList();
    }

    /** Statuses that are not expected, such as those declared unreachable, count only if they were seen. */
    static Share share(Measure measure, Coverage coverage) {
        var rows = coverage.rows().stream()
                .filter(row -> row.isSeen() || row.ifUnseen().isPresent())
                .toList();
        var seen = rows.stream().filter(Coverage.Row::isSeen).toList();
        return switch (measure) {
            case STATUSES -> new Share(seen.size(), rows.size());
            case OPERATIONS -> new Share(operations(seen), operations(rows));
            case MEDIA_TYPES ->
                new Share(
                        rows.stream()
                                .flatMap(row -> row.mediaTypes().values().stream())
                                .filter(cases -> cases > 0)
                                .count(),
                        rows.stream().mapToLong(row -> row.mediaTypes().size()).sum());
        };
    }

    private static long operations(List<Coverage.Row> rows) {
        return rows.stream().map(Coverage.Row::operation).distinct().count();
    }
}
