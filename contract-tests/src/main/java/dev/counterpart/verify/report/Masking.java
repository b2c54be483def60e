package dev.counterpart.verify.report;

import dev.counterpart.verify.data.Secret;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps secrets out of reports: in their place stands the variable that a shell would fill in. */
public final class Masking {

    /** Shorter secrets are masked where credentials stand only: elsewhere they would mask innocent text. */
    private static final int SHORTEST = 8;

    /** So much of a secret tells it from innocent text. */
    private static final int BEGINNING = 16;

    private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization", "cookie");
    private static final Masking NONE = new Masking(List.of());

    /** A piece of text; {@code expression} where it stands for a secret and is to be filled in by a shell. */
    record Piece(String text, boolean expression) {}

    private final List<Secret> longestFirst;

    /** What stands in the place of secrets. */
    private final Set<String> known;

    public Masking(Collection<Secret> secrets) {
        this.longestFirst = secrets.stream()
                .distinct()
                .sorted(Comparator.comparingInt(
                                (Secret secret) -> secret.value().length())
                        .reversed())
                .toList();
        this.known = longestFirst.stream().map(Secret::expression).collect(Collectors.toSet());
    }

    public static Masking none() {
        return NONE;
    }

    /** The text without secrets, and without the beginning of one that was cut off. */
    public String text(String text) {
        var result = new StringBuilder();
        for (var piece : pieces(text, SHORTEST)) {
            result.append(known.contains(piece.text()) ? piece.text() : withoutBeginnings(piece.text()));
        }
        return result.toString();
    }

    private String withoutBeginnings(String text) {
        for (var secret : longestFirst) {
            int at = secret.value().length() <= BEGINNING
                    ? -1
                    : text.indexOf(secret.value().substring(0, BEGINNING));
            if (at >= 0) {
                int end = at;
                while (end < text.length()
                        && end - at < secret.value().length()
                        && text.charAt(end) == secret.value().charAt(end - at)) {
                    end++;
                }
                return text.substring(0, at) + secret.expression() + withoutBeginnings(text.substring(end));
            }
        }
        return text;
    }

    /** Of the tokens and passwords that a provider answered. */
    public static Masking ofAnswer(Result result) {
        return NONE.and(AnsweredSecrets.of(List.of(result)));
    }

    /** This masking, of these secrets as well. */
    Masking and(Collection<Secret> more) {
        var all = new ArrayList<>(longestFirst);
        all.addAll(more);
        return new Masking(all);
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
