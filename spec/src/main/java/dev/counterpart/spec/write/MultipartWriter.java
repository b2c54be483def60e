package dev.counterpart.spec.write;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Encoding;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.decode.Shape;
import dev.counterpart.spec.http.MediaType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Multipart bodies: a part for each member of an object and for each element of a list in it, or for each item of an array.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#encoding-multipart-media-types">OpenAPI 3.1.1, Encoding multipart Media Types</a>
 */
final class MultipartWriter {

    private static final String BOUNDARY = "----counterpart";
    private static final String LINE = "\r\n";

    private final MediaType type;
    private final Content content;
    private final Shape shape;
    private final Map<String, String> partTypes;
    private final Parts parts;

    /** Writes the value of one part in the media type of the part. */
    interface PartBody {
        byte[] bytes(JsonNode value, MediaType type, Optional<Shape> shape);
    }

    /** @param headers values of headers that the encoding of a part declares */
    record Parts(PartBody bodies, Function<Parameter, Optional<JsonNode>> headers) {}

    MultipartWriter(MediaType type, Content content, Shape shape, Map<String, String> partTypes, Parts parts) {
        this.type = type;
        this.content = content;
        this.shape = shape;
        this.partTypes = partTypes;
        this.parts = parts;
    }

    WrittenBody body(JsonNode value) {
        var written = new ArrayList<byte[]>();
        if (value.isObject()) {
            for (var member : value.properties()) {
                var property = shape.property(member.getKey());
                var item = property.filter(Shape::isArray).flatMap(Shape::items).or(() -> property);
                items(member.getValue()).forEach(each -> written.add(named(member.getKey(), each, item)));
            }
        } else {
            items(value).forEach(each -> written.add(unnamed(each, written.size())));
        }
        return joined(written);
    }

    /** A body that is written already: its first line is the delimiter. */
    static WrittenBody written(String text, MediaType type) {
        String first = text.lines().findFirst().orElse("");
        String wire = text.contains(LINE) ? text : text.replace("\n", LINE);
        return new WrittenBody(
                type.bare() + "; boundary=" + quoted(first.substring(2).stripTrailing()),
                (wire.endsWith("--") ? wire + LINE : wire).getBytes(StandardCharsets.UTF_8));
    }

    static boolean isWritten(String text) {
        String first = text.lines().findFirst().orElse("");
        return first.length() > 2 && first.startsWith("--") && text.contains("\n" + first.stripTrailing() + "--");
    }

    private WrittenBody joined(List<byte[]> parts) {
        String boundary = type.parameter("boundary").orElse(BOUNDARY);
        while (isWithin(parts, boundary)) {
            boundary += "-";
        }
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(("--" + boundary + LINE).getBytes(StandardCharsets.UTF_8));
            out.writeBytes(part);
            out.writeBytes(LINE.getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes(("--" + boundary + "--" + LINE).getBytes(StandardCharsets.UTF_8));
        return new WrittenBody(type.bare() + "; boundary=" + quoted(boundary), out.toByteArray());
    }

    private static boolean isWithin(List<byte[]> parts, String boundary) {
        return parts.stream().anyMatch(part -> new String(part, StandardCharsets.ISO_8859_1).contains("--" + boundary));
    }

    private static String quoted(String boundary) {
        return boundary.matches("[A-Za-z0-9'+_.-]+") ? boundary : "\"" + boundary + "\"";
    }

    /** A file has a file name, and a media type if none is declared; an object is JSON where nothing else is declared. */
    private byte[] named(String name, JsonNode item, Optional<Shape> property) {
        boolean isFile = item.isBinary() || property.map(Shape::isBinary).orElse(false);
        var encoding = Optional.ofNullable(content.encodings().get(name));
        String partType = Optional.ofNullable(partTypes.get(name))
                .or(() -> file(item).flatMap(FileNode::mediaType))
                .or(() -> encoding.flatMap(MultipartWriter::declaredType))
                .or(() -> property.flatMap(Shape::bytesType).map(MediaType::toString))
                .orElse(isFile ? "application/octet-stream" : item.isContainer() ? "application/json" : "");
        String field = escaped(name);
        String head = "Content-Disposition: form-data; name=\"" + field + "\""
                + (isFile
                        ? "; filename=\""
                                + file(item)
                                        .map(file -> escaped(file.fileName()))
                                        .orElse(field) + "\""
                        : "")
                + LINE
                + (partType.isEmpty() ? "" : "Content-Type: " + partType + LINE)
                + encoding.map(this::fields).orElse("");
        return part(head, item, partType, property);
    }

    private static Optional<FileNode> file(JsonNode item) {
        return item instanceof FileNode file ? Optional.of(file) : Optional.empty();
    }

    private byte[] unnamed(JsonNode item, int index) {
        var encoding = content.positions().at(index);
        String partType = encoding.flatMap(MultipartWriter::declaredType)
                .orElse(
                        item.isBinary()
                                ? "application/octet-stream"
                                : item.isString() ? "text/plain; charset=utf-8" : "application/json");
        String head =
                "Content-Type: " + partType + LINE + encoding.map(this::fields).orElse("");
        return part(head, item, partType, shape.element(index));
    }

    /** The lines of the headers that the encoding declares. */
    private String fields(Encoding encoding) {
        return encoding.headers().stream()
                .flatMap(header -> parts.headers().apply(header).stream()
                        .map(value -> header.name() + ": " + ParameterWriter.header(header, value) + LINE))
                .collect(Collectors.joining());
    }

    private byte[] part(String head, JsonNode item, String partType, Optional<Shape> described) {
        var written = parts.bodies()
                .bytes(item, MediaType.parse(partType).orElse(new MediaType("text", "plain", Map.of())), described);
        var out = new ByteArrayOutputStream();
        out.writeBytes((head + LINE).getBytes(StandardCharsets.UTF_8));
        out.writeBytes(written);
        return out.toByteArray();
    }

    private static String escaped(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    /** The first media type that the encoding names, or the most usual one of the first range. */
    private static Optional<String> declaredType(Encoding encoding) {
        return encoding.mediaTypes().stream()
                .min(Comparator.comparing(MediaType::isRange))
                .flatMap(MediaType::usual)
                .map(MediaType::toString);
    }

    private static List<JsonNode> items(JsonNode value) {
        return value.isArray() ? value.valueStream().toList() : List.of(value);
    }
}
