package dev.counterpart.spec.tree;

import dev.counterpart.spec.document.TreeSize;
import dev.counterpart.spec.rule.DocumentRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Constant;
import org.yaml.snakeyaml.scanner.Scanner;
import org.yaml.snakeyaml.scanner.ScannerException;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.Token;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads YAML as JSON values: scalars of YAML 1.2, keys as written, with resolved aliases and merge keys and the line of
 * each value.
 *
 * <p>An alias shares the tree of its anchor, but counts as if it were expanded.
 */
final class YamlTree {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String TAGS = "tag:yaml.org,2002:";

    static {
        // YAML 1.2.2 §5.7 [53], so that JSON is valid YAML. SnakeYAML implements 1.1; this map adds the escape.
        ScannerImpl.ESCAPE_REPLACEMENTS.putIfAbsent('/', "/");
    }

    private record Anchored(JsonNode node, TreeLines.Copy lines, int height) {}

    private record Merged(ObjectNode node, TreeLines.Copy lines, int start) {}

    private final Parser events;
    private final int maxDepth;
    private final TreeLines lines;
    private final Duplicates found = new Duplicates();
    private final Duplicates known;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    private YamlTree(Parser events, int maxDepth, int maxNodes, Duplicates known) {
        this.events = events;
        this.maxDepth = maxDepth;
        this.lines = new TreeLines(maxNodes);
        this.known = known;
    }

    /** Reads the first document of YAML text. */
    static Tree read(String text, int maxDepth, int maxNodes) throws Unreadable {
        try {
            return tree(text, maxDepth, maxNodes);
        } catch (MarkedYAMLException broken) {
            var mark = broken.getProblemMark();
            String context = broken.getContext() == null ? "" : " " + broken.getContext();
            throw malformed(mark == null ? 0 : mark.getLine() + 1, broken.getProblem() + context);
        } catch (ReaderException broken) {
            String character = String.format("the character U+%04X, which YAML does not allow", broken.getCodePoint());
            throw malformed(lineOf(text, broken.getPosition()), character);
        } catch (YAMLException broken) {
            throw malformed(0, String.valueOf(broken.getMessage()));
        }
    }

    private static Tree tree(String text, int maxDepth, int maxNodes) throws Unreadable {
        var once = pass(text, maxDepth, maxNodes, new Duplicates());
        if (once.duplicates.isEmpty()) {
            return once.tree;
        }
        var again = pass(text, maxDepth, maxNodes, once.duplicates).tree;
        var remarks = new ArrayList<>(once.duplicates.remarks());
        remarks.addAll(again.remarks());
        return again.withRemarks(remarks);
    }

    private static Unreadable malformed(int line, String actual) {
        return new Unreadable(DocumentRules.SYNTAX, line, "well-formed YAML", actual);
    }

    private record Pass(Tree tree, Duplicates duplicates) {}

    private static Pass pass(String text, int maxDepth, int maxNodes, Duplicates known) throws Unreadable {
        var reader = new YamlTree(events(text), maxDepth, maxNodes, known);
        reader.next();
        if (!reader.next().is(Event.ID.DocumentStart)) {
            throw new Unreadable(DocumentRules.EMPTY, 0, "an OpenAPI document", "nothing");
        }
        var first = reader.next();
        var root = reader.value(first, line(first), 0);
        reader.next();
        var remarks = second(reader.next());
        return new Pass(new Tree(root, reader.lines.toSourceMap(), reader.lines.spent(), remarks), reader.found);
    }

    /** The remark about a second document, if that event begins one. */
    private static List<Tree.Remark> second(Event event) {
        return event.is(Event.ID.DocumentStart)
                ? List.of(new Tree.Remark(
                        DocumentRules.SYNTAX, line(event), TreeReader.ONE_DOCUMENT, "a second one, which is ignored"))
                : List.of();
    }

    private static Parser events(String text) {
        var options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setNestingDepthLimit(Integer.MAX_VALUE);
        return new ParserImpl(new TabbedScanner(new WholeText(text), options));
    }

    private JsonNode value(Event event, int line, int depth) throws Unreadable {
        if (event instanceof AliasEvent alias) {
            return expanded(alias, depth);
        }
        String anchor = event instanceof NodeEvent node ? node.getAnchor() : null;
        if (anchor != null) {
            open.add(anchor);
        }
        int start = lines.size();
        lines.add(line);
        var value = content(event, line, depth);
        if (anchor != null) {
            open.remove(anchor);
            anchors.put(anchor, new Anchored(value, lines.since(start), height(value)));
        }
        return value;
    }

