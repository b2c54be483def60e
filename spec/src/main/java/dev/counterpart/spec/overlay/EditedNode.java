package dev.counterpart.spec.overlay;

import dev.counterpart.spec.document.SourceLine;
import dev.counterpart.spec.document.SourceMap;
import dev.counterpart.spec.tree.Lined;
import dev.counterpart.spec.tree.LinedWriter;
import dev.counterpart.spec.tree.Unreadable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A node of a document that is being changed, with its line: an object, an array or a value. */
final class EditedNode {

    private final int line;
    private final @Nullable Map<String, EditedNode> members;
    private final @Nullable List<EditedNode> elements;
    private final JsonNode value;

    private EditedNode(
            int line, JsonNode value, @Nullable Map<String, EditedNode> members, @Nullable List<EditedNode> elements) {
        this.line = line;
        this.value = value;
        this.members = members;
        this.elements = elements;
    }

    /**
     * A node with its subtree.
     *
     * @param source a node whose lines are positions in {@code lines}
     * @param file the number of the file that the node is written in, see {@link SourceLine}
     */
    static EditedNode of(Lined source, SourceMap lines, int file) {
        int written = lines.line(source.line());
        int line = file == 0 ? written : SourceLine.of(file, written);
        if (source.node().isObject()) {
            var members = new LinkedHashMap<String, EditedNode>();
            source.members().forEach(member -> members.put(member.key(), of(member.value(), lines, file)));
            return new EditedNode(line, source.node(), members, null);
        }
        if (source.node().isArray()) {
            var elements = new ArrayList<EditedNode>();
            source.elements().forEach(element -> elements.add(of(element, lines, file)));
            return new EditedNode(line, source.node(), null, elements);
        }
        return new EditedNode(line, source.node(), null, null);
    }

    /** A node without lines, with its subtree. */
    static EditedNode of(JsonNode node) {
        if (node.isObject()) {
            var members = new LinkedHashMap<String, EditedNode>();
            node.properties().forEach(member -> members.put(member.getKey(), of(member.getValue())));
            return new EditedNode(0, node, members, null);
        }
        if (node.isArray()) {
            var elements = new ArrayList<EditedNode>();
            node.forEach(element -> elements.add(of(element)));
            return new EditedNode(0, node, null, elements);
        }
        return new EditedNode(0, node, null, null);
    }

    /** An array of nodes of a document, for comparisons. */
    static EditedNode listOf(List<EditedNode> elements) {
        return new EditedNode(0, JsonNodeFactory.instance.arrayNode(), null, elements);
    }

    boolean isObject() {
        return members != null;
    }

    boolean isArray() {
        return elements != null;
    }

    /** The child at that step of a path, a name or an index; empty if there is none. */
    @Nullable EditedNode child(Object step) {
        if (members != null && step instanceof String name) {
            return members.get(name);
        }
        return elements != null && step instanceof Integer index && index < elements.size()
                ? elements.get(index)
                : null;
    }

    /** Removes that very child. */
    void remove(EditedNode child) {
        if (members != null) {
            members.values().removeIf(each -> each == child);
        }
        if (elements != null) {
            elements.removeIf(each -> each == child);
        }
    }

    /** Puts another node in the place of that very child. */
    void replace(EditedNode child, EditedNode other) {
        if (members != null) {
            members.replaceAll((name, each) -> each == child ? other : each);
        }
        if (elements != null) {
            elements.replaceAll(each -> each == child ? other : each);
        }
    }

    /** Appends an entry to this array. */
    void append(EditedNode entry) {
        if (elements != null) {
            elements.add(entry);
        }
    }

    /** Merges an object into this one: objects member by member, arrays by appending, everything else is replaced. */
    void merge(EditedNode update) {
        if (members == null || update.members == null) {
            return;
        }
        update.members.forEach((name, other) -> {
            var own = members.get(name);
            if (own != null && own.isObject() && other.isObject()) {
                own.merge(other);
            } else if (own != null && own.elements != null && other.elements != null) {
                own.elements.addAll(other.elements);
            } else {
                members.put(name, other);
            }
        });
    }

    JsonNode written(LinedWriter out) throws Unreadable {
        if (members != null) {
            return out.object(line, object -> {
                for (var member : members.entrySet()) {
                    object.set(member.getKey(), member.getValue().written(out));
                }
            });
        }
        if (elements != null) {
            return out.array(line, array -> {
                for (var element : elements) {
                    array.add(element.written(out));
                }
            });
        }
        return out.plain(line, value);
    }

    /** The names of the members of this object; none of another node. */
    Set<String> names() {
        return members == null ? Set.of() : members.keySet();
    }

    /** The elements of this array; none of another node. */
    List<EditedNode> elements() {
        return elements == null ? List.of() : elements;
    }

    /** A boolean, number or text as Java has it, or null, which paths compare. */
    @Nullable Object scalar() {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isNumber()) {
            return value.isIntegralNumber() && value.canConvertToLong()
                    ? (Object) value.longValue()
                    : value.decimalValue();
        }
        return value.isNull() ? null : value.asString();
    }
}
