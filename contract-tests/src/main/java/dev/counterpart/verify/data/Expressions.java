package dev.counterpart.verify.data;

import dev.counterpart.spec.Sha256;
import dev.counterpart.spec.Similarity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The values of {@code {{…}}} in a data file: saved from answers, or unique. A unique value depends on the seed and on its place in the
 * file.
 */
final class Expressions {

    /** {@code {{name}}} or {@code {{random:8}}}; other braces are text. */
    static final Pattern FORM = Pattern.compile("\\{\\{\\s*([A-Za-z_][A-Za-z0-9_.-]*)(?::([0-9]{1,4}))?\\s*}}");

    private static final Set<String> FUNCTIONS = Set.of("uuid", "timestamp", "random");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String CHARACTERS = LETTERS + "0123456789";
    private static final int USUAL_LENGTH = 8;
    private static final int MOST = 256;

    /** 2026-01-01T00:00:00Z, from which the timestamps of a seed count. In seconds. */
    private static final long SEEDED_TIME = 1_767_225_600;

    private static final int SECONDS_PER_YEAR = 31_536_000;

    private final Optional<String> seed;
    private final String chance;
    private final Set<String> names;
    private final Map<String, JsonNode> saved;
    private final Set<String> missing = new LinkedHashSet<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /**
     * Expressions of one reading of a file.
     *
     * @param seed the same seed gives the same values
     * @param chance makes the values of a run unique if there is no seed
     * @param names of all values that entries save
     * @param saved those that are known
     */
    Expressions(Optional<String> seed, String chance, Set<String> names, Map<String, JsonNode> saved) {
        this.seed = seed;
        this.chance = chance;
        this.names = Set.copyOf(names);
        this.saved = Map.copyOf(saved);
    }

    static boolean isFunction(String name) {
        return FUNCTIONS.contains(name);
    }

    /** Names of values that were needed since the last call and are not known yet. */
    Set<String> missing() {
        var result = Set.copyOf(missing);
        missing.clear();
        return result;
    }

    /** Why an expression is invalid; empty if it is valid. */
    Optional<String> problem(String name, Optional<String> argument) {
        if (argument.isPresent() && !name.equals("random")) {
            return Optional.of("{{" + name + "}} takes no number");
        }
        if (name.equals("random")
                && argument.map(Integer::parseInt)
                        .filter(n -> n < 1 || n > MOST)
                        .isPresent()) {
            return Optional.of("{{random:N}} has 1 to " + MOST + " characters, not " + argument.get());
        }
        return FUNCTIONS.contains(name) || names.contains(name)
                ? Optional.empty()
                : Optional.of("no entry saves a value called " + name);
    }

    /** The nearest valid name. */
    Optional<String> nearest(String name) {
        var all = new LinkedHashSet<>(names);
        all.addAll(FUNCTIONS);
        return Similarity.nearest(name, all);
    }

    /** The value of a valid expression at that place; empty if it is not known yet. */
    Optional<JsonNode> value(String place, String name, Optional<String> argument) {
        if (names.contains(name)) {
            var value = Optional.ofNullable(saved.get(name));
            if (value.isEmpty()) {
                missing.add(name);
            }
            return value;
        }
        int count = counts.merge(place, 1, Integer::sum);
        var random = random(place + " " + count);
        return Optional.of(
                switch (name) {
                    case "uuid" ->
                        JsonNodeFactory.instance.stringNode(uuid(random).toString());
                    case "timestamp" -> JsonNodeFactory.instance.numberNode(timestamp(random));
                    default ->
                        JsonNodeFactory.instance.stringNode(
                                text(random, argument.map(Integer::parseInt).orElse(USUAL_LENGTH)));
                });
    }

    private long timestamp(Random random) {
        return seed.isPresent()
                ? SEEDED_TIME + random.nextInt(SECONDS_PER_YEAR)
                : Instant.now().getEpochSecond();
    }

    /** Version 4 (RFC 9562 §5.4). */
    private static UUID uuid(Random random) {
        long most = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
        long least = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }

    /** Begins with a letter, so that it cannot be taken for a number. */
    private static String text(Random random, int length) {
        var text = new StringBuilder(length);
        text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        while (text.length() < length) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }

    private Random random(String place) {
        var hash = Sha256.of((seed.orElse(chance) + " " + place).getBytes(StandardCharsets.UTF_8));
        return new Random(ByteBuffer.wrap(hash).getLong());
    }
}
