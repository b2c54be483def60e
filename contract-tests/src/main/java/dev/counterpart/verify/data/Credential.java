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
 * @param login how its token is fetched, if it is not given
 */
public record Credential(String name, Map<String, Secret> values, Optional<Flaw> flaw, Optional<Login> login) {

    /** The key of a credential that was given without a scheme. */
    public static final String ANY = "*";

    /** A credential that is given. */
    public Credential(String name, Map<String, Secret> values, Optional<Flaw> flaw) {
        this(name, values, flaw, Optional.empty());
    }

    public Credential {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The secret for that scheme. */
    public Optional<Secret> secret(String scheme) {
        return Optional.ofNullable(values.get(scheme)).or(() -> Optional.ofNullable(values.get(ANY)));
    }

    /** This credential with a token that was fetched. */
    public Credential with(Secret token) {
        var all = new LinkedHashMap<>(values);
        all.put(login.flatMap(Login::scheme).orElse(ANY), token);
        return new Credential(name, all, flaw, login);
    }

    /** What reports show instead of a token. */
    public static String variable(String name) {
        return Secret.variable(name) + "_TOKEN";
    }

    /** The names only. */
    @Override
    public String toString() {
        return name + values.keySet();
    }
}
