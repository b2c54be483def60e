package dev.counterpart.spec.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A media type or range with its parameters, for example {@code application/json; charset=utf-8} or {@code text/*}.
 *
 * @param type in lower case; {@code *} in a range
 * @param subtype in lower case; {@code *} in a range
 * @param parameters names in lower case, values as written and unquoted, in order
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1">RFC 9110 §8.3.1</a>
 */
public record MediaType(String type, String subtype, Map<String, String> parameters) {

    public static final MediaType JSON = new MediaType("application", "json", Map.of());

    /** Media types that never contain text, and have no format of their own in {@link BodyFormat}. */
    private static final Set<String> BYTES = Set.of(
            "application/octet-stream",
            "application/pdf",
            "application/x-pdf",
            "application/zip",
            "application/x-zip-compressed",
            "application/gzip",
            "application/x-gzip",
            "application/x-tar",
            "application/x-protobuf",
            "application/protobuf",
            "application/vnd.google.protobuf",
            "application/cbor",
            "application/msgpack",
            "application/x-msgpack",
            "application/vnd.msgpack",
            "application/avro",
            "application/vnd.apache.thrift.binary",
            "application/x-thrift",
            "application/x-7z-compressed",
            "application/x-bzip2",
            "application/x-rar-compressed",
            "application/java-archive",
            "application/wasm",
            "application/msword",
            "application/vnd.ms-excel",
            "application/vnd.ms-powerpoint");

    private static final Set<String> BINARY_TYPES = Set.of("image", "audio", "video", "font", "model");

    public MediaType {
        type = type.toLowerCase(Locale.ROOT);
        subtype = subtype.toLowerCase(Locale.ROOT);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Parses a media type; empty if {@code text} is not a media type. */
    public static Optional<MediaType> parse(String text) {
        var parts = split(text, ';');
        String name = parts.get(0).strip();
        int slash = name.indexOf('/');
        if (slash < 0 || !Token.is(name.substring(0, slash)) || !Token.is(name.substring(slash + 1))) {
            return Optional.empty();
        }
        var parameters = new LinkedHashMap<String, String>();
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            String key = part.substring(0, Math.max(0, equals)).strip();
            if (Token.is(key)) {
                parameters.putIfAbsent(
                        key.toLowerCase(Locale.ROOT),
                        unquoted(part.substring(equals + 1).strip()));
            } else if (!part.isBlank()) {
                return Optional.empty();
            }
        }
        return Optional.of(new MediaType(name.substring(0, slash), name.substring(slash + 1), parameters));
    }

    /** Type and subtype, without parameters. */
    public String essence() {
        return type + "/" + subtype;
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** {@code application/json}, {@code text/json} or any {@code +json} type (RFC 6839 §3.1). */
    public boolean isJson() {
        return subtype.equals("json") || subtype.endsWith("+json");
    }

    /** {@code application/xml}, {@code text/xml} or any {@code +xml} type (RFC 7303). */
    public boolean isXml() {
        return subtype.equals("xml") || subtype.endsWith("+xml");
    }

    /** {@code application/x-www-form-urlencoded}. */
    public boolean isForm() {
        return essence().equals("application/x-www-form-urlencoded");
    }

    /** Whether it is a type of files or messages that contain no text: images, archives, {@code application/octet-stream}. */
    public boolean isBinary() {
        return BYTES.contains(essence())
                || (BINARY_TYPES.contains(type) && !isJson() && !isXml())
                || subtype.startsWith("vnd.openxmlformats-")
                || subtype.startsWith("vnd.oasis.opendocument");
    }

    public boolean isText() {
        return type.equals("text");
    }

    /** Whether this is one type and no range. */
    public boolean isConcrete() {
        return !isRange() && !isSuffixRange();
    }

    public boolean isRange() {
        return subtype.equals("*");
    }

    /**
     * The most usual type of the range: {@code image/png} of {@code image/*}, {@code application/vnd.example+json} of
     * {@code application/*+json}; empty for ranges of unrelated types.
     */
    public Optional<MediaType> usual() {
        if (isSuffixRange()) {
            return parse((type.equals("*") ? "application" : type) + "/vnd.example" + subtype.substring(1));
        }
        if (!isRange()) {
            return Optional.of(this);
        }
        return switch (type) {
            case "*", "application" -> Optional.empty();
            case "image" -> parse("image/png");
            case "audio" -> parse("audio/wav");
            case "video" -> parse("video/mp4");
            case "font" -> parse("font/woff2");
            case "multipart" -> parse("multipart/mixed");
            default -> parse(type + "/plain");
        };
    }

    /**
     * Whether this range includes {@code other}. Wildcards match anything; parameters of this range must have equal
     * values in {@code other}.
     *
     * <p>{@code application/*+json} includes all types with that suffix. It is not standard, but common in documents.
     */
    public boolean includes(MediaType other) {
        return (type.equals("*") || type.equals(other.type))
                && (subtype.equals("*") || subtype.equals(other.subtype) || isSuffixOf(other))
                && parameters.entrySet().stream()
                        .allMatch(parameter -> parameter
                                .getValue()
                                .equalsIgnoreCase(other.parameters.getOrDefault(parameter.getKey(), "")));
    }

    /** Whether the subtype is a wildcard with a suffix: {@code application/*+json}. */
    public boolean isSuffixRange() {
        return subtype.startsWith("*+");
    }

    private boolean isSuffixOf(MediaType other) {
        return isSuffixRange() && other.subtype.endsWith(subtype.substring(1));
    }

    /** The same type without parameters. */
    public MediaType bare() {
        return new MediaType(type, subtype, Map.of());
    }

    @Override
    public String toString() {
        return essence()
                + parameters.entrySet().stream()
                        .map(parameter -> "; " + parameter.getKey() + "=" + quoted(parameter.getValue()))
                        .collect(Collectors.joining());
    }

    /** The parts of {@code text} between separators that are not inside a quoted string (RFC 9110 §5.6.4); never empty. */
    public static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    static String unquoted(String value) {
        if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
            return value;
        }
        return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    private static String quoted(String value) {
        return Token.is(value) ? value : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
