package dev.counterpart.mock.proxy;

import dev.counterpart.spec.http.ContentCoding;
import dev.counterpart.spec.http.Headers;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.TimeUnit;

/**
 * The items of a compressed stream. Decoders wait for bytes, so decoding has a thread of its own; forwarding waits for it only if it is
 * behind by more than a buffer. Items of Brotli data are known late, because its decoder holds text back.
 */
final class CodedItems implements StreamBytes {

    /** Of decoded text; a stream of a few megabytes could decode to terabytes. */
    private static final long MOST_DECODED = 256L * 1024 * 1024;

    private static final int BUFFER = 64 * 1024;
    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private final StreamItems items;
    private final Headers headers;
    private final PipedInputStream coded = new PipedInputStream(BUFFER);
    private final PipedOutputStream pipe = new PipedOutputStream();
    private final Thread decoder;
    private volatile boolean isCutOff;
    private boolean isBroken;

    /** @param headers of the answer, whose codings can be decoded */
    CodedItems(StreamItems items, Headers headers) {
        this.items = items;
        this.headers = headers;
        connect();
        decoder = new Thread(this::decode, "counterpart-decoder");
        decoder.setDaemon(true);
        decoder.start();
    }

    private void connect() {
        try {
            pipe.connect(coded);
        } catch (IOException connected) {
            throw new IllegalStateException("the ends of a new pipe are free", connected);
        }
    }

    @Override
    public void add(byte[] bytes, int count) {
        if (isBroken) {
            return;
        }
        try {
            pipe.write(bytes, 0, count);
            pipe.flush();
        } catch (IOException ended) {
            isBroken = true; // The decoder has reported why it ended.
        }
    }

    @Override
    public void end() {
        closePipe();
        try {
            decoder.join(PATIENCE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        isCutOff = decoder.isAlive();
        closePipe();
    }

    private void closePipe() {
        try {
            pipe.close();
        } catch (IOException closed) {
            isBroken = true;
        }
    }

    private void decode() {
        try (coded;
                var plain = ContentCoding.decoding(headers, coded)) {
            var buffer = new byte[8 * 1024];
            long decoded = 0;
            for (int read = plain.read(buffer); read >= 0; read = plain.read(buffer)) {
                decoded += read;
                if (decoded > MOST_DECODED) {
                    items.remark("items after " + MOST_DECODED + " decoded bytes were not validated");
                    return;
                }
                items.add(buffer, read);
            }
            items.end();
        } catch (IOException | RuntimeException corrupt) {
            corrupt(corrupt);
        }
    }

    private void corrupt(Exception corrupt) {
        if (!isCutOff) {
            items.remark("the rest of the stream was not validated: it is not "
                    + headers.joined("Content-Encoding").orElse("") + " data, as Content-Encoding says: "
                    + corrupt.getMessage());
        }
    }
}
