package dev.counterpart.spec.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An entity tag, the validator in {@code ETag}.
 *
 * @param isWeak whether it begins with {@code W/}
 * @param opaque between the quotes
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-8.8.3">RFC 9110 §8.8.3</a>
 */
public record EntityTag(boolean isWeak, String opaque) {

    /** One member of a list: a tag, or text without quotes, which some senders use. A comma between quotes belongs to the tag. */
    private static final Pattern MEMBER = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"|([^\\s,\"]+)");

    /** The tag of a field value; empty if it is not a tag. A value without quotes counts as a strong tag. */
    public static Optional<EntityTag> parse(String value) {
        var match = MEMBER.matcher(value.strip());
        return match.matches()
                ? Optional.of(
                        match.group(3) == null
                                ? new EntityTag(match.group(1) != null, match.group(2))
                                : new EntityTag(false, match.group(3)))
                : Optional.empty();
    }

    /** The tags of {@code If-Match} or {@code If-None-Match}; other text is ignored. */
    public static List<EntityTag> list(String value) {
        var tags = new ArrayList<EntityTag>();
        var match = MEMBER.matcher(value);
        while (match.find()) {
            parse(match.group()).ifPresent(tags::add);
        }
        return List.copyOf(tags);
    }

    /** Whether both are the same and neither is weak (RFC 9110 §8.8.3.2). */
    public boolean matchesStrongly(EntityTag other) {
        return !isWeak && equals(other);
    }

    /** Whether both are the same, weak or not (RFC 9110 §8.8.3.2). */
    public boolean matchesWeakly(EntityTag other) {
        return opaque.equals(other.opaque);
    }

    /** The field value. */
    @Override
    public String toString() {
        return (isWeak ? "W/" : "") + "\"" + opaque + "\"";
    }
}
