package dev.counterpart.spec.format;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression as JSON Schema means it: ECMA-262 by code points, found anywhere in a text, within a time limit.
 *
 * <p>Threads may share it.
 *
 * @see <a href="https://json-schema.org/draft/2020-12/json-schema-core#section-6.4">JSON Schema 2020-12 Core, §6.4</a>
 */
public final class EcmaPattern {

    /** How long one search may take until it is given up. */
    public static final Duration LIMIT = Duration.ofMillis(200);

    /** So many characters may be read whatever the time, as a busy machine may let the thread wait. */
    private static final long FREE_READS = 2_000_000;

    private static final int READS_BETWEEN_LOOKS = 1 << 16;

    private final String source;
    private final Pattern pattern;

    private EcmaPattern(String source, Pattern pattern) {
        this.source = source;
        this.pattern = pattern;
    }

    /** The pattern, or nothing if {@code source} is no regular expression of ECMA-262, or one that cannot be applied. */
    public static Optional<EcmaPattern> compile(String source) {
        try {
            return EcmaTranslation.of(source).map(translated -> new EcmaPattern(source, Pattern.compile(translated)));
        } catch (PatternSyntaxException | StackOverflowError notTranslatable) {
            return Optional.empty();
        }
    }

    /** Why {@link #compile} gives nothing for that source. */
    public static String reason(String source) {
        return EcmaTranslation.of(source).isEmpty()
                ? "is no regular expression of ECMA-262"
                : "has a look-behind without a greatest length, or a property of Unicode, that cannot be applied";
    }

    /** As it was written. */
    public String source() {
        return source;
    }

    /** Whether the pattern is found in the text; no, if that took too long. */
    public boolean finds(CharSequence text) {
        return search(text).orElse(false);
    }

    /** Whether the pattern is found in the text; nothing if that takes longer than {@link #LIMIT} or too much memory. */
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

    /** A text that looks at the clock now and then while it is read. */
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

    /** The only way out of the JDK's matcher. */
    private static final class TooSlow extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooSlow() {
            super("", null, false, false);
        }
    }
}
