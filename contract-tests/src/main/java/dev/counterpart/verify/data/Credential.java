package dev.counterpart.verify.data;

import dev.counterpart.spec.secret.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Proof of a client's identity, by its name in the data file.
 *
 * @param values by the name of the security scheme; {@link #ANY} for every other scheme
 * @param flaw why it is not valid, if that is known: for example, expired
 */
public record Credential(String name, Map<String, Secret> values, Optional<Flaw> flaw) {

    /** The key of a credential that was given without a scheme. */
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
