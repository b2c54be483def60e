package dev.counterpart.spec.secret;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps known secrets out of reports: in their place stands the variable that a shell would expand. A text is searched once,
 * however many secrets there are. For secrets that are not known, see {@link Secrets}.
 */
public final class Masking {

    /** Shorter secrets are masked only where credentials stand: elsewhere they would mask ordinary text. In characters. */
    private static final int SHORTEST = 8;

    /** So many characters of a secret distinguish it from ordinary text. */
    private static final int BEGINNING = 16;

    private static final int BASE = 31;
    private static final int HIGHEST = highest();
    private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization", "cookie");
    private static final Masking NONE = new Masking(List.of());

    /** A piece of text; {@code expression} where it stands for a secret and is to be expanded by a shell. */
    public record Piece(String text, boolean expression) {}

    /** A secret, or the beginning of one, in a text. */
    private record Match(Secret secret, int length) {}

    private final List<Secret> longestFirst;

    /** Secrets by the hash of their first {@link #SHORTEST} characters, longest first. */
    private final Map<Integer, List<Secret>> byStart = new HashMap<>();

    public Masking(Collection<Secret> secrets) {
        this.longestFirst = secrets.stream()
                .distinct()
                .sorted(Comparator.comparingInt(
                                (Secret secret) -> secret.value().length())
                        .reversed())
                .toList();
        for (var secret : longestFirst) {
            if (secret.value().length() >= SHORTEST) {
                byStart.computeIfAbsent(hash(secret.value(), 0), key -> new ArrayList<>())
                        .add(secret);
            }
        }
    }

    public static Masking none() {
        return NONE;
    }

    /** This masking, of these secrets as well. */
    public Masking and(Collection<Secret> more) {
        var all = new ArrayList<>(longestFirst);
        all.addAll(more);
        return new Masking(all);
    }

    /** The text without secrets, and without the beginning of one that was cut off. */
    public String text(String text) {
        return joined(pieces(text, true));
    }

    /** The text in pieces, secrets apart. */
    public List<Piece> pieces(String text) {
        return pieces(text, false);
    }

    /** A header's value without secrets, of whatever length where credentials stand. */
    public String header(String name, String value) {
        return joined(headerPieces(name, value));
    }

    /** The same in pieces, secrets apart. */
    public List<Piece> headerPieces(String name, String value) {
        if (name.equalsIgnoreCase("Set-Cookie")) {
            return List.of(new Piece(value.replaceAll("=[^;]*(;|$)", "=…$1"), false));
        }
        boolean credentials = CREDENTIALS.contains(name.toLowerCase(Locale.ROOT));
        int space = value.indexOf(' ');
        if (!credentials) {
            return pieces(value);
        }
        if (space < 0) {
            return anyLength(value);
        }
        var pieces = new ArrayList<Piece>();
        pieces.add(new Piece(value.substring(0, space + 1), false));
        pieces.addAll(whole(value.substring(space + 1)).orElseGet(() -> pieces(value.substring(space + 1))));
        return pieces;
    }

    private Optional<List<Piece>> whole(String text) {
        return longestFirst.stream()
                .filter(secret -> secret.value().equals(text))
                .findFirst()
                .map(secret -> List.of(piece(secret)));
    }

    /** The text in pieces, short secrets apart as well. */
    private List<Piece> anyLength(String text) {
        var pieces = pieces(text);
        for (var secret : longestFirst) {
            if (secret.value().length() < SHORTEST) {
                var split = new ArrayList<Piece>();
                pieces.forEach(piece -> split(piece, secret, split));
                pieces = split;
            }
        }
        return pieces;
    }

    private static void split(Piece piece, Secret secret, List<Piece> pieces) {
        int from = 0;
        if (!piece.text().equals(secret.expression())) {
            for (int at = piece.text().indexOf(secret.value());
                    at >= 0;
                    at = piece.text().indexOf(secret.value(), from)) {
                add(piece.text().substring(from, at), pieces);
                pieces.add(piece(secret));
                from = at + secret.value().length();
            }
        }
        if (from < piece.text().length()) {
            pieces.add(new Piece(piece.text().substring(from), piece.expression()));
        }
    }

    /** One pass over the text with a rolling hash (Rabin and Karp). */
    private List<Piece> pieces(String text, boolean withBeginnings) {
        var pieces = new ArrayList<Piece>();
        int from = 0;
        int at = 0;
        int hash = text.length() >= SHORTEST ? hash(text, 0) : 0;
        while (!byStart.isEmpty() && at + SHORTEST <= text.length()) {
            var match = match(text, at, hash, withBeginnings);
            if (match.isPresent()) {
                add(text.substring(from, at), pieces);
                pieces.add(piece(match.get().secret()));
                at += match.get().length();
                from = at;
                hash = at + SHORTEST <= text.length() ? hash(text, at) : 0;
            } else {
                if (at + SHORTEST < text.length()) {
                    hash = (hash - text.charAt(at) * HIGHEST) * BASE + text.charAt(at + SHORTEST);
                }
                at++;
            }
        }
        add(text.substring(from), pieces);
        return pieces;
    }

    private Optional<Match> match(String text, int at, int hash, boolean withBeginnings) {
        var candidates = byStart.getOrDefault(hash, List.of());
        for (var secret : candidates) {
            if (text.startsWith(secret.value(), at)) {
                return Optional.of(new Match(secret, secret.value().length()));
            }
        }
        return withBeginnings
                ? candidates.stream()
                        .map(secret -> new Match(secret, common(text, at, secret.value())))
                        .filter(match -> match.length() >= BEGINNING)
                        .max(Comparator.comparingInt(Match::length))
                : Optional.empty();
    }

    private static int common(String text, int at, String secret) {
        int length = 0;
        while (length < secret.length()
                && at + length < text.length()
                && text.charAt(at + length) == secret.charAt(length)) {
            length++;
        }
        return length;
    }

    private static int hash(String text, int at) {
        int hash = 0;
        for (int i = at; i < at + SHORTEST; i++) {
            hash = hash * BASE + text.charAt(i);
        }
        return hash;
    }

    /** The factor of the first character of a hash; it overflows as the hash does. */
    private static int highest() {
        int power = 1;
        for (int i = 1; i < SHORTEST; i++) {
            power *= BASE;
        }
        return power;
    }

    private static void add(String text, List<Piece> pieces) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text, false));
        }
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
