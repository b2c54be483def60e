package dev.counterpart.verify.workflow;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The moment at which a called workflow must have ended, because of the timeout of a step that called it. */
record Deadline(long nanoTime) {

    /** Requests are aborted up to this time before the end of what is left. */
    static final Duration PRECISION = Duration.ofMillis(1);

    /** @param timeout of the step that calls, from now on */
    static Deadline in(Duration timeout) {
        return new Deadline(System.nanoTime() + timeout.toNanos());
    }

    boolean isOver() {
        return left().compareTo(PRECISION) <= 0;
    }

    /** The earlier one of two deadlines, if there are any. */
    static Optional<Deadline> earlier(Optional<Deadline> one, Optional<Deadline> other) {
        return Stream.concat(one.stream(), other.stream()).min(Comparator.comparing(Deadline::left));
    }

    private Duration left() {
        return Duration.ofNanos(nanoTime - System.nanoTime());
    }

    /** The longest time of a request: the timeout of its step or what is left, if one of them is given. */
    static Optional<Duration> longest(Optional<Duration> timeout, Optional<Deadline> deadline) {
        var left = deadline.map(each -> each.isOver() ? PRECISION : each.left());
        return Stream.concat(timeout.stream(), left.stream()).min(Duration::compareTo);
    }
}
