package dev.counterpart.verify.spring;

/**
 * A violation in a reactive chain. Reactor would wrap an assertion error, and add its own frames to other exceptions; this one reaches the
 * test with its message only.
 */
final class ReactiveFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    ReactiveFailure(AssertionError failed) {
        super(failed.getMessage(), null, false, false);
    }
}
