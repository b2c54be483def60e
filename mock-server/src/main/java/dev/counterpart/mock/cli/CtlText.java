package dev.counterpart.mock.cli;

import dev.counterpart.spec.Counted;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What {@code counterpart ctl} prints. Control characters are escaped, so that no request can send codes to the terminal. */
final class CtlText {

    private static final String RESET = "\u001b[0m";

    private CtlText() {}

    static String override(JsonNode override) {
        var text = new StringBuilder(override.path("operation").asString() + ": "
                + override.path("text").asString());
        if (override.has("calls")) {
            text.append(", for ").append(Counted.of(override.path("calls").asInt(), "call"));
        }
        if (override.has("until")) {
            text.append(", until ").append(override.path("until").asString());
        }
        if (override.has("session")) {
            text.append(", session ").append(override.path("session").asString());
        }
        return ExchangeText.escaped(text.toString());
    }

    /** The scenario with its steps; the current ones are marked. */
    static String scenario(JsonNode scenario) {
        var lines = new ArrayList<String>();
        lines.add(scenario.path("selector").asString() + "   "
                + scenario.path("title").asString());
        int index = 0;
        for (JsonNode step : scenario.path("steps")) {
            lines.add((isCurrent(scenario, index) ? "  > " : "    ") + (index + 1) + ". "
                    + step.path("title").asString() + ", until "
                    + step.path("until").asString());
            index++;
        }
        return String.join("\n", lines.stream().map(ExchangeText::escaped).toList());
    }

    private static boolean isCurrent(JsonNode scenario, int step) {
        return scenario.path("plays")
                .valueStream()
                .anyMatch(play -> play.path("step").asInt() == step);
    }

    static String play(JsonNode scenario, JsonNode play) {
        int step = play.path("step").asInt();
        return ExchangeText.escaped("scenario " + scenario.path("selector").asString() + "   step " + (step + 1)
                + " of "
                + scenario.path("steps").size() + ": "
                + scenario.path("steps").path(step).path("title").asString()
                + (play.has("session") ? ", session " + play.path("session").asString() : ""));
    }

    /** One exchange in one line. */
    static String exchange(JsonNode exchange) {
        String query = exchange.path("query").asString();
        String outcome = exchange.has("fault")
                ? "fault " + exchange.path("fault").asString()
                : exchange.path("status").asString();
        int violations = exchange.path("violations").asInt();
        return ExchangeText.escaped(exchange.path("id").asString() + "  "
                + exchange.path("time").asString().replaceAll("^.*T|\\..*$|Z$", "") + "  "
                + exchange.path("method").asString() + " "
                + exchange.path("path").asString()
                + (query.isEmpty() ? "" : "?" + query) + " → " + outcome + "   "
                + exchange.path("source").asString()
                + (violations == 0 ? "" : "   " + Counted.of(violations, "violation")));
    }

    /** Everything about an exchange. */
    static String whole(JsonNode exchange) {
        var lines = new ArrayList<String>();
        lines.add(exchange(exchange));
        exchange.path("why").forEach(reason -> lines.add("  because " + reason.asString()));
        exchange.path("violationList")
                .forEach(violation -> lines.add("  " + violation.path("rule").asString() + " at "
                        + violation.path("at").asString() + difference(violation)));
        exchange.path("nearMisses").forEach(miss -> {
            lines.add("  nearly " + miss.path("fixture").asString());
            miss.path("conditions")
                    .forEach(condition -> lines.add("    "
                            + (condition.path("holds").asBoolean() ? "holds   " : "differs ")
                            + condition.path("condition").asString() + difference(condition)));
        });
        message("  > ", exchange.path("request"), lines);
        message("  < ", exchange.path("response"), lines);
        return String.join("\n", lines.stream().map(ExchangeText::escaped).toList());
    }

    private static String difference(JsonNode node) {
        return ": expected " + node.path("expected").asString() + ", but was "
                + node.path("actual").asString("absent");
    }

    private static void message(String direction, JsonNode message, List<String> lines) {
        message.path("headers")
                .forEach(header -> lines.add(direction + header.path("name").asString() + ": "
                        + header.path("value").asString()));
        String text = message.path("body").path("text").asString("");
        text.lines().forEach(line -> lines.add(direction + line));
    }

    /** Red for 5xx and faults, yellow for 4xx, green otherwise. */
    static String coloured(String text, int status) {
        String colour = status >= 500 ? "\u001b[31m" : status >= 400 ? "\u001b[33m" : "\u001b[32m";
        return colour + text + RESET;
    }
}
