package dev.counterpart.mock.dialect;

import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Violation;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The violations of an exchange, in the form of Prism's header {@code sl-violations}. */
public final class SlViolations {

    public static final String HEADER = "sl-violations";

    /** The maximum length of the header, in characters. */
    private static final int LONGEST = 8092;

    private final ArrayNode list = JsonNodeFactory.instance.arrayNode();

    /** Adds a finding about the {@code "request"} or the {@code "response"}. */
    public SlViolations add(String message, ObjectNode finding) {
        list.add(prefixed(message, finding));
        return this;
    }

    public SlViolations add(String message, List<Violation> violations) {
        violations.forEach(violation -> add(message, ViolationEntry.finding(violation)));
        return this;
    }

    /** The same finding, with its location at the beginning of the message. */
    public static ObjectNode prefixed(String message, ObjectNode finding) {
        var prefixed = JsonNodeFactory.instance.objectNode();
        var location = prefixed.putArray("location").add(message);
        finding.path("location").valueStream().forEach(location::add);
        finding.properties().forEach(member -> {
            if (!member.getKey().equals("location")) {
                prefixed.set(member.getKey(), member.getValue());
            }
        });
        return prefixed;
    }

    /** The response with the header, if there are findings. */
    public Response on(Response response) {
        return value().map(value -> response.with(HEADER, value)).orElse(response);
    }

    /** The header's value, in ASCII; empty if there are no findings. */
    private Optional<String> value() {
        if (list.isEmpty()) {
            return Optional.empty();
        }
        String text = list.toString();
        String cut = text.length() > LONGEST ? "Too many violations! " + text.substring(0, LONGEST) : text;
        var ascii = new StringBuilder();
        cut.chars()
                .forEach(c ->
                        ascii.append(c < 0x7F && c >= ' ' ? String.valueOf((char) c) : String.format("\\u%04x", c)));
        return Optional.of(ascii.toString());
    }
}
