package dev.counterpart.mock.cli;

import dev.counterpart.mock.live.Exchange;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An exchange in the console log. Control characters are escaped, so that no request can forge a line. */
final class ExchangeText {

    /** The number of characters of a body that are printed. */
    private static final int MOST_OF_A_BODY = 1_000;

    private ExchangeText() {}

    /** Method, target, status, duration and source, then a line for each violation and warning. */
    static String lines(Exchange exchange) {
        var lines = new ArrayList<String>();
        lines.add(exchange.request().method() + " " + target(exchange) + " → " + outcome(exchange) + " in "
                + exchange.duration().toMillis() + " ms   " + source(exchange));
        exchange.violations().forEach(violation -> lines.add("  " + violation.line()));
        exchange.answer().explanation().warnings().forEach(warning -> lines.add("  warning: " + warning));
        return escaped(lines);
    }

    /** The reasons for the answer, and both messages, without secrets and with the beginning of their bodies. */
    static String details(Exchange exchange) {
        var lines = new ArrayList<String>();
        exchange.reasons().forEach(reason -> lines.add("  because " + reason));
        var request = Secrets.byName().masked(exchange.request());
        message("  > ", request.headers(), request.body(), lines);
        var response = Secrets.byName().masked(exchange.response());
        message("  < ", response.headers(), response.body(), lines);
        return escaped(lines);
    }

    private static String target(Exchange exchange) {
        var request = exchange.request();
        String query = Secrets.byName().query(request.query());
        return Violation.shortened(query.isEmpty() ? request.path() : request.path() + "?" + query);
    }

    /** The status, or the fault that was played instead. */
    private static String outcome(Exchange exchange) {
        int status = exchange.response().status();
        return exchange.answer()
                .fault()
                .map(fault -> "fault " + fault.label())
                .orElseGet(() -> Integer.toString(status));
    }

    /** The fixture's file, otherwise the last reason. */
    private static String source(Exchange exchange) {
        var explanation = exchange.answer().explanation();
        String outside = explanation.isOutsideTheContract() ? "outside the contract: " : "";
        return explanation
                .fixture()
                .map(fixture -> outside + name(fixture.file().file()))
                .orElseGet(explanation::summary);
    }

    private static String name(String file) {
        return Optional.ofNullable(Path.of(file).getFileName())
                .map(Path::toString)
                .orElse(file);
    }

    private static void message(String direction, Headers headers, byte[] body, List<String> lines) {
        headers.fields().forEach(field -> lines.add(direction + field.getKey() + ": " + field.getValue()));
        if (body.length > 0) {
            lines.add(direction + body(headers, body));
        }
    }

    /** The beginning of a text; the size of other content. */
    private static String body(Headers headers, byte[] body) {
        boolean isText = headers.first("Content-Type")
                .flatMap(MediaType::parse)
                .filter(type -> type.isJson() || type.isXml() || type.isText())
                .isPresent();
        if (!isText) {
            return body.length + " bytes";
        }
        String text = new String(body, StandardCharsets.UTF_8);
        return text.length() > MOST_OF_A_BODY ? text.substring(0, MOST_OF_A_BODY) + " …" : text;
    }

    private static String escaped(List<String> lines) {
        return String.join("\n", lines.stream().map(ExchangeText::escaped).toList());
    }

    /** The line with control characters as {@code \\u001b}. */
    static String escaped(String line) {
        var text = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            text.append(Character.isISOControl(character) ? String.format("\\u%04x", (int) character) : character);
        }
        return text.toString();
    }
}
