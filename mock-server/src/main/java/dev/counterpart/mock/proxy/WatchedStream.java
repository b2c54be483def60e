package dev.counterpart.mock.proxy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A stream that reports each byte to a watch, and ends the watch when it is closed. */
final class WatchedStream extends FilterInputStream {

    private final Optional<StallWatch> watch;

    /** @param watch empty if the stream may be silent for any time */
    WatchedStream(InputStream stream, Optional<StallWatch> watch) {
        super(stream);
        this.watch = watch;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        watch.ifPresent(StallWatch::progress);
        return read;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        int read = super.read(bytes, from, count);
        watch.ifPresent(StallWatch::progress);
        return read;
    }

    @Override
    public void close() throws IOException {
        watch.ifPresent(StallWatch::close);
        super.close();
    }
}
