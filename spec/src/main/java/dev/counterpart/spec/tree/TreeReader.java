package dev.counterpart.spec.tree;

import dev.counterpart.spec.rule.DocumentRules;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/** Reads the bytes of a JSON or YAML file to a tree. */
public final class TreeReader {

    /** The expected content of text in braces that is YAML. */
    public static final String NO_JSON = "well-formed JSON; it was read as YAML";

    /** The expected content of a YAML stream with several documents. */
    public static final String ONE_DOCUMENT = "one YAML document";

    private TreeReader() {}

    /**
     * Reads text that looks like JSON as JSON, and all other text as YAML. Most invalid JSON is valid YAML.
     *
     * @param maxNodes number of values that are still allowed
     */
    public static Tree read(byte[] bytes, int maxDepth, int maxNodes) throws Unreadable {
        if (bytes.length == 0) {
            throw new Unreadable(DocumentRules.EMPTY, 0, "an OpenAPI document", "a file of 0 bytes");
        }
        return looksLikeJson(bytes)
                ? jsonOrYaml(bytes, maxDepth, maxNodes)
                : YamlTree.read(text(bytes), maxDepth, maxNodes);
    }

    private static Tree jsonOrYaml(byte[] bytes, int maxDepth, int maxNodes) throws Unreadable {
        try {
            return JsonTree.read(bytes, maxDepth, maxNodes);
        } catch (Unreadable noJson) {
            if (!noJson.rule().equals(DocumentRules.SYNTAX)) {
                throw noJson;
            }
            return asYaml(bytes, maxDepth, maxNodes, noJson);
        }
    }

    private static Tree asYaml(byte[] bytes, int maxDepth, int maxNodes, Unreadable noJson) throws Unreadable {
        try {
            var tree = YamlTree.read(text(bytes), maxDepth, maxNodes);
            var remarks = new ArrayList<>(tree.remarks());
            remarks.add(noJson.remark(NO_JSON));
            return tree.withRemarks(remarks);
        } catch (Unreadable noYaml) {
            throw noYaml.rule().equals(DocumentRules.SYNTAX) ? noJson : noYaml;
        }
    }

    /**
     * Whether the first character that is not white space is a bracket. Zero bytes are skipped because of UTF-16 and
     * UTF-32.
     */
    private static boolean looksLikeJson(byte[] bytes) {
        int start = charset(bytes).equals(StandardCharsets.UTF_8) && hasMark(bytes) ? 3 : 0;
        for (int i = start; i < bytes.length; i++) {
            byte b = bytes[i];
            boolean skipped = b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == 0 || b == -1 || b == -2;
            if (!skipped) {
                return b == '{' || b == '[';
            }
        }
        return false;
    }

    private static String text(byte[] bytes) throws Unreadable {
        var charset = charset(bytes);
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notText) {
            throw new Unreadable(
                    DocumentRules.UNREADABLE, 0, "text in " + charset.name(), "bytes that are not " + charset.name());
        }
    }

    /**
     * The charset by the byte order mark, else by the position of zero bytes in the first character (YAML 1.2.2 §5.2).
     */
    private static Charset charset(byte[] bytes) {
        int first = bytes.length > 0 ? bytes[0] & 0xFF : 1;
        int second = bytes.length > 1 ? bytes[1] & 0xFF : 1;
        if ((first == 0xFE && second == 0xFF) || (first == 0 && second != 0)) {
            return StandardCharsets.UTF_16BE;
        }
        boolean little = (first == 0xFF && second == 0xFE) || (first != 0 && second == 0);
        return little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    }

    private static boolean hasMark(byte[] bytes) {
        return bytes.length > 2 && (bytes[0] & 0xFF) == 0xEF && (bytes[1] & 0xFF) == 0xBB && (bytes[2] & 0xFF) == 0xBF;
    }
}
