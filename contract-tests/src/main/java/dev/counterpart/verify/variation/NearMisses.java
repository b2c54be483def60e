package dev.counterpart.verify.variation;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Values that differ slightly from a valid one. The caller validates each against the schema. */
public final class NearMisses {

    private static final int VERY_LONG = 4096;

    private NearMisses() {}

    /** The variants of a valid value, as plain text, by the kind of change. */
    public static Map<String, String> of(String good) {
        var all = new LinkedHashMap<String, String>();
        otherForms(good, all);
        moreOrLess(good, all);
        invisible(good, all);
        hostile(good, all);
        otherTypes(all);
        all.put("a single space", " ");
        all.put("very long", good.repeat(good.isEmpty() ? 0 : VERY_LONG / good.length() + 1));
        all.values().removeIf(variant -> variant.isEmpty() || variant.equals(good));
        return all;
    }

    private static void otherForms(String good, Map<String, String> all) {
        all.put("upper case", good.toUpperCase(Locale.ROOT));
        all.put("one letter in upper case", oneUpper(good));
        all.put("without dashes", good.replace("-", ""));
        all.put("dashes as underscores", good.replace('-', '_'));
        all.put("in braces", "{" + good + "}");
        all.put("as urn:uuid:", "urn:uuid:" + good);
    }

    private static void moreOrLess(String good, Map<String, String> all) {
        all.put("last character missing", good.isEmpty() ? "" : good.substring(0, good.length() - 1));
        all.put("first character missing", good.isEmpty() ? "" : good.substring(1));
        all.put("one character more", good + "0");
        all.put("one character before", "0" + good);
        all.put("letters after it", good + "abc");
        all.put("as the name of a file", good + ".json");
        all.put("a letter that is not a hexadecimal digit", "g" + (good.isEmpty() ? "" : good.substring(1)));
        all.put("a dash moved", moved(good));
    }

    private static void invisible(String good, Map<String, String> all) {
        all.put("trailing newline", good + "\n");
        all.put("leading newline", "\n" + good);
        all.put("trailing carriage return", good + "\r\n");
        all.put("trailing space", good + " ");
        all.put("leading space", " " + good);
        all.put("trailing tab", good + "\t");
        all.put("trailing NUL", good + "\0");
        all.put("NUL in the middle", good.substring(0, good.length() / 2) + "\0" + good.substring(good.length() / 2));
        all.put("full-width digit", lookAlike(good));
        all.put("zero-width space", good + "\u200B");
        all.put("en dashes", good.replace('-', '\u2013'));
        all.put("second line", good + "\nx");
    }

    private static void hostile(String good, Map<String, String> all) {
        all.put("path traversal", "../" + good);
        all.put("quote", good + "'");
        all.put("SQL", good + "' OR '1'='1");
        all.put("template", "${7*7}");
        all.put("wildcard", "*");
        all.put("semicolon parameter", good + ";a=b");
        all.put(
                "encoded twice",
                good.isEmpty() ? "%25" : "%" + Integer.toHexString(good.charAt(0)) + good.substring(1));
    }

    private static void otherTypes(Map<String, String> all) {
        all.put("the word null", "null");
        all.put("the word undefined", "undefined");
        all.put("zero", "0");
        all.put("negative number", "-1");
        all.put("fraction", "1.5");
        all.put("number with an exponent", "1e3");
        all.put("hexadecimal number", "0x1F");
        all.put("number of 64 bits and more", "99999999999999999999");
        all.put("letters", "abc");
    }

    private static String oneUpper(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLowerCase(text.charAt(i))) {
                return text.substring(0, i) + Character.toUpperCase(text.charAt(i)) + text.substring(i + 1);
            }
        }
        return text;
    }

    private static String moved(String text) {
        int dash = text.indexOf('-');
        return dash < 0 || dash + 1 >= text.length()
                ? text
                : text.substring(0, dash) + text.charAt(dash + 1) + "-" + text.substring(dash + 2);
    }

    /** The first ASCII digit as its full-width equivalent, which {@code \d} and case folding of some libraries accept. */
    private static String lookAlike(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                return text.substring(0, i) + (char) (c - '0' + '\uFF10') + text.substring(i + 1);
            }
        }
        return text;
    }
}
