package dev.counterpart.spec.read;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.List;

/**
 * The limits and permissions for reading a document.
 *
 * @param allowRemoteRefs whether a {@code $ref} may refer to an http(s) URL
 * @param allowRefsOutside whether a {@code $ref} may refer to files outside the main document's folder
 * @param maxBytes of all files together
 * @param maxDepth of nested objects and arrays, after aliases are expanded
 * @param maxNodes of all files together, after aliases are expanded
 * @param timeout for each URL, from the request to the last byte
 * @param operationsOptional whether a document may have no operation, such as one with webhooks only
 * @param overlays paths or URLs of overlays, which are applied to the main document in this order
 */
@RecordBuilder
public record ReadOptions(
        boolean allowRemoteRefs,
        boolean allowRefsOutside,
        int maxBytes,
        int maxDepth,
        int maxNodes,
        Duration timeout,
        boolean operationsOptional,
        List<String> overlays)
        implements ReadOptionsBuilder.With {

    private static final ReadOptions DEFAULTS =
            new ReadOptions(false, false, 64 * 1024 * 1024, 500, 5_000_000, Duration.ofSeconds(20), false, List.of());

    public ReadOptions {
        overlays = List.copyOf(overlays);
        if (maxBytes < 1 || maxDepth < 1 || maxNodes < 1 || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("limits must be positive but were " + maxBytes + " bytes, depth "
                    + maxDepth + ", " + maxNodes + " nodes, " + timeout);
        }
    }

    /** No remote references, no references outside the folder, 64 MiB, depth 500, 5 million nodes, 20 seconds. */
    public static ReadOptions defaults() {
        return DEFAULTS;
    }
}
