package dev.counterpart.spec;

import tools.jackson.core.JsonPointer;

/**
 * A place as people look it up.
 *
 * @param file the file's name as the user gave it, or relative to the main document
 * @param line from 1; 0 where it is not known
 * @param pointer to the node (RFC 6901); empty for the whole file
 */
public record Location(String file, int line, JsonPointer pointer) {

    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line : file;
        return pointer.matches() ? place : place + " (" + pointer + ")";
    }
}
