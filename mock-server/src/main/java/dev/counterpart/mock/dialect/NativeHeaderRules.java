package dev.counterpart.mock.dialect;

import java.util.Set;

/** Omits headers that browsers and caches would act upon, if the value is generated. */
final class NativeHeaderRules implements HeaderRules {

    private static final String CORS = "access-control-";

    /** Bodies are never compressed, so the header would make them unreadable (RFC 9110 §8.4). */
    private static final String CONTENT_ENCODING = "content-encoding";

    private static final Set<String> NEVER_GENERATED = Set.of("date", "vary");

    @Override
    public boolean sends(String name, boolean cors) {
        return !name.equals(CONTENT_ENCODING) && !(cors && name.startsWith(CORS));
    }

    @Override
    public boolean generates(String name) {
        return !NEVER_GENERATED.contains(name) && !name.startsWith(CORS);
    }

    @Override
    public boolean sendsContent() {
        return true;
    }
}
