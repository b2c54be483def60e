package dev.counterpart.spec.format;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A search with a regular expression within a time limit: a pattern from a file must not keep a server busy. */
public final class BoundedSearch {

    /** The time limit of one search. */
    public static final Duration LIMIT = Duration.ofMillis(200);

    /** This number of characters may be read regardless of time, because the thread may have to wait on a busy machine. */
    private static final long FREE_READS = 2_000_000;

    private static final int READS_BETWEEN_LOOKS = 1 << 16;

    private BoundedSearch() {}

    /** Whether the pattern is found in the text; empty if that takes longer than {@link #LIMIT} or too much memory. */
    public static Optional<Boolean> finds(Pattern pattern, CharSequence text) {
        return result(pattern, text, Matcher::find);
    }

    /** Whether the pattern matches the whole text; empty if that takes longer than {@link #LIMIT} or too much memory. */
    public static Optional<Boolean> matches(Pattern pattern, CharSequence text) {
        return result(pattern, text, Matcher::matches);
    }

    private static Optional<Boolean> result(Pattern pattern, CharSequence text, Predicate<Matcher> search) {
        try {
            return Optional.of(search.test(pattern.matcher(new Timed(text, System.nanoTime() + LIMIT.toNanos()))));
        } catch (TooSlow | StackOverflowError undecided) {
            return Optional.empty();
        }
    }

    /** Text that checks the clock regularly while it is read. */
    private static final class Timed implements CharSequence {

        private final CharSequence text;
        private final long end;
        private long reads;

        Timed(CharSequence text, long end) {
            this.text = text;
            this.end = end;
        }

        @Override
        public char charAt(int index) {
            if (++reads % READS_BETWEEN_LOOKS == 0 && reads > FREE_READS && System.nanoTime() - end > 0) {
                throw new TooSlow();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int stop) {
            return text.subSequence(start, stop);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    /** Thrown to abort the JDK's matcher. */
    private static final class TooSlow extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooSlow() {
            super("", null, false, false);
        }
    }
}
