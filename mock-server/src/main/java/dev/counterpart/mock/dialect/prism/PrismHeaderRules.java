package dev.counterpart.mock.dialect.prism;

import dev.counterpart.mock.dialect.HeaderRules;

/** Prism sends every header that has a schema. */
final class PrismHeaderRules implements HeaderRules {

    @Override
    public boolean sends(String name, boolean cors) {
        return true;
    }

    @Override
    public boolean generates(String name) {
        return true;
    }

    @Override
    public boolean sendsContent() {
        return false;
    }
}
