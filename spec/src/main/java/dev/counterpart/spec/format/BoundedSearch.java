package dev.counterpart.spec.format;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A search with a regular expression within a time limit: a pattern from a file must not keep a server busy. The limit holds for one
 * search, or for all searches of a {@link #together} block.
 */
public final class BoundedSearch {

    /** The time limit of one search. */
    public static final Duration LIMIT = Duration.ofMillis(200);

    /** This number of characters may be read regardless of time, because the thread may have to wait on a busy machine. */
    private static final long FREE_READS = 2_000_000;

    private static final int READS_BETWEEN_LOOKS = 1 << 16;

    /** What the searches of a block on this thread have left; absent outside of blocks. */
    private static final ThreadLocal<Budget> SHARED = new ThreadLocal<>();

    private BoundedSearch() {}

    /** Runs a block whose searches share one limit, such as the validation of one message. */
    public static <T> T together(Supplier<T> block) {
        if (SHARED.get() != null) {
            return block.get();
        }
        SHARED.set(new Budget());
        try {
            return block.get();
        } finally {
            SHARED.remove();
        }
    }

    /** The length of the beginning of {@code text} that the pattern matches; empty if there is none, or as with {@link #finds}. */
    public static Optional<Integer> prefix(Pattern pattern, CharSequence text) {
        return result(pattern, text, matcher -> matcher.lookingAt() ? matcher.end() : -1)
                .filter(end -> end >= 0);
    }

    /** Whether the pattern is found in the text; empty if that takes longer than {@link #LIMIT} or too much memory. */
    public static Optional<Boolean> finds(Pattern pattern, CharSequence text) {
        return result(pattern, text, Matcher::find);
    }

    /** Whether the pattern matches the whole text; empty if that takes longer than {@link #LIMIT} or too much memory. */
    public static Optional<Boolean> matches(Pattern pattern, CharSequence text) {
        return result(pattern, text, Matcher::matches);
    }

    /** The text with each match replaced; empty as with {@link #finds}. */
    public static Optional<String> replaced(Pattern pattern, CharSequence text, UnaryOperator<String> replacement) {
        return result(
                pattern,
                text,
                matcher -> matcher.replaceAll(found -> Matcher.quoteReplacement(replacement.apply(found.group()))));
    }

    private static <T> Optional<T> result(Pattern pattern, CharSequence text, Function<Matcher, T> search) {
        try {
            var shared = SHARED.get();
            return Optional.of(search.apply(pattern.matcher(new Timed(text, shared == null ? new Budget() : shared))));
        } catch (TooSlow | StackOverflowError undecided) {
            return Optional.empty();
        }
    }

    /** The characters that were read and the time when reading ends; it begins with the first one. */
    private static final class Budget {

        private long end;
        private long reads;
        private boolean isSpent;

        void read() {
            if (reads == 0) {
                end = System.nanoTime() + LIMIT.toNanos();
            }
            if (++reads % READS_BETWEEN_LOOKS == 0 && reads > FREE_READS) {
                isSpent = System.nanoTime() - end > 0;
            }
            if (isSpent) {
                throw new TooSlow();
            }
        }
    }

    /** Text that checks the clock regularly while it is read. */
    private static final class Timed implements CharSequence {

        private final CharSequence text;
        private final Budget budget;

        Timed(CharSequence text, Budget budget) {
            this.text = text;
            this.budget = budget;
        }

        @Override
        public char charAt(int index) {
            budget.read();
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
