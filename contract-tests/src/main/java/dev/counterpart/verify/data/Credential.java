package dev.counterpart.verify.data;

import dev.counterpart.spec.secret.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a client proves with who it is, under a name of the data file's.
 *
 * @param values by the name of the security scheme; {@link #ANY} for every scheme that is not named
 * @param flaw what is wrong with it, where it is known to be bad: an expired one, for example
 */
public record Credential(String name, Map<String, Secret> values, Optional<Flaw> flaw) {

    /** The scheme of a credential that was given without a scheme. */
    public static final String ANY = "*";

    public Credential {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The secret for that scheme. */
    public Optional<Secret> secret(String scheme) {
        return Optional.ofNullable(values.get(scheme)).or(() -> Optional.ofNullable(values.get(ANY)));
    }

    /** The names only. */
    @Override
    public String toString() {
        return name + values.keySet();
    }
}
