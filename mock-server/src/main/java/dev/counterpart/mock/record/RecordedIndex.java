package dev.counterpart.mock.record;

import dev.counterpart.fixtures.When;
import dev.counterpart.mock.record.Take.BodyFile;
import dev.counterpart.mock.record.Take.Recorded;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Sha256;
import dev.counterpart.spec.read.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The file that says which fixtures of a folder were recorded, with a hash of each and the requests that it answers. A file that
 * differs from its hash, or was deleted, belongs to the person who did that.
 */
final class RecordedIndex {

    /** Its name in the folder of fixtures. */
    static final String NAME = "_recorded.json";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String ABOUT =
            "Written by counterpart. It says which files were recorded and are unedited; edited files are never overwritten.";

    private final Path folder;

    /** By file, relative to the folder. */
    private final Map<String, Entry> entries = new TreeMap<>();

    /**
     * A recorded file.
     *
     * @param operation its name
     * @param hash of the file's bytes
     * @param bodyFile relative to the folder of the file
     * @param requests that it answers
     */
    record Entry(String operation, int status, String hash, Optional<String> bodyFile, List<Take> requests) {

        /** Whether a person edited or deleted the file or its body. */
        boolean isKept() {
            return requests.stream().anyMatch(take -> take.answer().kept().isPresent());
        }
    }

    private RecordedIndex(Path folder) {
        this.folder = folder;
    }

    /** The index of a folder; empty if the folder has none. */
    static RecordedIndex of(Path folder) throws IOException {
        var index = new RecordedIndex(folder);
        var file = folder.resolve(NAME);
        if (Files.exists(file)) {
            if (!(Json.parse(Files.readAllBytes(file)) instanceof Json.Parsed.Value value)) {
                throw new IOException(file + " is not JSON; restore or delete it");
            }
            value.node().path("files").properties().forEach(each -> index.read(each.getKey(), each.getValue()));
        }
        return index;
    }

    private void read(String file, JsonNode node) {
        int status = node.path("status").asInt(0);
        String hash = node.path("hash").asString("");
        var answer = isUnedited(file, hash) ? answer(file, status, node) : Optional.<Recorded>empty();
        var known = answer.orElseGet(() -> kept(file, status));
        var requests = node.path("requests")
                .valueStream()
                .map(request -> new Take(facts(request), request.path("refused").asBoolean(false), known))
                .toList();
        entries.put(
                file,
                new Entry(
                        node.path("operation").asString(""),
                        status,
                        hash,
                        Optional.of(node.path("bodyFile").asString("")).filter(name -> !name.isEmpty()),
                        requests));
    }

    private static Map<When.Key, JsonNode> facts(JsonNode request) {
        var facts = new LinkedHashMap<When.Key, JsonNode>();
        for (var part : When.Part.values()) {
            request.path(part.label())
                    .properties()
                    .forEach(each -> facts.put(new When.Key(part, each.getKey()), each.getValue()));
        }
        return facts;
    }

    /** The answer in a file that must not be written. */
    static Recorded kept(String file, int status) {
        return new Recorded(
                status, file.contains("/_undocumented/"), NODES.objectNode(), Optional.empty(), Optional.of(file));
    }

    private Optional<Recorded> answer(String file, int status, JsonNode node) {
        var path = folder.resolve(file);
        if (!(DataFile.read(path, file) instanceof DataFile.Read read)
                || !(read.document().tree().path("response") instanceof ObjectNode response)) {
            return Optional.empty();
        }
        var copy = response.deepCopy();
        var name = Optional.ofNullable(copy.remove("bodyFile")).map(JsonNode::asString);
        var body = name.flatMap(each -> inside(path.resolveSibling(each))
                .flatMap(inside -> body(inside, node.path("bodyHash").asString(""))));
        return name.isPresent() && body.isEmpty()
                ? Optional.empty()
                : Optional.of(new Recorded(status, file.contains("/_undocumented/"), copy, body, Optional.empty()));
    }

    /** The path, unless it leads out of the folder; the index may have been edited. */
    private Optional<Path> inside(Path path) {
        return Optional.of(path.normalize()).filter(normal -> normal.startsWith(folder.normalize()));
    }

    private static Optional<BodyFile> body(Path file, String hash) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            String name = file.getFileName().toString();
            return Sha256.hex(bytes).equals(hash)
                    ? Optional.of(new BodyFile(
                            bytes, name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)))
                    : Optional.empty();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Whether the file is as it was written. */
    boolean isUnedited(String file) {
        var entry = entries.get(file);
        return entry != null && !entry.isKept() && isUnedited(file, entry.hash());
    }

    private boolean isUnedited(String file, String hash) {
        try {
            var path = inside(folder.resolve(file)).filter(Files::isRegularFile);
            return path.isPresent()
                    && Sha256.hex(Files.readAllBytes(path.get())).equals(hash);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** The exchanges of the recorded files of an operation. */
    List<Take> takes(String operation) {
        return entries.values().stream()
                .filter(entry -> entry.operation().equals(operation))
                .flatMap(entry -> entry.requests().stream())
                .toList();
    }

    /** The recorded files of an operation. */
    List<String> files(String operation) {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue().operation().equals(operation))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The exchanges of a recorded file. */
    List<Take> requests(String file) {
        var entry = entries.get(file);
        return entry == null ? List.of() : entry.requests();
    }

    /** Deletes an unedited file and its body. */
    void delete(String file) throws IOException {
        var entry = entries.remove(file);
        if (entry != null) {
            var path = folder.resolve(file);
            Files.deleteIfExists(path);
            var body = entry.bodyFile().flatMap(name -> inside(path.resolveSibling(name)));
            if (body.isPresent()) {
                Files.deleteIfExists(body.get());
            }
        }
    }

    boolean has(String file) {
        return entries.containsKey(file);
    }

    void put(String file, Entry entry) {
        entries.put(file, entry);
    }

    String text() {
        var root = NODES.objectNode();
        root.put("about", ABOUT);
        var files = root.putObject("files");
        entries.forEach((file, entry) -> files.set(file, json(entry)));
        return Json.pretty(root) + "\n";
    }

    private static ObjectNode json(Entry entry) {
        var node = NODES.objectNode();
        node.put("operation", entry.operation());
        node.put("status", entry.status());
        node.put("hash", entry.hash());
        entry.bodyFile().ifPresent(name -> node.put("bodyFile", name));
        entry.requests().stream()
                .flatMap(take -> take.answer().body().stream())
                .findFirst()
                .ifPresent(body -> node.put("bodyHash", Sha256.hex(body.bytes())));
        var requests = node.putArray("requests");
        entry.requests().forEach(take -> requests.add(json(take)));
        return node;
    }

    private static ObjectNode json(Take take) {
        var request = NODES.objectNode();
        if (take.isRefusal()) {
            request.put("refused", true);
        }
        take.facts()
                .forEach((key, value) ->
                        request.withObjectProperty(key.part().label()).set(key.name(), value));
        return request;
    }
}
