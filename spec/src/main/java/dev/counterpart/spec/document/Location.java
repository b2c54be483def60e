package dev.counterpart.spec.document;

import tools.jackson.core.JsonPointer;

/**
 * A location in a file, for people.
 *
 * @param file the file's name as the user gave it, or relative to the main document
 * @param line from 1; 0 if unknown
 * @param pointer to the node (RFC 6901); empty for the whole file
 */
public record Location(String file, int line, JsonPointer pointer) {

    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line : file;
        return pointer.matches() ? place : place + " (" + pointer + ")";
    }
}
