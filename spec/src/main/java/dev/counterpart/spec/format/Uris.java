package dev.counterpart.spec.format;

import java.util.regex.Pattern;

/**
 * URIs (RFC 3986), IRIs (RFC 3987) and URI templates (RFC 6570) by their grammar.
 */
final class Uris {

    private static final String ENCODED = "%[0-9A-Fa-f]{2}";
    private static final String SUB_DELIMITERS = "!$&'()*+,;=";
    private static final String UCS = "\\x{A0}-\\x{D7FF}\\x{F900}-\\x{FDCF}\\x{FDF0}-\\x{FFEF}\\x{10000}-\\x{1FFFD}"
            + "\\x{20000}-\\x{2FFFD}\\x{30000}-\\x{3FFFD}\\x{40000}-\\x{DFFFD}\\x{E1000}-\\x{EFFFD}";
    private static final String PRIVATE = "\\x{E000}-\\x{F8FF}\\x{F0000}-\\x{FFFFD}\\x{100000}-\\x{10FFFD}";

    private static final Pattern PARTS =
            Pattern.compile("(?:([^:/?#]*):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?", Pattern.DOTALL);
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:(.*)@)?(\\[[^\\]]*\\]|[^:@\\[\\]]*)(?::([0-9]*))?", Pattern.DOTALL);
    private static final Pattern FUTURE = Pattern.compile("[vV][0-9A-Fa-f]+\\.[A-Za-z0-9._~!$&'()*+,;=:-]+");

    private static final String VARIABLE =
            "(?:[A-Za-z0-9_]|" + ENCODED + ")+(?:\\.(?:[A-Za-z0-9_]|" + ENCODED + ")+)*" + "(?::[1-9][0-9]{0,3}|\\*)?";
    private static final Pattern TEMPLATE = Pattern.compile("(?:[^\\x00-\\x20\"%<>\\\\^`{|}\\x7F]|" + ENCODED
            + "|\\{[+#./;?&=,!@|]?" + VARIABLE + "(?:," + VARIABLE + ")*\\})*+");

    private enum Alphabet {
        URI("", ""),
        IRI(UCS, PRIVATE);

        private final Pattern user;
        private final Pattern host;
        private final Pattern path;
        private final Pattern query;
        private final Pattern fragment;

        Alphabet(String more, String inQuery) {
            String unreserved = "A-Za-z0-9._~" + more + "-";
            user = characters(SUB_DELIMITERS + ":" + unreserved);
            host = characters(SUB_DELIMITERS + unreserved);
            path = characters("/" + SUB_DELIMITERS + ":@" + unreserved);
            query = characters("/?" + inQuery + SUB_DELIMITERS + ":@" + unreserved);
            fragment = characters("/?" + SUB_DELIMITERS + ":@" + unreserved);
        }

        private static Pattern characters(String members) {
            return Pattern.compile("(?:[" + members.replace("&", "\\&") + "]|" + ENCODED + ")*+");
        }
    }

    private Uris() {}

    static boolean isUri(String text) {
        return isReference(text, Alphabet.URI, Scheme.REQUIRED);
    }

    static boolean isUriReference(String text) {
        return isReference(text, Alphabet.URI, Scheme.OPTIONAL);
    }

    static boolean isIri(String text) {
        return isReference(text, Alphabet.IRI, Scheme.REQUIRED);
    }

    static boolean isIriReference(String text) {
        return isReference(text, Alphabet.IRI, Scheme.OPTIONAL);
    }

    private enum Scheme {
        REQUIRED,
        OPTIONAL
    }

    private static boolean isReference(String text, Alphabet alphabet, Scheme needed) {
        var parts = PARTS.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        String scheme = parts.group(1);
        String authority = parts.group(2);
        String path = parts.group(3);
        return (scheme == null
                        ? needed == Scheme.OPTIONAL
                        : SCHEME.matcher(scheme).matches())
                && (authority == null ? !path.startsWith("//") : isAuthority(authority, alphabet))
                && alphabet.path.matcher(path).matches()
                && (parts.group(4) == null
                        || alphabet.query.matcher(parts.group(4)).matches())
                && (parts.group(5) == null
                        || alphabet.fragment.matcher(parts.group(5)).matches());
    }

    private static boolean isAuthority(String authority, Alphabet alphabet) {
        var parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            return false;
        }
        String host = parts.group(2);
        boolean literal = host.startsWith("[");
        return (parts.group(1) == null || alphabet.user.matcher(parts.group(1)).matches())
                && (literal
                        ? isLiteral(host.substring(1, host.length() - 1))
                        : alphabet.host.matcher(host).matches());
    }

    private static boolean isLiteral(String address) {
        return Hosts.isIpv6(address) || FUTURE.matcher(address).matches();
    }

    static boolean isTemplate(String text) {
        return TEMPLATE.matcher(text).matches();
    }
}
