package dev.counterpart.mock.store;

/** A change could not be kept, because the place where the state is kept is unavailable. Nothing has changed for others. */
public final class StateUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param message where and why, in a sentence without secrets */
    public StateUnavailable(String message) {
        super(message);
    }
}
