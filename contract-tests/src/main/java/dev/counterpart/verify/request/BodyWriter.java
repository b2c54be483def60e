package dev.counterpart.verify.request;

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
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Bodies to bytes, by media type and encoding.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#encoding-object">OpenAPI 3.1.1, Encoding Object</a>
 */
public final class BodyWriter {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data";
    private static final String BOUNDARY = "----counterpart";

    private BodyWriter() {}

    /** What a body of that type says can be changed one member at a time: JSON, and forms without files. */
    static boolean hasMembers(MediaType type) {
        return type.isJson() || type.essence().equals(FORM);
    }

    static boolean isMultipart(MediaType type) {
        return type.essence().equals(MULTIPART);
    }

    /** The request with {@code value} as its body; a multipart one names its boundary. */
    public static Request written(Request request, Content content, JsonNode value) {
        return written(request, content, value, Map.of());
    }

    /** As {@link #written(Request, Content, JsonNode)}, with media types of parts by their names. */
    public static Request written(Request request, Content content, JsonNode value, Map<String, String> partTypes) {
        String essence = content.mediaType().essence();
        if (value.isObject() && essence.equals(FORM)) {
            return request.withBody(form(content, value));
        }
        if (value.isObject() && essence.equals(MULTIPART)) {
            return request.with("Content-Type", essence + "; boundary=" + BOUNDARY)
                    .withBody(multipart(value, partTypes));
        }
        String text = content.mediaType().isJson() ? Json.text(value) : ParameterWriter.text(value);
        return request.withBody(text.getBytes(StandardCharsets.UTF_8));
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
    private static String multipart(JsonNode value, Map<String, String> types) {
        var text = new StringBuilder();
        for (var member : value.properties()) {
            for (var item : items(member.getValue())) {
                String name = member.getKey()
                        .replace("\"", "%22")
                        .replace("\r", "%0D")
                        .replace("\n", "%0A");
                text.append("--")
                        .append(BOUNDARY)
                        .append("\r\nContent-Disposition: form-data; name=\"")
                        .append(name);
                String type = types.getOrDefault(member.getKey(), item.isContainer() ? "application/json" : "");
                text.append(type.isEmpty() ? "\"\r\n\r\n" : "\"\r\nContent-Type: " + type + "\r\n\r\n");
                text.append(ParameterWriter.text(item)).append("\r\n");
            }
        }
        return text.append("--").append(BOUNDARY).append("--\r\n").toString();
    }

    private static List<JsonNode> items(JsonNode value) {
        return value.isArray()
                ? value.valueStream().toList()
                : JsonNodeFactory.instance.arrayNode().add(value).valueStream().toList();
    }
}
