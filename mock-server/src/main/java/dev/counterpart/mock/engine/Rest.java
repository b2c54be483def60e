package dev.counterpart.mock.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * The part of a body after the bytes that are held in memory.
 *
 * @param bytes as they arrive; the receiver closes the stream
 * @param length of the whole body, including the bytes held, if it was announced
 */
public record Rest(InputStream bytes, OptionalLong length) {

    /** Closes the stream without reading it. */
    public void close() {
        try {
            bytes.close();
        } catch (IOException gone) {
            // The rest is not needed, so a failure to close is harmless.
        }
    }
}
