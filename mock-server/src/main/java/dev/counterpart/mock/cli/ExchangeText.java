package dev.counterpart.mock.cli;

import dev.counterpart.mock.live.Exchange;
import dev.counterpart.spec.Violation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** An exchange as the console log prints it. Control characters are escaped, so that no request can forge a line. */
final class ExchangeText {

    /** A query parameter whose name says that its value is a secret. */
    private static final Pattern SECRET =
            Pattern.compile("(?i)((?:^|&)[^=&]*(?:key|token|secret|password|signature)[^=&]*=)[^&]*");

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

    /** The reasons for the answer. */
    static String details(Exchange exchange) {
        var lines = new ArrayList<String>();
        exchange.reasons().forEach(reason -> lines.add("  because " + reason));
        return escaped(lines);
    }

    private static String target(Exchange exchange) {
        var request = exchange.request();
        String query = SECRET.matcher(request.query()).replaceAll("$1***");
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

    /** The fixture's file, else the last reason. */
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

    private static String escaped(List<String> lines) {
        return String.join("\n", lines.stream().map(ExchangeText::escaped).toList());
    }

    private static String escaped(String line) {
        var text = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            text.append(Character.isISOControl(character) ? String.format("\\u%04x", (int) character) : character);
        }
        return text.toString();
    }
}
