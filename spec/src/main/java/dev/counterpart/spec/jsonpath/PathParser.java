package dev.counterpart.spec.jsonpath;

import dev.counterpart.spec.jsonpath.Query.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Parses the segments of a path.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9535#appendix-A">RFC 9535, Appendix A</a>
 */
final class PathParser {

    private final Characters in;
    private final Literals literals;
    private final FilterParser filters;
    private boolean hasBareHyphens;

    PathParser(String path) {
        this.in = new Characters(path);
        this.literals = new Literals(in);
        this.filters = new FilterParser(in, literals, this);
    }

    /** Whether a name without quotation marks has a hyphen, which the standard does not allow, and many files have. */
    boolean hasBareHyphens() {
        return hasBareHyphens;
    }

    /** The whole text. */
    Query path() throws JsonPath.Malformed {
        in.expect("$");
        var query = new Query(true, segments());
        if (!in.isAtEnd()) {
            throw in.expected("a segment, such as .name or ['name'],");
        }
        return query;
    }

    List<Segment> segments() throws JsonPath.Malformed {
        var segments = new ArrayList<Segment>();
        while (true) {
            int start = in.position();
            in.skipBlank();
            if (in.takes("..")) {
                segments.add(new Segment(true, in.isNext("[") ? bracketed() : List.of(shorthand())));
            } else if (in.takes(".")) {
                segments.add(new Segment(false, List.of(shorthand())));
            } else if (in.isNext("[")) {
                segments.add(new Segment(false, bracketed()));
            } else {
                in.back(start);
                return segments;
            }
        }
    }

    private Selector shorthand() throws JsonPath.Malformed {
        if (in.takes("*")) {
            return new Selector.Wildcard();
        }
        if (!isFirst(in.peek())) {
            throw in.expected("a name, * or a bracket");
        }
        String name = in.takeWhile(c -> isFirst(c) || (c >= '0' && c <= '9') || c == '-');
        hasBareHyphens |= name.indexOf('-') >= 0;
        return new Selector.Name(name);
    }

    private static boolean isFirst(int c) {
        return c == '_'
                || (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= 0x80 && (c < 0xD800 || c > 0xDFFF));
    }

    private List<Selector> bracketed() throws JsonPath.Malformed {
        in.expect("[");
        var selectors = new ArrayList<Selector>();
        do {
            in.skipBlank();
            selectors.add(selector());
            in.skipBlank();
        } while (in.takes(","));
        in.expect("]");
        return selectors;
    }

    private Selector selector() throws JsonPath.Malformed {
        if (literals.isText()) {
            return new Selector.Name(literals.text());
        }
        if (in.takes("*")) {
            return new Selector.Wildcard();
        }
        if (in.takes("?")) {
            return new Selector.Filter(filters.condition());
        }
        return indexOrSlice();
    }

    private Selector indexOrSlice() throws JsonPath.Malformed {
        var start = literals.index();
        int afterStart = in.position();
        in.skipBlank();
        if (!in.takes(":")) {
            in.back(afterStart);
            if (start.isEmpty()) {
                throw in.expected("a name in quotation marks, an index, a slice, * or a filter");
            }
            return new Selector.Index(start.getAsLong());
        }
        in.skipBlank();
        var end = literals.index();
        in.skipBlank();
        var step = OptionalLong.empty();
        if (in.takes(":")) {
            in.skipBlank();
            step = literals.index();
        }
        return new Selector.Slice(start, end, step.orElse(1));
    }
}
