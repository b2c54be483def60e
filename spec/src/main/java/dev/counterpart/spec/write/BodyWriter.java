package dev.counterpart.spec.write;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Encoding;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Bodies to bytes, by media type and encoding: JSON, forms, XML, and text for everything else. In UTF-8.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#encoding-object">OpenAPI 3.1.1, Encoding Object</a>
 */
public final class BodyWriter {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data";
    private static final String BOUNDARY = "----counterpart";

    private BodyWriter() {}

    /**
     * The value as a body of that media type.
     *
     * @param contentType the media type to send, with its parameters; one that cannot be parsed is sent unchanged, with text
     * @param content the declared entry, whose encodings say how the properties of a form are written
     */
    public static WrittenBody body(JsonNode value, String contentType, Content content) {
        return body(value, contentType, content, Map.of());
    }

    /** As {@link #body(JsonNode, String, Content)}, with media types of multipart parts by their names. */
    public static WrittenBody body(JsonNode value, String contentType, Content content, Map<String, String> partTypes) {
        var type = MediaType.parse(contentType).orElse(content.mediaType());
        if (value.isObject() && type.essence().equals(FORM)) {
            return new WrittenBody(contentType, form(content, value).getBytes(StandardCharsets.UTF_8));
        }
        if (value.isObject() && type.essence().equals(MULTIPART)) {
            return multipart(content, value, partTypes);
        }
        return new WrittenBody(contentType, bytes(value, type));
    }

    /** The request with {@code value} as its body, of the media type that it names, else of the declared one. */
    public static Request written(Request request, Content content, JsonNode value) {
        return written(request, content, value, Map.of());
    }

    /** As {@link #written(Request, Content, JsonNode)}, with media types of multipart parts by their names. */
    public static Request written(Request request, Content content, JsonNode value, Map<String, String> partTypes) {
        String type = request.headers()
                .first("Content-Type")
                .orElse(content.mediaType().toString());
        return body(value, type, content, partTypes).in(request);
    }

    /** A value that is not a form. */
    private static byte[] bytes(JsonNode value, MediaType type) {
        if (value.isBinary()) {
            return value.binaryValue();
        }
        if (type.isJson() || type.type().equals("*")) {
            return Json.bytes(value);
        }
        String text = type.isXml() && !value.isString() ? Xml.text(value) : ParameterWriter.text(value);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String form(Content content, JsonNode value) {
        var pairs = new ArrayList<String>();
        for (var member : value.properties()) {
            var encoding = Optional.ofNullable(content.encodings().get(member.getKey()));
            pairs.addAll(encoding.filter(Encoding::styled)
                    .map(known -> styled(content, member.getKey(), known, member.getValue()))
                    .orElseGet(() -> plain(member.getKey(), member.getValue())));
        }
        return String.join("&", pairs);
    }

    /** As a query parameter of the same name and style would be. */
    private static List<String> styled(Content content, String name, Encoding encoding, JsonNode value) {
        var parameter = new Parameter(
                name,
                Parameter.In.QUERY,
                false,
                false,
                false,
                encoding.allowReserved(),
                encoding.style(),
                encoding.explode(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                content.place());
        return ParameterWriter.query(parameter, value);
    }

    /** An element in a pair of its own; lists of lists or objects with brackets, an object as JSON. */
    private static List<String> plain(String name, JsonNode value) {
        if (value.isArray() && value.valueStream().anyMatch(JsonNode::isContainer)) {
            return ParameterWriter.nested(PercentEncoding.encoded(name), value);
        }
        return items(value).stream()
                .map(item -> PercentEncoding.encoded(name) + "=" + PercentEncoding.encoded(ParameterWriter.text(item)))
                .toList();
    }

    /** One part for each member, and for each element of a list (OpenAPI 3.1.1, Encoding multipart Media Types). */
    private static WrittenBody multipart(Content content, JsonNode value, Map<String, String> partTypes) {
        var parts = new ArrayList<String>();
        for (var member : value.properties()) {
            for (var item : items(member.getValue())) {
                parts.add(part(content, member.getKey(), item, partTypes));
            }
        }
        String boundary = BOUNDARY;
        while (isWithin(parts, boundary)) {
            boundary += "-";
        }
        String delimiter = "--" + boundary;
        var text = new StringBuilder();
        parts.forEach(part -> text.append(delimiter).append("\r\n").append(part).append("\r\n"));
        text.append(delimiter).append("--\r\n");
        return new WrittenBody(
                MULTIPART + "; boundary=" + boundary, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isWithin(List<String> parts, String boundary) {
        return parts.stream().anyMatch(part -> part.contains("--" + boundary));
    }

    /** Its header fields, a blank line and its text. An object is JSON where nothing else is declared. */
    private static String part(Content content, String name, JsonNode item, Map<String, String> partTypes) {
        String type = Optional.ofNullable(partTypes.get(name))
                .or(() -> declaredType(content, name))
                .orElse(item.isContainer() ? "application/json" : "");
        String field = name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
        String text = item.isContainer()
                        && MediaType.parse(type).filter(MediaType::isXml).isPresent()
                ? Xml.text(item)
                : ParameterWriter.text(item);
        return "Content-Disposition: form-data; name=\"" + field + "\"\r\n"
                + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n")
                + "\r\n"
                + text;
    }

    /** The one media type that {@code encoding} names for the part; none where it names several or a range. */
    private static Optional<String> declaredType(Content content, String name) {
        return Optional.ofNullable(content.encodings().get(name))
                .flatMap(Encoding::contentType)
                .flatMap(MediaType::parse)
                .filter(type -> !type.isRange())
                .map(MediaType::toString);
    }

    private static List<JsonNode> items(JsonNode value) {
        return value.isArray() ? value.valueStream().toList() : List.of(value);
    }
}
