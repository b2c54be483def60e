package dev.counterpart.spec.format;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of JSON Schema: ECMA-262 with code points, matching any part of a text, with a time limit.
 *
 * <p>Thread-safe.
 *
 * @see <a href="https://json-schema.org/draft/2020-12/json-schema-core#section-6.4">JSON Schema 2020-12 Core, §6.4</a>
 */
public final class EcmaPattern {

    /** The time limit of one search. */
    public static final Duration LIMIT = Duration.ofMillis(200);

    /**
     * This number of characters may be read regardless of time, because the thread may have to wait on a busy machine.
     */
    private static final long FREE_READS = 2_000_000;

    private static final int READS_BETWEEN_LOOKS = 1 << 16;

    private final String source;
    private final Pattern pattern;

    private EcmaPattern(String source, Pattern pattern) {
        this.source = source;
        this.pattern = pattern;
    }

    /** Compiles a pattern; empty if {@code source} is not a regular expression of ECMA-262, or not supported. */
    public static Optional<EcmaPattern> compile(String source) {
        try {
            return EcmaTranslation.of(source).map(translated -> new EcmaPattern(source, Pattern.compile(translated)));
        } catch (PatternSyntaxException | StackOverflowError notTranslatable) {
            return Optional.empty();
        }
    }

    /** The reason why {@link #compile} returns empty for that source. */
    public static String reason(String source) {
        return EcmaTranslation.of(source).isEmpty()
                ? "is not a regular expression of ECMA-262"
                : "has an unbounded look-behind or a Unicode property that is not supported";
    }

    /** As it was written. */
    public String source() {
        return source;
    }

    /** Whether the pattern matches a part of the text; false if the search takes too long. */
    public boolean finds(CharSequence text) {
        return search(text).orElse(false);
    }

    /**
     * Whether the pattern matches a part of the text; empty if the search takes longer than {@link #LIMIT} or too much
     * memory.
     */
    public Optional<Boolean> search(CharSequence text) {
        try {
            return Optional.of(pattern.matcher(new Timed(text, System.nanoTime() + LIMIT.toNanos()))
                    .find());
        } catch (TooSlow | StackOverflowError undecided) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return source;
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
