package dev.counterpart.verify.plan;

import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.data.Origin.Source;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Cases that differ from a valid request in the same way, whatever the operation. */
public final class CaseKind {

    /** Their titles are those of other cases, or of the user. */
    private static final Set<Source> WITHOUT_TITLE =
            EnumSet.of(Source.DATA, Source.FIXTURE, Source.EXAMPLE, Source.GENERATED, Source.WIRE);

    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"?");
    private static final Pattern POINTER = Pattern.compile("/[^\\s,:]+");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    private static final Pattern OF_USER =
            Pattern.compile("(query parameter|credential|example|with|required property) \\S+(?= |$)");
    private static final Pattern WITHOUT = Pattern.compile("^(without) \\S+$");

    /** Where the value is: {@code lines: first item: }. */
    private static final Pattern PLACES = Pattern.compile("^(?:(?:[^/\\s]\\S*|first item): )+");

    private static final Pattern COUNTED = Pattern.compile(" \\(\\d+\\)$");

    private CaseKind() {}

    /** The name of the kind, without values, names and places of a document. */
    public static String of(Case planned) {
        var source = planned.origin().source();
        String kind = source.label() + ", " + planned.expectation().getClass().getSimpleName();
        return WITHOUT_TITLE.contains(source) ? kind : kind + ": " + general(planned.title(), source);
    }

    private static String general(String title, Source source) {
        String first = source == Source.CREDENTIALS ? title.replaceFirst(",.*", "") : title;
        String plain = COUNTED.matcher(first).replaceFirst("");
        String unquoted = QUOTED.matcher(plain).replaceAll("…");
        String placeless = POINTER.matcher(unquoted).replaceAll("/…");
        String unnamed = OF_USER.matcher(withoutPlaces(placeless, source)).replaceAll("$1 …");
        return NUMBER.matcher(unnamed).replaceAll("0");
    }

    private static String withoutPlaces(String title, Source source) {
        if (source != Source.VALID && source != Source.BROKEN) {
            return title;
        }
        String plain = PLACES.matcher(title).replaceFirst("");
        return source == Source.VALID ? WITHOUT.matcher(plain).replaceFirst("$1 …") : plain;
    }
}
