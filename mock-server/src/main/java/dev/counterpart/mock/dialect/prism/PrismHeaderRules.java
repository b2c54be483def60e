package dev.counterpart.mock.dialect.prism;

import dev.counterpart.mock.dialect.HeaderRules;
import java.util.Optional;

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
    public Optional<String> typical(String name) {
        return Optional.empty();
    }

    @Override
    public boolean sendsContent() {
        return false;
    }
}
