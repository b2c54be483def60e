package dev.counterpart.mock.record;

import dev.counterpart.fixtures.When;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.document.Location;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A fixture to be written.
 *
 * @param source where it comes from
 * @param conditions as a fixture writes them: a value, {@code in}, {@code matches} or {@code absent}
 * @param more {@code priority}, {@code delay}, {@code fault} and {@code then}
 * @param response {@code headers}, {@code body} and {@code template}
 * @param body of a separate file
 */
public record FixtureDraft(
        Source source,
        Operation operation,
        int status,
        Map<When.Key, JsonNode> conditions,
        ObjectNode more,
        ObjectNode response,
        Optional<BodyFile> body) {

    /**
     * Where a draft comes from, for messages and the comment above it.
     *
     * @param file relative to the folder of its files
     * @param entry in the file, with a space before it; empty if the file has one entry
     * @param line of the entry; 0 if unknown
     * @param pointer to the entry; empty if the file has one entry
     */
    public record Source(String file, String entry, int line, JsonPointer pointer) {

        /** A file as a whole. */
        public static Source of(String file) {
            return new Source(file, "", 0, JsonPointer.empty());
        }

        /** The place of the entry. */
        public Location in(Path folder) {
            return new Location(folder.resolve(file).toString(), line, pointer);
        }

        @Override
        public String toString() {
            return file + entry;
        }
    }

    /** A body in a file of its own. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record BodyFile(byte[] bytes, String extension) {}

    public FixtureDraft {
        conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
    }

    public FixtureDraft withConditions(Map<When.Key, JsonNode> others) {
        return new FixtureDraft(source, operation, status, others, more, response, body);
    }

    /** Whether it is for a step of the scenario, or moves it on. */
    boolean isOf(String scenario) {
        return conditions.containsKey(new When.Key(When.Part.SCENARIO, scenario))
                || more.path("then").path(When.Part.SCENARIO.label()).has(scenario);
    }

    /** The file's text. */
    String text(Optional<String> bodyFile) {
        var root = JsonNodeFactory.instance.objectNode();
        boolean isOnlyFault = more.has("fault") && response.isEmpty() && bodyFile.isEmpty();
        root.setAll(FixtureText.tree(conditions, response, bodyFile));
        if (isOnlyFault) {
            root.remove("response");
        }
        root.setAll(more);
        return "# From " + source.toString().replaceAll("\\R", " ") + "\n" + YamlText.of(root);
    }
}
