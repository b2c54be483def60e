package dev.counterpart.mock.proxy;

import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.validate.StreamValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The items of one stream, validated as they arrive. The first violations are reported at once, because a stream may not end for hours.
 *
 * <p>Thread-safe.
 */
final class StreamItems implements StreamBytes {

    /** Of the violations that are reported at once; all are known when the stream ends. */
    private static final int MOST_REPORTED = 20;

    private final StreamValidator validator;
    private final Consumer<String> happened;
    private final List<String> remarks = new ArrayList<>();
    private int reported;

    /** @param happened receives a violation in words as soon as it is found */
    StreamItems(StreamValidator validator, Consumer<String> happened) {
        this.validator = validator;
        this.happened = happened;
    }

    @Override
    public synchronized void add(byte[] bytes, int count) {
        validator.add(bytes, 0, count);
        report();
    }

    @Override
    public synchronized void end() {
        validator.end();
        report();
    }

    @Override
    public void close() {
        // An item that was cut off is not validated.
    }

    /** Why the items from now on are not validated. */
    synchronized void remark(String remark) {
        remarks.add(remark);
        happened.accept(remark);
    }

    private void report() {
        var violations = validator.violations();
        for (; reported < Math.min(violations.size(), MOST_REPORTED); reported++) {
            happened.accept(violations.get(reported).line());
        }
    }

    /** The violations of the items so far, and what was not validated, in words. */
    synchronized List<String> problems() {
        var lines = new ArrayList<String>();
        validator.violations().stream().map(Violation::line).forEach(lines::add);
        lines.addAll(validator.remarks());
        lines.addAll(remarks);
        return lines;
    }
}
