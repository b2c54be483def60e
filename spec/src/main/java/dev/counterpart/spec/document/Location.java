package dev.counterpart.spec.document;

import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;

/**
 * A location in a file, for people.
 *
 * @param file the file's name or URL as the user gave it, or relative to the main document; without a user name and password
 * @param line from 1; 0 if unknown
 * @param pointer to the node (RFC 6901); empty for the whole file
 */
public record Location(String file, int line, JsonPointer pointer) {

    private static final Pattern USER = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@");

    public Location {
        file = shown(file);
    }

    /** A file name, or a URL without its user name and password. */
    public static String shown(String file) {
        return USER.matcher(file).replaceFirst("$1***@");
    }

    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line : file;
        return pointer.matches() ? place : place + " (" + pointer + ")";
    }
}
