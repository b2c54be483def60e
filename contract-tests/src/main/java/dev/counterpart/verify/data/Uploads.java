package dev.counterpart.verify.data;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.write.FileNode;
import dev.counterpart.verify.data.GateData.Entry;
import dev.counterpart.verify.data.GateData.OperationData;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Files of the data file: {@code bodyFile}, and in multipart bodies {@code {file: logo.png, name: …, type: …}}. Paths are relative to the
 * data file.
 */
final class Uploads {

    /** In bytes. */
    static final long LARGEST = 10L * 1024 * 1024;

    private static final String FILE = "file";
    private static final String NAME = "name";
    private static final String TYPE = "type";
    private static final Set<String> KEYS = Set.of(FILE, NAME, TYPE);

    private final GateData data;
    private final Contract contract;
    private final List<DataError> problems = new ArrayList<>();

    Uploads(GateData data, Contract contract) {
        this.data = data;
        this.contract = contract;
    }

    /** The data with the content of the files. */
    GateData read() {
        var operations = new LinkedHashMap<String, OperationData>();
        for (var each : data.operations().entrySet()) {
            var operation = contract.operation(each.getKey());
            var known = each.getValue();
            operations.put(
                    each.getKey(),
                    operation.isEmpty()
                            ? known
                            : new OperationData(
                                    known.entries().stream()
                                            .map(entry -> read(operation.get(), entry))
                                            .toList(),
                                    known.rules(),
                                    known.headers()));
        }
        return data.withOperations(operations);
    }

    /** Files that cannot be read. */
    List<DataError> problems() {
        read();
        return problems;
    }

    private Entry read(Operation operation, Entry entry) {
        if (entry.bodyFile().isPresent()) {
            return file(entry, entry.bodyFile().get(), Optional.empty(), Optional.empty())
                    .map(file -> entry.with(file))
                    .orElse(entry);
        }
        return entry.body().isPresent() && isMultipart(operation, entry)
                ? entry.with(parts(entry, entry.body().get()))
                : entry;
    }

    private static boolean isMultipart(Operation operation, Entry entry) {
        var sent = entry.header().entrySet().stream()
                .filter(field -> field.getKey().equalsIgnoreCase("Content-Type"))
                .map(Map.Entry::getValue)
                .findFirst();
        if (sent.isPresent()) {
            return sent.get().startsWith("multipart/");
        }
        var declared = operation.body().stream()
                .flatMap(body -> body.content().stream())
                .map(content -> content.mediaType())
                .toList();
        return declared.stream().noneMatch(MediaType::isJson)
                && declared.stream()
                        .findFirst()
                        .filter(type -> type.type().equals("multipart"))
                        .isPresent();
    }

    private JsonNode parts(Entry entry, JsonNode body) {
        if (body.isArray()) {
            var parts = JsonNodeFactory.instance.arrayNode();
            body.forEach(item -> parts.add(part(entry, item)));
            return parts;
        }
        if (!body.isObject()) {
            return body;
        }
        var parts = JsonNodeFactory.instance.objectNode();
        body.properties().forEach(member -> {
            var value = member.getValue();
            if (value.isArray()) {
                var items = parts.putArray(member.getKey());
                value.forEach(item -> items.add(part(entry, item)));
            } else {
                parts.set(member.getKey(), part(entry, value));
            }
        });
        return parts;
    }

    private JsonNode part(Entry entry, JsonNode value) {
        boolean isFile = value.isObject()
                && value.path(FILE).isString()
                && KEYS.containsAll(value.propertyNames())
                && value.values().stream().allMatch(JsonNode::isString);
        return isFile
                ? file(entry, value.path(FILE).asString(), text(value, NAME), text(value, TYPE))
                        .orElse(value)
                : value;
    }

    private static Optional<String> text(JsonNode value, String name) {
        return Optional.of(value.path(name)).filter(JsonNode::isString).map(JsonNode::asString);
    }

    private Optional<JsonNode> file(Entry entry, String path, Optional<String> name, Optional<String> type) {
        try {
            var file = folder().resolve(path);
            if (!Files.isRegularFile(file)) {
                return problem(entry, "the file was not found: " + path, "paths are relative to the data file");
            }
            if (Files.size(file) > LARGEST) {
                return problem(entry, "the file is larger than 10 MB: " + path, "use a smaller file");
            }
            if (type.isPresent() && MediaType.parse(type.get()).isEmpty()) {
                return problem(entry, "this is not a media type: " + type.get(), "use the form image/png");
            }
            String own = file.getFileName().toString();
            return Optional.of(new FileNode(
                    Files.readAllBytes(file),
                    name.orElse(own),
                    type.or(() -> Optional.ofNullable(URLConnection.guessContentTypeFromName(own)))));
        } catch (IOException | InvalidPathException unreadable) {
            return problem(entry, "the file cannot be read: " + path, "check the path and its permissions");
        }
    }

    private Path folder() {
        var uri = data.file().uri();
        var parent = "file".equals(uri.getScheme()) ? Path.of(uri).getParent() : null;
        return parent == null ? Path.of("") : parent;
    }

    private Optional<JsonNode> problem(Entry entry, String message, String remedy) {
        problems.add(new DataError(entry.place(), message, remedy));
        return Optional.empty();
    }
}
