package dev.counterpart.mock.dialect;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Omits headers that browsers and caches would act upon, if the value is generated. */
final class NativeHeaderRules implements HeaderRules {

    private static final String CORS = "access-control-";

    /** Bodies are never compressed, so the header would make them unreadable (RFC 9110 §8.4). */
    private static final String CONTENT_ENCODING = "content-encoding";

    private static final Set<String> NEVER_GENERATED = Set.of("date", "vary");

    private static final String DATE = "Thu, 01 Jan 2026 00:00:00 GMT";

    /** RFC 9110 §8.8.3, §8.8.2 and §10.2.3; RFC 9111 §5.1 and §5.3; RFC 6265 §4.1.1. */
    private static final Map<String, String> TYPICAL = Map.of(
            "etag", "\"1\"",
            "last-modified", DATE,
            "expires", DATE,
            "retry-after", "120",
            "age", "0",
            "set-cookie", "name=value");

    @Override
    public boolean sends(String name, boolean cors) {
        return !name.equals(CONTENT_ENCODING) && !(cors && name.startsWith(CORS));
    }

    @Override
    public boolean generates(String name) {
        return !NEVER_GENERATED.contains(name) && !name.startsWith(CORS);
    }

    @Override
    public Optional<String> typical(String name) {
        return Optional.ofNullable(TYPICAL.get(name));
    }

    @Override
    public boolean sendsContent() {
        return true;
    }
}