    private JsonNode content(Event event, int line, int depth) throws Unreadable {
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar, line);
        }
        if (depth >= maxDepth) {
            throw JsonTree.tooDeep(maxDepth, line);
        }
        return event instanceof MappingStartEvent ? mapping(event, depth + 1) : sequence(depth + 1);
    }

    private static JsonNode scalar(ScalarEvent scalar, int line) throws Unreadable {
        String tag = scalar.getTag();
        boolean plain = tag == null
                ? scalar.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN
                : tag.equals(TAGS + "int")
                        || tag.equals(TAGS + "float")
                        || tag.equals(TAGS + "bool")
                        || tag.equals(TAGS + "null");
        return plain ? CoreScalar.read(scalar.getValue(), line) : NODES.stringNode(scalar.getValue());
    }

    private JsonNode sequence(int depth) throws Unreadable {
        var array = NODES.arrayNode();
        for (var event = next(); !event.is(Event.ID.SequenceEnd); event = next()) {
            array.add(value(event, line(event), depth));
        }
        return array;
    }

    private JsonNode mapping(Event start, int depth) throws Unreadable {
        var object = NODES.objectNode();
        var merged = new ArrayList<Merged>(0);
        long offset = start.getStartMark().getIndex();
        for (var event = next(); !event.is(Event.ID.MappingEnd); event = next()) {
            String key = key(event);
            int line = line(event);
            int before = lines.size();
            var value = value(next(), line, depth);
            if (isMergeKey(event) && merge(value, before, merged)) {
                lines.truncate(before);
            } else if (known.isOverridden(offset, key)) {
                lines.truncate(before);
            } else if (object.replace(key, value) != null) {
                found.add(offset, key, line);
            }
        }
        for (var other : merged) {
            addAbsent(object, other, line(start));
        }
        return object;
    }

    private String key(Event event) throws Unreadable {
        if (event instanceof ScalarEvent scalar) {
            if (scalar.getAnchor() != null) {
                anchors.put(
                        scalar.getAnchor(),
                        new Anchored(NODES.stringNode(scalar.getValue()), TreeLines.Copy.of(line(event)), 0));
            }
            return scalar.getValue();
        }
        if (event instanceof AliasEvent alias) {
            var target = anchors.get(alias.getAnchor());
            if (target != null && target.node.isValueNode()) {
                return target.node.asString();
            }
        }
        throw new Unreadable(DocumentRules.SYNTAX, line(event), "text as a key", "an array or an object");
    }

    private static boolean isMergeKey(Event key) {
        return key instanceof ScalarEvent scalar
                && scalar.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN
                && scalar.getValue().equals("<<");
    }

    /**
     * Records the objects that {@code value} merges. Returns false if it is something else, so that the key is an
     * ordinary one.
     */
    private boolean merge(JsonNode value, int start, List<Merged> merged) throws Unreadable {
        if (value instanceof ObjectNode object) {
            merged.add(new Merged(object, lines.since(start), 0));
            return true;
        }
        if (!value.isArray() || value.values().stream().anyMatch(element -> !element.isObject())) {
            return false;
        }
        var copied = lines.since(start);
        int index = 1;
        for (var element : value.values()) {
            merged.add(new Merged((ObjectNode) element, copied, index));
            index += TreeSize.of(element);
        }
        return true;
    }

    private void addAbsent(ObjectNode object, Merged merged, int line) throws Unreadable {
        int index = merged.start + 1;
        for (var member : merged.node.properties()) {
            int size = TreeSize.of(member.getValue());
            if (!object.has(member.getKey())) {
                object.set(member.getKey(), member.getValue());
                lines.append(merged.lines, index, size, line);
            }
            index += size;
        }
    }

    private JsonNode expanded(AliasEvent alias, int depth) throws Unreadable {
        String name = alias.getAnchor();
        var target = anchors.get(name);
        if (open.contains(name)) {
            throw new Unreadable(
                    DocumentRules.SYNTAX,
                    line(alias),
                    "an alias of something else",
                    "*" + name + ", which contains itself");
        }
        if (target == null) {
            throw new Unreadable(
                    DocumentRules.SYNTAX, line(alias), "an anchor &" + name + " before this alias", "none");
        }
        if (depth + target.height > maxDepth) {
            throw JsonTree.tooDeep(maxDepth, line(alias));
        }
        lines.append(target.lines, 0, target.lines.size(), line(alias));
        return target.node;
    }

    private Event next() {
        return events.getEvent();
    }

    private static int line(@Nullable Event event) {
        return event == null ? 0 : event.getStartMark().getLine() + 1;
    }

    /** The number of nested containers, starting at {@code node}; 0 for a scalar. */
    private static int height(JsonNode node) {
        int height = 0;
        for (var child : node.values()) {
            height = Math.max(height, height(child));
        }
        return node.isContainer() ? height + 1 : 0;
    }

    private static int lineOf(String text, int position) {
        int line = 1;
        for (int i = 0; i < position && i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        return line;
    }

    /**
     * Treats tabs between tokens of a line as spaces (YAML 1.2.2 §6.2), which SnakeYAML rejects. Tabs used as
     * indentation remain an error.
     */
    private static final class TabbedScanner implements Scanner {

        private static final String BEFORE_A_TOKEN = "while scanning for the next token";

        private final WholeText text;
        private final Scanner scanner;

        TabbedScanner(WholeText text, LoaderOptions options) {
            this.text = text;
            this.scanner = new ScannerImpl(text, options);
        }

        @Override
        public boolean checkToken(Token.ID... choices) {
            return beyondTabs(() -> scanner.checkToken(choices));
        }

        @Override
        public Token peekToken() {
            return beyondTabs(scanner::peekToken);
        }

        @Override
        public Token getToken() {
            return beyondTabs(scanner::getToken);
        }

        @Override
        public void resetDocumentIndex() {
            scanner.resetDocumentIndex();
        }

        private <T> T beyondTabs(Supplier<T> step) {
            while (true) {
                try {
                    return step.get();
                } catch (ScannerException stopped) {
                    if (!BEFORE_A_TOKEN.equals(stopped.getContext()) || !text.isAtTabInLine()) {
                        throw stopped;
                    }
                    text.forward();
                }
            }
        }
    }

    /**
     * Holds the whole text. SnakeYAML's own reader copies its buffer at every kilobyte, so that long scalars take
     * hours.
     */
    private static final class WholeText extends StreamReader {

        private static final int[] NO_SNIPPET = {};

        private final int[] points;
        private int pointer;
        private int documentStart;
        private int line;
        private int column;

        WholeText(String text) {
            super("");
            points = text.codePoints().toArray();
            for (int i = 0; i < points.length; i++) {
                if (!isPrintable(points[i])) {
                    throw new ReaderException("", i, points[i], "special characters are not allowed");
                }
            }
        }

        /** Whether the next character is a tab that is not indentation. */
        boolean isAtTabInLine() {
            int start = pointer;
            while (start > 0 && (points[start - 1] == ' ' || points[start - 1] == '\t')) {
                start--;
            }
            return peek() == '\t' && start > 0 && !Constant.LINEBR.has(points[start - 1]);
        }

        @Override
        public Mark getMark() {
            return new Mark("", pointer, line, column, NO_SNIPPET, 0);
        }

        @Override
        public void forward() {
            forward(1);
        }

        @Override
        public void forward(int length) {
            for (int i = 0; i < length && pointer < points.length; i++) {
                int point = points[pointer++];
                if (Constant.LINEBR.has(point) || (point == '\r' && peek() != '\n' && pointer < points.length)) {
                    line++;
                    column = 0;
                } else if (point != 0xFEFF) {
                    column++;
                }
            }
        }

        @Override
        public int peek() {
            return peek(0);
        }

        @Override
        public int peek(int index) {
            return pointer + index < points.length ? points[pointer + index] : 0;
        }

        @Override
        public String prefix(int length) {
            return new String(points, pointer, Math.min(length, points.length - pointer));
        }

        @Override
        public String prefixForward(int length) {
            String prefix = prefix(length);
            pointer += length;
            column += length;
            return prefix;
        }

        @Override
        public int getColumn() {
            return column;
        }

        @Override
        public int getLine() {
            return line;
        }

        @Override
        public int getIndex() {
            return pointer;
        }

        @Override
        public int getDocumentIndex() {
            return pointer - documentStart;
        }

        @Override
        public void resetDocumentIndex() {
            documentStart = pointer;
        }
    }
}
