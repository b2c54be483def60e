package dev.counterpart.spec.decode;

import dev.counterpart.spec.http.BodyFormat;
import dev.counterpart.spec.http.MediaType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Splits a sequence into its items while it arrives: lines of JSON, JSON texts after record separators (RFC 7464), server-sent events and
 * parts of {@code multipart/mixed}. At most one item is held.
 */
public final class ItemSplitter {

    private static final int RECORD = 0x1E;

    /**
     * One item, possibly blank.
     *
     * @param bytes without what separates it from others; the beginning of one that is too large
     * @param isWhole false if the item is larger than the limit
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Unit(byte[] bytes, boolean isWhole) {}

    private enum Kind {
        LINES,
        RECORDS,
        EVENTS,
        PARTS
    }

    private final Kind kind;
    private final byte[] delimiter;
    private final int most;
    private final Consumer<Unit> units;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean isTooLarge;
    private boolean isAfterReturn;
    private boolean isBegun;

    private ItemSplitter(Kind kind, String delimiter, int most, Consumer<Unit> units) {
        this.kind = kind;
        this.delimiter = delimiter.getBytes(StandardCharsets.ISO_8859_1);
        this.most = most;
        this.units = units;
        this.isBegun = kind != Kind.PARTS;
    }

    /**
     * A splitter for a body of that media type; empty if it is not a sequence.
     *
     * @param most maximum size of an item in bytes; a larger one is not held
     */
    public static Optional<ItemSplitter> of(MediaType type, int most, Consumer<Unit> units) {
        return switch (BodyFormat.of(type)) {
            case JSON_LINES -> Optional.of(new ItemSplitter(Kind.LINES, "", most, units));
            case JSON_SEQUENCE -> Optional.of(new ItemSplitter(Kind.RECORDS, "", most, units));
            case EVENT_STREAM -> Optional.of(new ItemSplitter(Kind.EVENTS, "", most, units));
            case MULTIPART ->
                type.subtype().equals("form-data")
                        ? Optional.empty()
                        : type.parameter("boundary")
                                .map(boundary -> new ItemSplitter(Kind.PARTS, "--" + boundary, most, units));
            default -> Optional.empty();
        };
    }

    /** Takes the next bytes of the body. */
    public void add(byte[] bytes, int from, int count) {
        for (int i = from; i < from + count; i++) {
            next(bytes[i]);
        }
    }

    /** The body has ended. Parts end with a delimiter, and events with a blank line; what has no end is discarded. */
    public void end() {
        if (kind == Kind.PARTS || kind == Kind.EVENTS) {
            return;
        }
        endOfLine();
        unit();
    }

    private void next(byte value) {
        if (kind != Kind.RECORDS) {
            nextOfLine(value);
        } else if (value == RECORD) {
            unit();
        } else {
            hold(value);
        }
    }

    private void nextOfLine(byte value) {
        boolean isPairEnd = isAfterReturn && value == '\n';
        isAfterReturn = value == '\r';
        if (kind == Kind.EVENTS && isPairEnd) {
            return;
        }
        if (line.size() < most) {
            line.write(value);
        } else {
            isTooLarge = true;
        }
        if (value == '\n' || (kind == Kind.EVENTS && value == '\r')) {
            endOfLine();
        }
    }

    private void endOfLine() {
        var bytes = line.toByteArray();
        line.reset();
        switch (kind) {
            case LINES -> {
                hold(bytes);
                unit();
            }
            case EVENTS -> {
                hold(bytes);
                if (isBlank(bytes)) {
                    unit();
                }
            }
            case PARTS -> part(bytes);
            case RECORDS -> {}
        }
    }

    private static boolean isBlank(byte[] bytes) {
        return bytes.length == 0 || (bytes.length == 1 && (bytes[0] == '\n' || bytes[0] == '\r'));
    }

    /** A delimiter line ends a part, except the first, which ends the preamble (RFC 2046 §5.1.1). */
    private void part(byte[] bytes) {
        if (!isDelimiter(bytes)) {
            hold(bytes);
            return;
        }
        if (isBegun) {
            unit();
        }
        held.reset();
        isTooLarge = false;
        isBegun = bytes.length < delimiter.length + 2 || bytes[delimiter.length] != '-';
    }

    private boolean isDelimiter(byte[] bytes) {
        return bytes.length >= delimiter.length
                && Arrays.equals(bytes, 0, delimiter.length, delimiter, 0, delimiter.length)
                && new String(bytes, delimiter.length, bytes.length - delimiter.length, StandardCharsets.ISO_8859_1)
                        .matches("(--)?[ \\t]*\\r?\\n");
    }

    private void hold(byte... bytes) {
        if (held.size() + bytes.length <= most) {
            held.writeBytes(bytes);
        } else {
            isTooLarge = true;
        }
    }

    private void unit() {
        units.accept(new Unit(held.toByteArray(), !isTooLarge));
        held.reset();
        isTooLarge = false;
    }
}
