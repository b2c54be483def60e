package dev.counterpart.verify.report;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of a run that is distributed over several machines.
 *
 * @param index from 1 to {@code count}
 * @param count number of parts, 1 to 10,000
 */
public record Shard(int index, int count) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})/(\\d{1,5})");
    private static final int MOST = 10_000;

    public Shard {
        if (count < 1 || count > MOST || index < 1 || index > count) {
            throw new IllegalArgumentException(
                    "a shard must be 1/1 to " + MOST + "/" + MOST + " but was " + index + "/" + count);
        }
    }

    /** The shard in a text such as {@code 2/4}; empty if the text has another form. */
    public static Optional<Shard> parse(String text) {
        var match = TEXT.matcher(text.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        int index = Integer.parseInt(match.group(1));
        int count = Integer.parseInt(match.group(2));
        return index >= 1 && index <= count && count <= MOST ? Optional.of(new Shard(index, count)) : Optional.empty();
    }

    /** Whether the item at that position, from 0, belongs to this part. */
    public boolean owns(int position) {
        return position % count == index - 1;
    }

    @Override
    public String toString() {
        return index + "/" + count;
    }
}
