package dev.counterpart.verify.report;

import dev.counterpart.verify.plan.Secret;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Keeps secrets out of reports: in their place stands the variable that a shell would fill in. */
public final class Masking {

    /** Shorter secrets are masked where credentials stand only: elsewhere they would mask innocent text. */
    private static final int SHORTEST = 8;

    private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization", "cookie");
    private static final Masking NONE = new Masking(List.of());

    /** A piece of text; {@code expression} where it stands for a secret and is to be filled in by a shell. */
    record Piece(String text, boolean expression) {}

    private final List<Secret> longestFirst;

    public Masking(Collection<Secret> secrets) {
        this.longestFirst = secrets.stream()
                .distinct()
                .sorted(Comparator.comparingInt(
                                (Secret secret) -> secret.value().length())
                        .reversed())
                .toList();
    }

    public static Masking none() {
        return NONE;
    }

    /** The text without secrets. */
    public String text(String text) {
        return joined(pieces(text, SHORTEST));
    }

    /** A header's value without secrets, of whatever length where credentials stand. */
    public String header(String name, String value) {
        return joined(headerPieces(name, value));
    }

    List<Piece> headerPieces(String name, String value) {
        if (name.equalsIgnoreCase("Set-Cookie")) {
            return List.of(new Piece(value.replaceAll("=[^;]*(;|$)", "=…$1"), false));
        }
        boolean credentials = CREDENTIALS.contains(name.toLowerCase(Locale.ROOT));
        int space = value.indexOf(' ');
        if (!credentials || space < 0) {
            return pieces(value, credentials ? 1 : SHORTEST);
        }
        var pieces = new ArrayList<Piece>();
        pieces.add(new Piece(value.substring(0, space + 1), false));
        pieces.addAll(whole(value.substring(space + 1)).orElseGet(() -> pieces(value.substring(space + 1), SHORTEST)));
        return pieces;
    }

    List<Piece> pieces(String text) {
        return pieces(text, SHORTEST);
    }

    private Optional<List<Piece>> whole(String text) {
        return longestFirst.stream()
                .filter(secret -> secret.value().equals(text))
                .findFirst()
                .map(secret -> List.of(piece(secret)));
    }

    private List<Piece> pieces(String text, int shortest) {
        for (var secret : longestFirst) {
            int at = secret.value().length() < shortest ? -1 : text.indexOf(secret.value());
            if (at >= 0) {
                var pieces = new ArrayList<>(pieces(text.substring(0, at), shortest));
                pieces.add(piece(secret));
                pieces.addAll(pieces(text.substring(at + secret.value().length()), shortest));
                return pieces;
            }
        }
        return text.isEmpty() ? List.of() : List.of(new Piece(text, false));
    }

    private static Piece piece(Secret secret) {
        return new Piece(secret.expression(), secret.expression().contains("$"));
    }

    private static String joined(List<Piece> pieces) {
        var text = new StringBuilder();
        pieces.forEach(piece -> text.append(piece.text()));
        return text.toString();
    }
}
