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
    private static final Pattern OF_USER = Pattern.compile("(query parameter|credential|example|with) \\S+(?= |$)");
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
        return NUMBER.matcher(OF_USER.matcher(placeless).replaceAll("$1 …")).replaceAll("0");
    }
}
