package dev.counterpart.mock.dialect;

import java.util.Optional;

/** Which headers of a documented response are sent. Names are in lower case. */
public interface HeaderRules {

    /**
     * Whether the header is sent at all.
     *
     * @param cors whether the mock itself adds CORS headers
     */
    boolean sends(String name, boolean cors);

    /** Whether the header is sent with a generated value if the document has no example. */
    boolean generates(String name);

    /** The value of a header whose own grammar allows less than a text, if the schema only says that it is a text; empty for other headers. */
    Optional<String> typical(String name);

    /** Whether headers that are described by {@code content} are sent. */
    boolean sendsContent();
}
