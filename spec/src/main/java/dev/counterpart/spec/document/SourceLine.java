package dev.counterpart.spec.document;

/**
 * The line of a node and the file that it is written in, as one number: trees keep one number per node. Nodes of a document itself have
 * file 0, so their number is the line. Other files are those whose nodes were inserted into the document.
 */
public final class SourceLine {

    /** The most files besides the document itself. */
    public static final int MOST_FILES = 100;

    private static final int BITS = 24;
    private static final int LINES = (1 << BITS) - 1;

    private SourceLine() {}

    /**
     * The number of a line.
     *
     * @param file from 0 to {@link #MOST_FILES}
     * @param line from 0 (unknown); lines from 16 million on count as unknown
     */
    public static int of(int file, int line) {
        return (file << BITS) | (line > LINES ? 0 : line);
    }

    static int file(int number) {
        return number >>> BITS;
    }

    static int line(int number) {
        return number & LINES;
    }
}
