package dev.counterpart.verify.report;

import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Utf8;
import dev.counterpart.spec.secret.Masking;
import dev.counterpart.spec.secret.Masking.Piece;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A command that repeats a request; the shell inserts the secrets. */
final class Curl {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private Curl() {}

    /** The command for a POSIX shell; for bash if it cuts a token into pieces. */
    static String of(String baseUrl, Request request, Masking masking) {
        var words = new ArrayList<String>();
        words.add("curl");
        words.add("-i");
        if (request.path().contains("/.") || request.path().contains("//")) {
            words.add("--path-as-is");
        }
        if (request.method().equals("HEAD")) {
            words.add("-I");
        } else if (!request.method().equals(request.hasBody() ? "POST" : "GET")) {
            words.add("-X " + request.method());
        }
        for (var field : request.headers().fields()) {
            words.add("-H " + header(field.getKey(), field.getValue(), masking));
        }
        if (request.hasBody() && !request.headers().has("Content-Type")) {
            words.add("-H 'Content-Type:'");
        }
        String before = "";
        if (request.hasBody()) {
            var text = text(request.body());
            if (text.isEmpty()) {
                before = printed(request.body(), masking) + " | ";
                words.add("--data-binary @-");
            } else {
                words.add("--data-raw " + quoted(masking.pieces(text)));
            }
        }
        if ((baseUrl + request.target()).matches(".*[\\[\\]{}].*")) {
            words.add("-g");
        }
        var url = new ArrayList<Piece>();
        url.add(new Piece(baseUrl, false));
        url.addAll(masking.targetPieces(request.target()));
        words.add(quoted(url));
        return before + String.join(" ", words);
    }

    private static String header(String name, String value, Masking masking) {
        if (value.isEmpty()) {
            return quoted(List.of(new Piece(name + ";", false)));
        }
        var pieces = new ArrayList<Piece>();
        pieces.add(new Piece(name + ": ", false));
        pieces.addAll(masking.headerPieces(name, value));
        return quoted(pieces);
    }

    private static String quoted(List<Piece> pieces) {
        var all = new StringBuilder();
        boolean expression = pieces.stream().anyMatch(Piece::expression);
        for (var piece : pieces) {
            all.append(expression && !piece.expression() ? escaped(piece.text()) : piece.text());
        }
        if (expression) {
            return "\"" + all + "\"";
        }
        return PLAIN.matcher(all).matches()
                ? all.toString()
                : "'" + all.toString().replace("'", "'\\''") + "'";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("$", "\\$")
                .replace("`", "\\`");
    }

    /** The body as text; empty if there is none, or if a shell cannot represent it. */
    private static String text(byte[] body) {
        return Utf8.text(body).filter(text -> text.indexOf('\0') < 0).orElse("");
    }

    /** Commands that print octets; the shell inserts the secrets. */
    private static String printed(byte[] body, Masking masking) {
        var pieces = masking.pieces(new String(body, StandardCharsets.ISO_8859_1));
        var commands = pieces.stream()
                .map(piece -> piece.expression()
                        ? "printf %s \"" + piece.text() + "\""
                        : "printf '" + octal(piece.text().getBytes(StandardCharsets.ISO_8859_1)) + "'")
                .toList();
        return commands.size() == 1 ? commands.get(0) : "{ " + String.join("; ", commands) + "; }";
    }

    private static String octal(byte[] body) {
        var text = new StringBuilder();
        for (byte octet : body) {
            text.append(String.format("\\%03o", octet & 0xFF));
        }
        return text.toString();
    }
}
