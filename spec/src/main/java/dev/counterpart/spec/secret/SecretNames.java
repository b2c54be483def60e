package dev.counterpart.spec.secret;

import java.util.List;
import java.util.Locale;

/** Names of fields, parameters and headers whose values are secret: {@code accessToken}, {@code client_secret}, {@code X-Api-Key}. */
public final class SecretNames {

    /** In lower case, without dashes, underscores and the s of a plural. */
    private static final List<String> ENDINGS = List.of(
            "token",
            "secret",
            "password",
            "passwd",
            "pwd",
            "passphrase",
            "apikey",
            "accesskey",
            "privatekey",
            "secretkey",
            "signingkey",
            "encryptionkey",
            "accountkey",
            "credential",
            "jwt",
            "sessionid");

    /** The last letters of {@link #ENDINGS}, which rule out most words at once. */
    private static final String LAST_LETTERS = "ntdeyl";

    /** The longest ending, and room; names are not searched beyond it. In characters. */
    private static final int LONGEST_ENDING = 20;

    private SecretNames() {}

    /** Whether the name says that its value is secret. */
    public static boolean isSecret(String written) {
        String name = innermost(written);
        int end = name.length() - (isPlural(name) ? 1 : 0);
        if (end <= 0 || LAST_LETTERS.indexOf(Character.toLowerCase(name.charAt(end - 1))) < 0) {
            return false;
        }
        String ending = name.substring(Math.max(0, end - LONGEST_ENDING), end)
                .toLowerCase(Locale.ROOT)
                .replace("_", "")
                .replace("-", "");
        return ENDINGS.stream().anyMatch(ending::endsWith);
    }

    /** {@code password} of {@code user[password]}, {@code keys} of {@code keys[]}. */
    private static String innermost(String name) {
        String rest = name;
        while (rest.endsWith("]")) {
            int open = rest.lastIndexOf('[');
            String inner = open < 0 ? "" : rest.substring(open + 1, rest.length() - 1);
            if (!inner.isEmpty() && !inner.chars().allMatch(Character::isDigit)) {
                return inner;
            }
            rest = rest.substring(0, Math.max(0, open));
        }
        return rest;
    }

    /** Whether the name may be a count: {@code total_tokens}. */
    static boolean isPlural(String name) {
        return name.endsWith("s") || name.endsWith("S");
    }
}
