package dev.counterpart.verify.report;

import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Utf8;
import dev.counterpart.spec.secret.Masking;
import dev.counterpart.spec.secret.Masking.Piece;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        method(request).ifPresent(words::add);
        for (var field : request.headers().fields()) {
            words.add("-H " + header(field.getKey(), field.getValue(), masking));
        }
        if (request.hasBody() && !request.headers().has("Content-Type")) {
            words.add("-H 'Content-Type:'");
        }
        String text = text(request.body());
        if (request.hasBody()) {
            words.add(text.isEmpty() ? "--data-binary @-" : "--data-raw " + quoted(masking.pieces(text)));
        }
        if ((baseUrl + request.target()).matches(".*[\\[\\]{}].*")) {
            words.add("-g");
        }
        words.add(url(baseUrl, request, masking));
        String before = request.hasBody() && text.isEmpty() ? printed(request.body(), masking) + " | " : "";
        return before + String.join(" ", words);
    }

    /** The option for the method, unless curl uses that method anyway. */
    private static Optional<String> method(Request request) {
        if (request.method().equals("HEAD")) {
            return Optional.of("-I");
        }
        return request.method().equals(request.hasBody() ? "POST" : "GET")
                ? Optional.empty()
                : Optional.of("-X " + request.method());
    }

    private static String url(String baseUrl, Request request, Masking masking) {
        var url = new ArrayList<Piece>();
        url.add(new Piece(baseUrl, false));
        url.addAll(masking.targetPieces(request.target()));
        return quoted(url);
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
