package dev.counterpart.spec.tree;

import dev.counterpart.spec.rule.DocumentRules;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads JSON with exact numbers, the line of each value, duplicate keys and references. */
final class JsonTree {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(BoundedNumbers.LONGEST)
                    .build())
            .build();

    private final JsonParser parser;
    private final int maxDepth;
    private final TreeLines lines;
    private final Duplicates found = new Duplicates();
    private final Duplicates known;
    private final Set<String> references = new HashSet<>();

    private JsonTree(JsonParser parser, int maxDepth, int maxNodes, Duplicates known) {
        this.parser = parser;
        this.maxDepth = maxDepth;
        this.lines = new TreeLines(maxNodes);
        this.known = known;
    }

    /**
     * Reads a JSON text.
     *
     * @param bytes in UTF-8, UTF-16 or UTF-32
     */
    static Tree read(byte[] bytes, int maxDepth, int maxNodes) throws Unreadable {
        try {
            var once = pass(bytes, maxDepth, maxNodes, new Duplicates());
            if (once.duplicates.isEmpty()) {
                return once.tree;
            }
            return pass(bytes, maxDepth, maxNodes, once.duplicates).tree.withRemarks(once.duplicates.remarks());
        } catch (StreamConstraintsException tooMuch) {
            throw new Unreadable(
                    DocumentRules.LIMIT,
                    line(tooMuch),
                    "numbers of at most " + BoundedNumbers.LONGEST + " characters",
                    tooMuch.getOriginalMessage());
        } catch (JacksonException broken) {
            throw new Unreadable(DocumentRules.SYNTAX, line(broken), "well-formed JSON", broken.getOriginalMessage());
        }
    }

    private record Pass(Tree tree, Duplicates duplicates) {}

    private static Pass pass(byte[] bytes, int maxDepth, int maxNodes, Duplicates known) throws Unreadable {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
            var reader = new JsonTree(parser, maxDepth, maxNodes, known);
            if (parser.nextToken() == null) {
                throw new Unreadable(DocumentRules.EMPTY, 0, "an OpenAPI document", "nothing");
            }
            var root = reader.value(reader.line(), 0, Meaning.PART);
            if (parser.nextToken() != null) {
                throw new Unreadable(
                        DocumentRules.SYNTAX, reader.line(), "the end of the JSON text", "more text after its end");
            }
            return new Pass(reader.tree(root), reader.found);
        }
    }

    private Tree tree(JsonNode root) {
        return new Tree(root, lines.toSourceMap(), lines.spent(), List.of(), Optional.of(references));
    }

    private JsonNode value(int line, int depth, Meaning meaning) throws Unreadable {
        lines.add(line);
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(depth + 1, meaning);
            case START_ARRAY -> array(depth + 1, meaning.element());
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> BoundedNumbers.decimal(parser.getString(), line);
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }

    private JsonNode integer() {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    private JsonNode object(int depth, Meaning meaning) throws Unreadable {
        checkDepth(depth);
        long start = parser.currentTokenLocation().getByteOffset();
        var object = NODES.objectNode();
        for (String key = parser.nextName(); key != null; key = parser.nextName()) {
            int line = line();
            parser.nextToken();
            if (known.isOverridden(start, key)) {
                skip(depth);
            } else if (object.replace(key, value(line, depth, meaning.member(key))) != null) {
                found.add(start, key, line);
            }
        }
        meaning.references(object, (key, reference) -> references.add(reference));
        return object;
    }

    private JsonNode array(int depth, Meaning element) throws Unreadable {
        checkDepth(depth);
        var array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(line(), depth, element));
        }
        return array;
    }

    private void skip(int depth) throws Unreadable {
        checkDepth(depth);
        parser.skipChildren();
    }

    private void checkDepth(int depth) throws Unreadable {
        if (depth > maxDepth) {
            throw tooDeep(maxDepth, line());
        }
    }

    static Unreadable tooDeep(int maxDepth, int line) {
        return new Unreadable(
                DocumentRules.LIMIT, line, "at most " + maxDepth + " levels of nested objects and arrays", "more");
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private static int line(JacksonException broken) {
        return broken.getLocation() == null
                ? 0
                : Math.max(0, broken.getLocation().getLineNr());
    }
}
