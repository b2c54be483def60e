package dev.counterpart.mock.settings;

/**
 * How large the headers of messages may be, in bytes. A request with larger ones is a 431 (RFC 6585 §5), an answer with larger ones is
 * a 500.
 *
 * @param request with the request line
 * @param response without the status line
 */
public record HeaderLimits(int request, int response) {

    /** The least and the most that can be set for both, in KiB. */
    public static final int LEAST = 8;

    public static final int MOST = 1024;

    private static final int KIB = 1024;

    /** 16 KiB and 48 KiB. */
    public static final HeaderLimits DEFAULT = new HeaderLimits(16 * KIB, 48 * KIB);

    /** The same limit for both. */
    public static HeaderLimits ofKib(int kib) {
        return new HeaderLimits(kib * KIB, kib * KIB);
    }
}
