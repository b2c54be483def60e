package dev.counterpart.spec.overlay;

import dev.counterpart.spec.document.SourceLine;
import dev.counterpart.spec.document.SourceMap;
import dev.counterpart.spec.jsonpath.PathTree;
import dev.counterpart.spec.tree.Lined;
import dev.counterpart.spec.tree.LinedWriter;
import dev.counterpart.spec.tree.Unreadable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
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

    /** How paths read these nodes. */
    static final PathTree<EditedNode> TREE = new PathTree<>() {
        @Override
        public boolean isObject(EditedNode node) {
            return node.isObject();
        }

        @Override
        public boolean isArray(EditedNode node) {
            return node.isArray();
        }

        @Override
        public Collection<String> names(EditedNode object) {
            return object.members == null ? Set.of() : object.members.keySet();
        }

        @Override
        public EditedNode member(EditedNode object, String name) {
            return Objects.requireNonNull(object.child(name), "the object has the member");
        }

        @Override
        public List<EditedNode> elements(EditedNode array) {
            return array.elements == null ? List.of() : array.elements;
        }

        @Override
        public JsonNode json(EditedNode node) {
            return node.json();
        }
    };

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

    /**
     * Appends a value to this array.
     *
     * @param concatenates whether the elements of an array are appended, instead of the array as one element
     */
    void append(EditedNode value, boolean concatenates) {
        if (elements != null) {
            elements.addAll(concatenates && value.elements != null ? value.elements : List.of(value));
        }
    }

    /**
     * Merges an object into this one: objects member by member, arrays by appending; other values are replaced.
     *
     * @param at the path of this object
     * @param replaces whether a member also replaces one of another kind, which is incompatible otherwise
     * @param incompatible receives the paths of incompatible members
     */
    void merge(EditedNode update, JsonPointer at, boolean replaces, Consumer<JsonPointer> incompatible) {
        if (members == null || update.members == null) {
            return;
        }
        update.members.forEach((name, other) -> {
            var own = members.get(name);
            if (own != null && own.isObject() && other.isObject()) {
                own.merge(other, at.appendProperty(name), replaces, incompatible);
            } else if (own != null && own.isArray() && other.isArray()) {
                own.append(other, true);
            } else if (own == null || replaces || own.kind() == other.kind()) {
                members.put(name, other);
            } else {
                incompatible.accept(at.appendProperty(name));
            }
        });
    }

    /** Which values can be merged with each other. */
    enum Kind {
        OBJECT,
        ARRAY,
        VALUE
    }

    Kind kind() {
        return isObject() ? Kind.OBJECT : isArray() ? Kind.ARRAY : Kind.VALUE;
    }

    /** The number of nodes of the subtree. */
    long size() {
        return 1 + children().mapToLong(EditedNode::size).sum();
    }

    private Stream<EditedNode> children() {
        return members != null ? members.values().stream() : elements != null ? elements.stream() : Stream.empty();
    }

    /** The subtree, with the same lines. */
    EditedNode copy() {
        var copiedMembers = members == null ? null : new LinkedHashMap<String, EditedNode>();
        if (members != null && copiedMembers != null) {
            members.forEach((name, child) -> copiedMembers.put(name, child.copy()));
        }
        var copiedElements = elements == null
                ? null
                : elements.stream().map(EditedNode::copy).collect(Collectors.toCollection(ArrayList::new));
        return new EditedNode(line, value, copiedMembers, copiedElements);
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

    private JsonNode json() {
        if (members != null) {
            var object = JsonNodeFactory.instance.objectNode();
            members.forEach((name, child) -> object.set(name, child.json()));
            return object;
        }
        if (elements != null) {
            var array = JsonNodeFactory.instance.arrayNode();
            elements.forEach(child -> array.add(child.json()));
            return array;
        }
        return value;
    }
}
