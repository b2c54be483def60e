package dev.counterpart.mock.record;

/** A draft that became no valid fixture, or an entry of a file that became no draft, with the reason. */
public record NotWritten(FixtureDraft.Source source, String reason) {

    @Override
    public String toString() {
        return source + ": " + reason;
    }
}
