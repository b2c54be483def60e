package dev.counterpart.verify.strength;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.tree.TreeReader;
import dev.counterpart.spec.tree.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The lines that close the holes of a document, as an overlay. Lines that need a decision are comments: those with {@code …} in the place
 * of a value, and those for other files, which overlays do not change.
 *
 * @see <a href="https://spec.openapis.org/overlay/v1.0.0.html">Overlay 1.0.0</a>
 */
public final class StrengthOverlay {

    private static final int MOST_NAMED = 3;

    private final Contract contract;

    public StrengthOverlay(Contract contract) {
        this.contract = contract;
    }

    /** An overlay in YAML. */
    public String text(Strength strength) {
        var actions = new StringBuilder();
        var open = new ArrayList<Hole>();
        for (var hole : strength.holes()) {
            update(hole).ifPresentOrElse(update -> actions.append(action(hole, update)), () -> open.add(hole));
        }
        return "overlay: 1.0.0\ninfo: {title: " + Json.text(text("Stricter " + contract.title()))
                + ", version: 1.0.0}\n"
                + (actions.isEmpty() ? "actions: []\n" : "actions:\n" + actions)
                + (open.isEmpty()
                        ? ""
                        : "# To decide:\n"
                                + open.stream().map(StrengthOverlay::comment).collect(Collectors.joining()));
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }

    private String action(Hole hole, JsonNode update) {
        return "  # " + named(hole.lets()) + "\n  - target: "
                + Json.text(text(path(hole.at().pointer()))) + "\n    update: " + Json.text(update) + "\n";
    }

    private static String comment(Hole hole) {
        return "#   " + hole.at() + ": " + oneLine(hole.line()) + "\n";
    }

    private static String named(List<String> lets) {
        return oneLine(String.join("; ", lets.subList(0, Math.min(MOST_NAMED, lets.size())))
                + (lets.size() > MOST_NAMED ? "; …" : ""));
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\r\\n\\u0085\\u2028\\u2029]+", " ");
    }

    /** A JSONPath with names in brackets (RFC 9535 §2.3.1). A number is an index in an array only: {@code responses} has names such as 200. */
    private String path(JsonPointer pointer) {
        var path = new StringBuilder("$");
        var node = contract.documents().main().tree();
        for (var rest = pointer; !rest.matches(); rest = rest.tail()) {
            String name = rest.getMatchingProperty();
            boolean isIndex = node.isArray();
            path.append(isIndex ? "[" + name + "]" : "['" + escaped(name) + "']");
            node = isIndex ? node.path(rest.getMatchingIndex()) : node.path(name);
        }
        return path.toString();
    }

    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("'", "\\'");
    }

    /** What to merge into the object; empty if a person must decide. */
    private Optional<JsonNode> update(Hole hole) {
        if (hole.line().contains("…")
                || !hole.at().file().equals(contract.documents().main().name())) {
            return Optional.empty();
        }
        try {
            var line = TreeReader.read(hole.line().getBytes(StandardCharsets.UTF_8), 10, 100)
                    .root();
            var place = new Place(contract.documents().main().uri(), hole.at().pointer());
            return line instanceof ObjectNode update
                            && contract.documents().at(place).isObject()
                    ? Optional.of(missing(update, contract.documents().at(place)))
                    : Optional.empty();
        } catch (Unreadable notYaml) {
            return Optional.empty();
        }
    }

    /** Without the elements that the document has already, because overlays append. */
    private static JsonNode missing(ObjectNode update, JsonNode present) {
        var missing = update.deepCopy();
        for (var member : update.properties()) {
            if (member.getValue().isArray() && present.path(member.getKey()).isArray()) {
                var elements = missing.putArray(member.getKey());
                member.getValue()
                        .valueStream()
                        .filter(element ->
                                present.path(member.getKey()).valueStream().noneMatch(element::equals))
                        .forEach(elements::add);
            }
        }
        return missing;
    }
}
