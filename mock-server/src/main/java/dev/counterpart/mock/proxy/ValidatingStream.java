package dev.counterpart.mock.proxy;

import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.validate.StreamValidator;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A stream whose items are validated. Bytes are validated after they were read: at the next call, when the reader has forwarded them.
 */
final class ValidatingStream extends FilterInputStream {

    private final StreamValidator validator;
    private byte[] unseen = new byte[0];
    private boolean isOver;

    ValidatingStream(InputStream stream, StreamValidator validator) {
        super(stream);
        this.validator = validator;
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
        validator.add(unseen, 0, unseen.length);
        unseen = new byte[0];
    }

    private void over() {
        if (!isOver) {
            isOver = true;
            validator.end();
        }
    }

    @Override
    public void close() throws IOException {
        see();
        super.close();
    }

    /** The violations of the items, in words; after the last byte. */
    List<String> problems() {
        var lines = new ArrayList<String>();
        validator.violations().stream().map(Violation::line).forEach(lines::add);
        lines.addAll(validator.remarks());
        return lines;
    }
}
