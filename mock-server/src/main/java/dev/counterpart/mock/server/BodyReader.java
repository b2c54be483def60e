package dev.counterpart.mock.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;

/** Reads a body as it comes, without a thread that waits for it. */
final class BodyReader implements Runnable {

    /** Learns of what was read; of one of these three. */
    interface Reader {

        void whole(byte[] body);

        /** More than could be held; what follows is still to be read. */
        void beginning(byte[] body);

        /** The body breaks off, or it is not framed as it should be. */
        void malformed();
    }

    private final Content.Source source;
    private final int most;
    private final Reader reader;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private BodyReader(Content.Source source, int most, Reader reader) {
        this.source = source;
        this.most = most;
        this.reader = reader;
    }

    /** @param most bytes that are held; a body with more is given up to here */
    static void read(Content.Source source, int most, Reader reader) {
        new BodyReader(source, most, reader).run();
    }

    @Override
    public void run() {
        var chunk = source.read();
        while (chunk != null && !isEnd(chunk)) {
            chunk = source.read();
        }
        if (chunk == null) {
            source.demand(this);
        }
    }

    /** Adds the chunk; whether nothing more is read, which the reader then knows. */
    private boolean isEnd(Content.Chunk chunk) {
        if (Content.Chunk.isFailure(chunk)) {
            chunk.release();
            reader.malformed();
            return true;
        }
        boolean isLast = chunk.isLast();
        add(chunk.getByteBuffer());
        chunk.release();
        if (bytes.size() > most) {
            reader.beginning(bytes.toByteArray());
        } else if (isLast) {
            reader.whole(bytes.toByteArray());
        }
        return isLast || bytes.size() > most;
    }

    private void add(ByteBuffer buffer) {
        var part = new byte[buffer.remaining()];
        buffer.get(part);
        bytes.write(part, 0, part.length);
    }
}
