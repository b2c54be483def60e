package dev.counterpart.spec.tree;

import dev.counterpart.spec.document.SourceMap;
import dev.counterpart.spec.rule.DocumentRules;
import java.util.Arrays;

/** Collects the line of each node while a tree is built, in tree order. Enforces the limit of nodes. */
public final class TreeLines {

    /** The lines of a part of a tree. */
    static final class Copy {
        private final int[] lines;

        private Copy(int... lines) {
            this.lines = lines;
        }

        static Copy of(int line) {
            return new Copy(line);
        }

        int size() {
            return lines.length;
        }
    }

    private final int maxNodes;
    private int[] lines = new int[256];
    private int size;
    private int spent;

    public TreeLines(int maxNodes) {
        this.maxNodes = maxNodes;
    }

    int size() {
        return size;
    }

    /** The number of nodes so far. */
    int spent() {
        return spent;
    }

    public void add(int line) throws Unreadable {
        spend(1, line);
        if (size == lines.length) {
            lines = Arrays.copyOf(lines, size * 2);
        }
        lines[size++] = line;
    }

    /** A copy of the lines from {@code start}. It counts against the limit, because it uses memory. */
    Copy since(int start) throws Unreadable {
        spend(size - start, lines[start]);
        return new Copy(Arrays.copyOfRange(lines, start, size));
    }

    void append(Copy more, int from, int count, int line) throws Unreadable {
        spend(count, line);
        if (size + count > lines.length) {
            lines = Arrays.copyOf(lines, Math.max(size + count, size * 2));
        }
        System.arraycopy(more.lines, from, lines, size, count);
        size += count;
    }

    /** Removes all lines from {@code start}. */
    void truncate(int start) {
        size = start;
    }

    public SourceMap toSourceMap() {
        return SourceMap.of(lines, size);
    }

    private void spend(int nodes, int line) throws Unreadable {
        spent += nodes;
        if (spent > maxNodes) {
            throw new Unreadable(
                    DocumentRules.LIMIT,
                    line,
                    "at most " + maxNodes + " values, aliases expanded",
                    "more than " + maxNodes);
        }
    }
}
