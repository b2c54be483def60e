package dev.counterpart.verify.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What a kind of cases found over the bank of incorrect providers in our tests.
 *
 * @param rank position in the order of usefulness, from 0
 * @param further broken rules of providers that the kinds before it do not find
 * @param needed broken rules of providers that a run in which all kinds take turns does not find, nor kinds that find more for each request
 */
record Finds(int rank, int further, int needed) {

    private static final Map<String, Finds> MEASURED = measured();

    /** The finds of a kind; one that was not measured is the least useful, and may find what no other does. */
    static Finds of(String kind) {
        return MEASURED.getOrDefault(kind, new Finds(MEASURED.size(), 1, 1));
    }

    /** The lines of a file are "finds further-finds needed kind". */
    private static Map<String, Finds> measured() {
        try (var in = Finds.class.getResourceAsStream("finds.txt")) {
            var finds = new HashMap<String, Finds>();
            if (in != null) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split(" ", 4))
                        .forEach(parts -> finds.put(
                                parts[3],
                                new Finds(finds.size(), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]))));
            }
            return Map.copyOf(finds);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
