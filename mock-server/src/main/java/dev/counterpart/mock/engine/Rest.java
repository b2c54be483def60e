package dev.counterpart.mock.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The part of a body after the bytes that are held in memory.
 *
 * @param bytes as they arrive; the receiver closes the stream
 * @param length of the whole body, including the bytes held, if it was announced
 * @param problems of the bytes that were read so far, in words
 */
public record Rest(InputStream bytes, OptionalLong length, Supplier<List<String>> problems) {

    /** Bytes that are not validated. */
    public Rest(InputStream bytes, OptionalLong length) {
        this(bytes, length, List::of);
    }

    /** Closes the stream without reading it. */
    public void close() {
        try {
            bytes.close();
        } catch (IOException gone) {
            // The rest is not needed, so a failure to close is harmless.
        }
    }
}
