package dev.counterpart.mock.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * What follows the bytes of a message that are held in memory.
 *
 * @param bytes as they come; whoever takes them closes it
 * @param length of the whole body with the bytes held, if it was announced
 */
public record Rest(InputStream bytes, OptionalLong length) {

    /** Gives up what was still to come. */
    public void close() {
        try {
            bytes.close();
        } catch (IOException gone) {
            // Nobody reads it any more, which is what was wanted.
        }
    }
}
