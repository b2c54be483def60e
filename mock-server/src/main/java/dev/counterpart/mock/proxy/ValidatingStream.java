package dev.counterpart.mock.proxy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A stream whose items are validated. Bytes are validated after they were read: at the next call, when the reader has forwarded them.
 */
final class ValidatingStream extends FilterInputStream {

    private final StreamBytes items;
    private byte[] unseen = new byte[0];
    private boolean isOver;

    ValidatingStream(InputStream stream, StreamBytes items) {
        super(stream);
        this.items = items;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        see();
        int read = super.read(bytes, from, count);
        if (read < 0) {
            over();
        } else {
            unseen = Arrays.copyOfRange(bytes, from, from + read);
        }
        return read;
    }

    private void see() {
        items.add(unseen, unseen.length);
        unseen = new byte[0];
    }

    private void over() {
        if (!isOver) {
            isOver = true;
            items.end();
        }
    }

    @Override
    public void close() throws IOException {
        see();
        items.close();
        super.close();
    }
}
