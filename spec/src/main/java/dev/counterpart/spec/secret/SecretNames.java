package dev.counterpart.spec.secret;

import java.util.regex.Pattern;

/** Names of fields, parameters and headers whose values are secret: {@code accessToken}, {@code client_secret}, {@code X-Api-Key}. */
public final class SecretNames {

    private static final Pattern ENDINGS = Pattern.compile(
            "(token|secret|password|passwd|passphrase|api[_-]?key|private[_-]?key|credentials?)$",
            Pattern.CASE_INSENSITIVE);

    /** The longest ending, and room; names are not searched beyond it. In characters. */
    private static final int LONGEST_ENDING = 20;

    private SecretNames() {}

    /** Whether the name says that its value is secret. */
    public static boolean isSecret(String name) {
        String ending = name.substring(Math.max(0, name.length() - LONGEST_ENDING));
        return ENDINGS.matcher(ending).find();
    }
}
