package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.counterpart.verify.BankMeasure.Find;
import dev.counterpart.verify.BankMeasure.Run;
import dev.counterpart.verify.plan.Thoroughness;
import dev.counterpart.verify.plan.Turns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What each effort costs and finds over the bank of incorrect providers: requests and finds, as a table of docs/measurements.md; and
 * the order of the kinds of cases by what they find, which quick and normal runs use.
 */
@Tag("bench")
class EffortMeasureTest {

    private static final Path ORDER = Path.of("src/main/resources/dev/counterpart/verify/plan/finds.txt");

    /** It finds only what a case finds. */
    private static final String SHRINKING = "ShrinkPass";

    /** Kinds that normal runs always send. */
    private static final Pattern ALWAYS =
            Pattern.compile("(data|fixture|example|wire), .*|credentials, Denial: no credentials");

    private static final List<Class<?>> BANK = List.of(
            WrongProviderTest.class,
            ShopTest.class,
            ThingsTest.class,
            TokensTest.class,
            LockersTest.class,
            BytesProviderTest.class,
            NumberProviderTest.class);

    /** A find of a run, by the run's position. */
    private record Found(int run, String rule) {}

    @Test
    void the_finds_of_each_effort() throws IOException {
        var thorough = measured(Thoroughness.THOROUGH);
        if (Boolean.getBoolean("counterpart.rewrite")) {
            Files.createDirectories(ORDER.getParent());
            Files.writeString(ORDER, order(thorough.runs()));
            return;
        }
        print(Thoroughness.THOROUGH, thorough);
        var normal = measured(Thoroughness.NORMAL);
        print(Thoroughness.NORMAL, normal);
        print(Thoroughness.QUICK, measured(Thoroughness.QUICK));

        assertThat(detected(normal)).isEqualTo(detected(thorough));
    }

    private static BankMeasure measured(Thoroughness thoroughness) {
        var bank = LauncherDiscoveryRequestBuilder.request()
                .selectors(BANK.stream().map(each -> selectClass(each)).toList())
                .build();
        return new BankMeasure(thoroughness)
                .during(() -> LauncherFactory.create().execute(bank));
    }

    private static long detected(BankMeasure measure) {
        return measure.runs().stream().filter(run -> !run.finds().isEmpty()).count();
    }

    private static void print(Thoroughness thoroughness, BankMeasure measure) {
        System.out.printf(
                "EFFORT %s: %d runs, %d incorrect providers detected, %d requests%n",
                thoroughness.label(), measure.runs().size(), detected(measure), measure.requests());
        Map<String, Integer> alone = new TreeMap<>();
        for (var run : measure.runs()) {
            var phases = new TreeSet<String>();
            run.finds().forEach(find -> phases.add(find.phase()));
            if (phases.size() == 1) {
                alone.merge(phases.first(), 1, Integer::sum);
            }
        }
        measure.requestsByPhase()
                .forEach((phase, requests) -> System.out.printf(
                        "EFFORT %s: %s: %d requests, %d providers detected by nothing else%n",
                        thoroughness.label(), phase, requests, alone.getOrDefault(phase, 0)));
    }

    /** The kinds, each time the one that adds most finds for each request; those that add nothing last. */
    private static String order(List<Run> runs) {
        Map<String, Kind> kinds = new TreeMap<>();
        for (int i = 0; i < runs.size(); i++) {
            runs.get(i).sent().forEach((kind, count) -> kinds.computeIfAbsent(kind, Kind::new).requests += count);
            for (Find find : runs.get(i).finds()) {
                if (find.phase().equals(BankMeasure.CASES)) {
                    kinds.computeIfAbsent(find.kind(), Kind::new).finds.add(new Found(i, find.rule()));
                }
            }
        }
        var lines = new ArrayList<String>();
        lines.add(
                "# Kinds of cases: finds over the bank, finds that those above do not have, finds that a run misses in which all"
                        + " kinds take turns;"
                        + " by further finds for each request.");
        lines.add("# Written by EffortMeasureTest with -Dcounterpart.rewrite=true.");
        Map<Kind, Long> order = new LinkedHashMap<>();
        Set<Found> covered = new HashSet<>();
        var left = new ArrayList<>(kinds.values());
        kinds.values().stream()
                .filter(kind -> kind.name.matches("(data|fixture|example), .*"))
                .forEach(kind -> covered.addAll(kind.finds));
        while (!left.isEmpty()) {
            var best = left.stream()
                    .max(Comparator.comparingDouble((Kind kind) -> kind.gain(covered))
                            .thenComparingDouble(kind -> kind.gain(Set.of()))
                            .thenComparing(kind -> kind.name, Comparator.reverseOrder()))
                    .orElseThrow();
            long further =
                    best.finds.stream().filter(find -> !covered.contains(find)).count();
            order.put(best, further);
            covered.addAll(best.finds);
            left.remove(best);
        }
        var needed = needed(runs, order);
        order.forEach((kind, further) -> lines.add(
                kind.finds.size() + " " + further + " " + needed.getOrDefault(kind.name, 0) + " " + kind.name));
        return String.join("\n", lines) + "\n";
    }

    /**
     * How many finds each kind adds to those of a normal run in which all kinds take turns, the cheapest first.
     *
     * @param kinds with the number of finds that those before it do not have
     */
    private static Map<String, Integer> needed(List<Run> runs, Map<Kind, Long> kinds) {
        var useful = kinds.entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .map(each -> each.getKey().name)
                .collect(Collectors.toSet());
        Set<Found> covered = new HashSet<>();
        for (int i = 0; i < runs.size(); i++) {
            for (Find find : runs.get(i).finds()) {
                boolean isSent = Turns.isTurn(find.kind(), find.operation(), useful.contains(find.kind()))
                        || ALWAYS.matcher(find.kind()).matches();
                if (find.phase().equals(BankMeasure.CASES)
                        ? isSent
                        : !find.phase().equals(SHRINKING)) {
                    covered.add(new Found(i, find.rule()));
                }
            }
        }
        Map<String, Integer> needed = new TreeMap<>();
        while (true) {
            var best = kinds.keySet().stream()
                    .max(Comparator.comparingDouble((Kind kind) -> kind.gain(covered))
                            .thenComparing(kind -> kind.name, Comparator.reverseOrder()))
                    .orElseThrow();
            int size = covered.size();
            covered.addAll(best.finds);
            if (covered.size() == size) {
                return needed;
            }
            needed.put(best.name, covered.size() - size);
        }
    }

    /** A kind of cases with its finds. */
    private static final class Kind {
        private final String name;
        private final Set<Found> finds = new HashSet<>();
        private int requests;

        Kind(String name) {
            this.name = name;
        }

        double gain(Set<Found> covered) {
            return finds.stream().filter(find -> !covered.contains(find)).count() / (double) Math.max(1, requests);
        }
    }
}
