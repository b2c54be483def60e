package dev.counterpart.spec.format;

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
     * Whether the pattern matches a part of the text; empty if the search takes longer than {@link BoundedSearch#LIMIT} or too much
     * memory.
     */
    public Optional<Boolean> search(CharSequence text) {
        return BoundedSearch.finds(pattern, text);
    }

    @Override
    public String toString() {
        return source;
    }
}
