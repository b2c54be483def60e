package dev.counterpart.spec.tree;

import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.document.SourceMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A node of a tree with its line, for copying parts of a document. */
public final class Lined {

    /**
     * A member of an object.
     *
     * @param key its name
     */
    public record Member(String key, Lined value) {}

    private final SourceMap lines;
    private final int[] sizes;
    private final JsonNode node;
    private final int index;

    private Lined(SourceMap lines, int[] sizes, JsonNode node, int index) {
        this.lines = lines;
        this.sizes = sizes;
        this.node = node;
        this.index = index;
    }

    /** The root of a document that is rewritten: lines are positions in its tree, from 0. */
    public static Lined positions(Document document) {
        var sizes = new Sizes();
        int size = sizes.add(document.tree());
        return new Lined(SourceMap.positions(size), sizes.all, document.tree(), 0);
    }

    public JsonNode node() {
        return node;
    }

    public int line() {
        return lines.line(index);
    }

    public boolean isMissing() {
        return node.isMissingNode();
    }

    /** The text of this node; empty if it has none. */
    public String text() {
        return node.isString() ? node.asString() : "";
    }

    public List<Member> members() {
        var members = new ArrayList<Member>();
        int next = index + 1;
        for (var member : node.properties()) {
            members.add(new Member(member.getKey(), new Lined(lines, sizes, member.getValue(), next)));
            next += sizes[next];
        }
        return members;
    }

    public List<Lined> elements() {
        var elements = new ArrayList<Lined>();
        int next = index + 1;
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            elements.add(new Lined(lines, sizes, node.get(i), next));
            next += sizes[next];
        }
        return elements;
    }

    /** The member with that name; a missing node with the line of this one if there is none. */
    public Lined member(String key) {
        if (node.has(key)) {
            int next = index + 1;
            for (var member : node.properties()) {
                if (member.getKey().equals(key)) {
                    return new Lined(lines, sizes, member.getValue(), next);
                }
                next += sizes[next];
            }
        }
        return new Lined(lines, sizes, MissingNode.getInstance(), index);
    }

    /** The number of nodes of each subtree, in tree order. */
    private static final class Sizes {
        private int[] all = new int[256];
        private int count;

        int add(JsonNode node) {
            if (count == all.length) {
                all = Arrays.copyOf(all, count * 2);
            }
            int index = count++;
            int size = 1;
            for (var child : node.values()) {
                size += add(child);
            }
            all[index] = size;
            return size;
        }
    }
}
