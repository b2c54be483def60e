package dev.counterpart.mock.proxy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.client.Response;

/** The body of an answer. Closing it before its end closes the connection; otherwise a silent server would keep it. */
final class AnswerStream extends FilterInputStream {

    private final Response answer;
    private volatile boolean isAtEnd;

    AnswerStream(Response answer, InputStream body) {
        super(body);
        this.answer = answer;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        isAtEnd |= read < 0;
        return read;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        int read = super.read(bytes, from, count);
        isAtEnd |= read < 0;
        return read;
    }

    @Override
    public void close() throws IOException {
        if (!isAtEnd) {
            var unused = answer.abort(new IOException("closed before its end"));
        }
        super.close();
    }
}
