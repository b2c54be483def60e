package dev.counterpart.spec.write;

import java.util.regex.Pattern;

/** Text in XML 1.0 and in HTML. */
public final class XmlText {

    /** Characters that XML 1.0 does not allow (§2.2). */
    private static final Pattern ILLEGAL =
            Pattern.compile("[^\\x{9}\\x{A}\\x{D}\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private XmlText() {}

    /** The text with the characters of markup escaped, and no others. */
    public static String markup(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The text of an element. A line break is kept as it is. */
    static String element(String text) {
        return markup(legal(text)).replace("\r", "&#13;");
    }

    /** The value of an attribute in double quotes; correct as the text of an element too. */
    public static String attribute(String text) {
        return element(text).replace("\"", "&quot;").replace("\n", "&#10;").replace("\t", "&#9;");
    }

    /** With U+FFFD for each character that XML cannot represent. */
    static String legal(String text) {
        return ILLEGAL.matcher(text).replaceAll("\uFFFD");
    }
}
