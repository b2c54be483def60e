package dev.counterpart.spec.secret;

import dev.counterpart.spec.http.Authorization;
import dev.counterpart.spec.http.PercentEncoding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Keeps known secrets out of reports: in their place stands the variable that a shell would expand. Secrets are found in every
 * form of {@link Forms}, and with any escapes of {@link Unescaped}. A text is searched twice at most, however many secrets there are. For secrets that are not known, see {@link Secrets}.
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

    /** The same, and where it is. */
    private record Place(int at, int length, Secret secret) {}

    private final Collection<Secret> secrets;

    /** Secrets by their values. */
    private final Map<String, Secret> byValue = new HashMap<>();

    private final List<Secret> shortOnes = new ArrayList<>();

    /** Short secrets in quotes, which ordinary text seldom has. */
    private final List<Secret> shortInQuotes = new ArrayList<>();

    /** All forms of the other secrets, by the hash of their first {@link #SHORTEST} characters. */
    private final Map<Integer, Candidates> byStart = new HashMap<>();

    public Masking(Collection<Secret> secrets) {
        this.secrets = List.copyOf(secrets);
        var forms = new HashMap<Integer, List<Secret>>();
        for (var secret : this.secrets) {
            if (byValue.putIfAbsent(secret.value(), secret) != null) {
                continue;
            }
            for (var form : Forms.of(secret)) {
                if (form.value().length() >= SHORTEST) {
                    forms.computeIfAbsent(hash(form.value(), 0), key -> new ArrayList<>())
                            .add(form);
                }
            }
            if (secret.value().length() < SHORTEST) {
                shortOnes.add(secret);
                shortInQuotes.add(new Secret('"' + secret.value() + '"', '"' + secret.expression() + '"'));
            }
        }
        forms.forEach((hash, sharing) -> byStart.put(hash, new Candidates(sharing)));
    }

    public static Masking none() {
        return NONE;
    }

    /** This masking, of these secrets as well. */
    public Masking and(Collection<Secret> more) {
        var all = new ArrayList<>(secrets);
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
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("set-cookie")) {
            return pieces(Secrets.byName().header(name, value));
        }
        if (lower.equals("cookie")) {
            return pairs(value, ';', UnaryOperator.identity());
        }
        int secret = CREDENTIALS.contains(lower) ? Authorization.secretAt(value) : 0;
        var pieces = new ArrayList<Piece>();
        add(value.substring(0, secret), pieces);
        pieces.addAll(value(value.substring(secret), UnaryOperator.identity()));
        return CREDENTIALS.contains(lower) ? apart(pieces, shortOnes) : pieces;
    }

    /** A request target in pieces, secrets apart, of whatever length where they are the whole of a value. */
    public List<Piece> targetPieces(String target) {
        int mark = target.indexOf('?');
        if (mark < 0) {
            return pieces(target);
        }
        var pieces = new ArrayList<>(pieces(target.substring(0, mark)));
        pieces.add(new Piece("?", false));
        pieces.addAll(pairs(target.substring(mark + 1), '&', PercentEncoding::formDecoded));
        return pieces;
    }

    /** A request target without secrets. */
    public String target(String target) {
        return joined(targetPieces(target));
    }

    private List<Piece> pairs(String text, char separator, UnaryOperator<String> decoded) {
        var pieces = new ArrayList<Piece>();
        for (int from = 0; from <= text.length(); ) {
            int end = text.indexOf(separator, from) < 0 ? text.length() : text.indexOf(separator, from);
            String pair = text.substring(from, end);
            int value = pair.indexOf('=') + 1;
            if (value == 0) {
                value = pair.length() - pair.stripLeading().length();
            }
            add(pair.substring(0, value), pieces);
            pieces.addAll(value(pair.substring(value), decoded));
            add(end < text.length() ? String.valueOf(separator) : "", pieces);
            from = end + 1;
        }
        return pieces;
    }

    /** A value, which may be a short secret as a whole. */
    private List<Piece> value(String value, UnaryOperator<String> decoded) {
        var secret = byValue.get(decoded.apply(value).strip());
        var pieces = pieces(value);
        return secret != null && pieces.stream().noneMatch(Piece::expression) ? List.of(piece(secret)) : pieces;
    }

    /** The pieces with short secrets apart as well. */
    private static List<Piece> apart(List<Piece> pieces, List<Secret> secrets) {
        var result = pieces;
        for (var secret : secrets) {
            var split = new ArrayList<Piece>();
            result.forEach(piece -> split(piece, secret, split));
            result = split;
        }
        return result;
    }

    private static void split(Piece piece, Secret secret, List<Piece> pieces) {
        int from = 0;
        if (!piece.expression()) {
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

    private List<Piece> pieces(String text, boolean withBeginnings) {
        var pieces = new ArrayList<Piece>();
        int from = 0;
        for (var place : places(text, withBeginnings)) {
            spelled(text.substring(from, place.at()), pieces);
            pieces.add(piece(place.secret()));
            from = place.at() + place.length();
        }
        spelled(text.substring(from), pieces);
        return apart(pieces, shortInQuotes);
    }

    /** The text in pieces, without secrets some of whose characters are escaped, or that are broken over lines. */
    private void spelled(String text, List<Piece> pieces) {
        viewed(text, Unescaped::of, pieces, this::printable);
    }

    /** The same without secrets in quoted-printable. */
    private void printable(String text, List<Piece> pieces) {
        viewed(text, Unescaped::quotedPrintable, pieces, this::broken);
    }

    private void broken(String text, List<Piece> pieces) {
        viewed(text, Unescaped::unbroken, pieces, Masking::add);
    }

    /** @param rest receives the texts between the secrets of that view */
    private void viewed(
            String text,
            Function<String, Optional<Unescaped>> view,
            List<Piece> pieces,
            BiConsumer<String, List<Piece>> rest) {
        var viewed = byStart.isEmpty() ? Optional.<Unescaped>empty() : view.apply(text);
        int from = 0;
        for (var place : viewed.map(found -> places(found.plain(), false)).orElse(List.of())) {
            rest.accept(text.substring(from, viewed.get().start(place.at())), pieces);
            pieces.add(piece(place.secret()));
            from = viewed.get().end(place.at() + place.length());
        }
        rest.accept(text.substring(from), pieces);
    }

    /** One pass over the text with a rolling hash (Rabin and Karp). */
    private List<Place> places(String text, boolean withBeginnings) {
        var places = new ArrayList<Place>();
        int at = 0;
        int hash = text.length() >= SHORTEST ? hash(text, 0) : 0;
        while (!byStart.isEmpty() && at + SHORTEST <= text.length()) {
            var match = match(text, at, hash, withBeginnings);
            if (match.isPresent()) {
                places.add(new Place(at, match.get().length(), match.get().secret()));
                at += match.get().length();
                hash = at + SHORTEST <= text.length() ? hash(text, at) : 0;
            } else {
                if (at + SHORTEST < text.length()) {
                    hash = (hash - text.charAt(at) * HIGHEST) * BASE + text.charAt(at + SHORTEST);
                }
                at++;
            }
        }
        return places;
    }

    private Optional<Match> match(String text, int at, int hash, boolean withBeginnings) {
        var candidates = byStart.get(hash);
        return candidates == null
                ? Optional.empty()
                : candidates
                        .longest(text, at)
                        .map(secret -> new Match(secret, secret.value().length()))
                        .or(() -> withBeginnings
                                ? candidates
                                        .nearest(text, at)
                                        .map(secret -> new Match(secret, Candidates.common(text, at, secret.value())))
                                        .filter(match -> match.length() >= BEGINNING)
                                : Optional.empty());
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
