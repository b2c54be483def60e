package dev.counterpart.spec.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Translates a regular expression of ECMA-262 for the JDK.
 *
 * <p>The flag {@code u} is assumed, but escaped punctuation and literal braces are accepted as in Annex B.
 *
 * @see <a href="https://262.ecma-international.org/#sec-patterns">ECMA-262, Patterns</a>
 */
final class EcmaTranslation {

    /** WhiteSpace and LineTerminator, as members of a class. */
    private static final String SPACES = "\\t\\n\\x0B\\f\\r\\x{2028}\\x{2029}\\x{FEFF}\\p{Zs}";

    private static final String ANY = "(?s:.)";
    private static final String NEVER = "(?!)";
    private static final Pattern REFERENCE = Pattern.compile("\\\\(?:[1-9]|k<)");

    /** The number of a group that does not capture. */
    private static final int NONE = 0;

    private static final Map<String, String> CATEGORIES = Map.ofEntries(
            Map.entry("letter", "L"),
            Map.entry("cased_letter", "LC"),
            Map.entry("uppercase_letter", "Lu"),
            Map.entry("lowercase_letter", "Ll"),
            Map.entry("titlecase_letter", "Lt"),
            Map.entry("modifier_letter", "Lm"),
            Map.entry("other_letter", "Lo"),
            Map.entry("mark", "M"),
            Map.entry("combining_mark", "M"),
            Map.entry("nonspacing_mark", "Mn"),
            Map.entry("spacing_mark", "Mc"),
            Map.entry("enclosing_mark", "Me"),
            Map.entry("number", "N"),
            Map.entry("decimal_number", "Nd"),
            Map.entry("digit", "Nd"),
            Map.entry("letter_number", "Nl"),
            Map.entry("other_number", "No"),
            Map.entry("punctuation", "P"),
            Map.entry("punct", "P"),
            Map.entry("connector_punctuation", "Pc"),
            Map.entry("dash_punctuation", "Pd"),
            Map.entry("open_punctuation", "Ps"),
            Map.entry("close_punctuation", "Pe"),
            Map.entry("initial_punctuation", "Pi"),
            Map.entry("final_punctuation", "Pf"),
            Map.entry("other_punctuation", "Po"),
            Map.entry("symbol", "S"),
            Map.entry("math_symbol", "Sm"),
            Map.entry("currency_symbol", "Sc"),
            Map.entry("modifier_symbol", "Sk"),
            Map.entry("other_symbol", "So"),
            Map.entry("separator", "Z"),
            Map.entry("space_separator", "Zs"),
            Map.entry("line_separator", "Zl"),
            Map.entry("paragraph_separator", "Zp"),
            Map.entry("other", "C"),
            Map.entry("control", "Cc"),
            Map.entry("cntrl", "Cc"),
            Map.entry("format", "Cf"),
            Map.entry("surrogate", "Cs"),
            Map.entry("private_use", "Co"),
            Map.entry("unassigned", "Cn"));

    private final String source;
    private final List<String> groupNames;
    private final boolean refersBack;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Integer> open = new ArrayDeque<>();
    private final Set<Integer> closed = new HashSet<>();
    private final Map<String, Integer> groupsByName = new HashMap<>();
    private int at;
    private int groups;

    private EcmaTranslation(String source) {
        this.source = source;
        this.groupNames = groupNames(source);
        this.refersBack = REFERENCE.matcher(source).find();
    }

    /** The translated expression; empty if it is not a regular expression of ECMA-262. */
    static Optional<String> of(String source) {
        try {
            return Optional.of(new EcmaTranslation(source).translated());
        } catch (NotEcma | IndexOutOfBoundsException | NumberFormatException notAnExpression) {
            return Optional.empty();
        }
    }

    private String translated() throws NotEcma {
        boolean repeatable = false;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '*' || c == '+' || c == '?' || (c == '{' && isQuantifier())) {
                check(repeatable);
                quantifier();
                repeatable = false;
            } else {
                repeatable = term(c);
            }
        }
        check(open.isEmpty());
        return out.toString();
    }

    /** Translates one assertion, atom, bar or parenthesis. Returns whether a quantifier may follow. */
    private boolean term(char c) throws NotEcma {
        return switch (c) {
            case '^' -> fixed("^", false);
            case '$' -> fixed("\\z", false);
            case '|' -> fixed("|", false);
            case '.' -> fixed("[^\\n\\r\\x{2028}\\x{2029}]", true);
            case '(' -> open();
            case ')' -> close();
            case '[' -> characterClass();
            case '\\' -> escape();
            default -> literal(next());
        };
    }

    private boolean fixed(String translated, boolean repeatable) {
        at++;
        out.append(translated);
        return repeatable;
    }

    private boolean open() throws NotEcma {
        for (String prefix : List.of("(?:", "(?=", "(?!", "(?<=", "(?<!", "(?i:", "(?-i:")) {
            if (source.startsWith(prefix, at)) {
                at += prefix.length();
                out.append(prefix);
                open.push(NONE);
                return false;
            }
        }
        openGroup();
        return false;
    }

    private void openGroup() throws NotEcma {
        if (source.startsWith("(?<", at)) {
            int end = source.indexOf('>', at);
            check(end > at + 3);
            check(groupsByName.put(groupName(source.substring(at + 3, end)), groups + 1) == null);
            at = end + 1;
        } else {
            check(!source.startsWith("(?", at));
            at++;
        }
        open.push(++groups);
        out.append(refersBack ? "(?:(?<group" + groups + ">" : "(");
    }

    /** Each group that may be referenced is followed by an empty group, which shows whether it participated. */
    private boolean close() throws NotEcma {
        check(!open.isEmpty());
        int group = open.pop();
        at++;
        out.append(refersBack && group != NONE ? ")(?<seen" + group + ">))" : ")");
        if (group != NONE) {
            closed.add(group);
        }
        return true;
    }

    private String groupName(String name) throws NotEcma {
        check(groupNames.contains(name) && name.chars().allMatch(Character::isJavaIdentifierPart));
        return name;
    }

    /**
     * A reference to a group that did not participate, or has not ended, matches the empty string (ECMA-262 §22.2.2.9,
     * BackreferenceMatcher).
     */
    private void reference(int group) {
        out.append(closed.contains(group) ? "(?:\\k<group" + group + ">|(?!\\k<seen" + group + ">))" : "(?:)");
    }

    private boolean isQuantifier() {
        int end = source.indexOf('}', at);
        return end > 0 && source.substring(at + 1, end).matches("[0-9]+(,[0-9]*)?");
    }

    private void quantifier() throws NotEcma {
        if (source.charAt(at) == '{') {
            int end = source.indexOf('}', at);
            out.append('{').append(bounds(source.substring(at + 1, end))).append('}');
            at = end + 1;
        } else {
            out.append(source.charAt(at++));
        }
        if (at < source.length() && source.charAt(at) == '?') {
            out.append(source.charAt(at++));
        }
    }

    private static String bounds(String text) throws NotEcma {
        String[] bounds = text.split(",", -1);
        int least = bound(bounds[0]);
        if (bounds.length == 1) {
            return Integer.toString(least);
        }
        if (bounds[1].isEmpty()) {
            return least + ",";
        }
        check(least <= bound(bounds[1]));
        return least + "," + bound(bounds[1]);
    }

    private static int bound(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > 9 ? 999_999_999 : Integer.parseInt(significant);
    }

    /** Translates an escape outside a class. Returns whether a quantifier may follow. */
    private boolean escape() throws NotEcma {
        char c = source.charAt(at + 1);
        if (c == 'b' || c == 'B') {
            at += 2;
            out.append(c == 'b' ? "(?:(?<=\\w)(?!\\w)|(?<!\\w)(?=\\w))" : "(?:(?<=\\w)(?=\\w)|(?<!\\w)(?!\\w))");
            return false;
        }
        if (c == 'k' && source.startsWith("<", at + 2)) {
            int end = source.indexOf('>', at);
            reference(groupsByName.getOrDefault(groupName(source.substring(at + 3, end)), NONE));
            at = end + 1;
        } else if (c >= '1' && c <= '9') {
            numberedReference();
        } else {
            classOrCharacterEscape();
        }
        return true;
    }

    private void numberedReference() throws NotEcma {
        at++;
        int start = at;
        while (at < source.length() && Character.isDigit(source.charAt(at))) {
            at++;
        }
        int group = Integer.parseInt(source.substring(start, at));
        check(group <= groupCount());
        reference(group);
    }

    private void classOrCharacterEscape() throws NotEcma {
        var set = classEscape();
        if (set.isPresent()) {
            out.append('[').append(set.get()).append(']');
        } else {
            literal(characterEscape());
        }
    }

    private int groupCount() {
        int count = 0;
        boolean inClass = false;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[' || c == ']') {
                inClass = c == '[';
            } else if (c == '(' && !inClass && isCapturing(i)) {
                count++;
            }
        }
        return count;
    }

    private boolean isCapturing(int i) {
        return !source.startsWith("(?", i)
                || (source.startsWith("(?<", i) && !source.startsWith("(?<=", i) && !source.startsWith("(?<!", i));
    }

    private boolean characterClass() throws NotEcma {
        at++;
        boolean negated = source.charAt(at) == '^';
        at += negated ? 1 : 0;
        var members = new StringBuilder();
        boolean nested = false;
        while (source.charAt(at) != ']') {
            var set = source.charAt(at) == '\\' ? classEscape() : Optional.<String>empty();
            if (set.isPresent()) {
                members.append(set.get());
                nested |= set.get().startsWith("[");
            } else {
                member(members, member());
            }
        }
        at++;
        out.append(negated ? complement(members, nested) : members.isEmpty() ? NEVER : "[" + members + "]");
        return true;
    }

    private static String complement(CharSequence members, boolean nested) {
        if (members.isEmpty()) {
            return ANY;
        }
        return nested ? "(?:(?![" + members + "])" + ANY + ")" : "[^" + members + "]";
    }

    private void member(StringBuilder members, int from) throws NotEcma {
        boolean range = source.charAt(at) == '-' && source.charAt(at + 1) != ']';
        if (!range) {
            members.append(quoted(from));
            return;
        }
        at++;
        var set = source.charAt(at) == '\\' ? classEscape() : Optional.<String>empty();
        if (set.isPresent()) {
            members.append(quoted(from)).append(quoted('-')).append(set.get());
            return;
        }
        int to = member();
        check(from <= to);
        members.append(quoted(from)).append('-').append(quoted(to));
    }

    private int member() throws NotEcma {
        if (source.charAt(at) != '\\') {
            return next();
        }
        if (source.charAt(at + 1) == 'b') {
            at += 2;
            return '\b';
        }
        return characterEscape();
    }

    /** An escape for several characters, as members of a class. */
    private Optional<String> classEscape() throws NotEcma {
        char c = source.charAt(at + 1);
        return switch (c) {
            case 'd', 'D', 'w', 'W' -> classOf("\\" + c);
            case 's' -> classOf(SPACES);
            case 'S' -> classOf("[^" + SPACES + "]");
            case 'p', 'P' -> Optional.of("\\" + c + "{" + property() + "}");
            default -> Optional.empty();
        };
    }

    private Optional<String> classOf(String members) {
        at += 2;
        return Optional.of(members);
    }

    private String property() throws NotEcma {
        check(source.charAt(at + 2) == '{');
        int end = source.indexOf('}', at);
        String property = property(source.substring(at + 3, end));
        at = end + 1;
        return property;
    }

    private static String property(String name) throws NotEcma {
        int equals = name.indexOf('=');
        String key = equals < 0 ? "" : name.substring(0, equals);
        String value = name.substring(equals + 1);
        check(value.matches("[A-Za-z0-9_]+"));
        String category = CATEGORIES.get(value.toLowerCase(Locale.ROOT));
        return switch (key) {
            case "" -> category != null ? category : binaryProperty(value);
            case "General_Category", "gc" -> category != null ? category : value;
            case "Script", "sc", "Script_Extensions", "scx" -> "script=" + value;
            default -> throw new NotEcma();
        };
    }

    private static String binaryProperty(String name) {
        return switch (name) {
            case "Any" -> "IsAssigned}\\P{IsAssigned";
            case "ASCII" -> "ASCII";
            case "ID_Start", "IDS" -> "javaUnicodeIdentifierStart";
            default -> name.length() <= 2 ? name : "Is" + name;
        };
    }

    private int characterEscape() throws NotEcma {
        at++;
        int c = next();
        return switch (c) {
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            case 'c' -> control();
            case '0' -> {
                check(at >= source.length() || !Character.isDigit(source.charAt(at)));
                yield 0;
            }
            case 'x' -> hex(2);
            case 'u' -> unicode();
            default -> {
                check(!Character.isLetterOrDigit(c));
                yield c;
            }
        };
    }

    private int control() throws NotEcma {
        int letter = next();
        check(letter < 128 && Character.isLetter(letter));
        return letter % 32;
    }

    private int unicode() throws NotEcma {
        if (source.startsWith("{", at)) {
            int end = source.indexOf('}', at);
            int codePoint = Integer.parseInt(source.substring(at + 1, end), 16);
            check(Character.isValidCodePoint(codePoint));
            at = end + 1;
            return codePoint;
        }
        int first = hex(4);
        return Character.isHighSurrogate((char) first) && source.startsWith("\\u", at) ? pair(first) : first;
    }

    /** The code point of a pair of surrogates; the first one if it is alone. */
    private int pair(int first) throws NotEcma {
        int before = at;
        at += 2;
        int second = hex(4);
        if (Character.isLowSurrogate((char) second)) {
            return Character.toCodePoint((char) first, (char) second);
        }
        at = before;
        return first;
    }

    private int hex(int digits) throws NotEcma {
        String text = source.substring(at, at + digits);
        check(text.matches("[0-9A-Fa-f]+"));
        at += digits;
        return Integer.parseInt(text, 16);
    }

    private int next() {
        int codePoint = source.codePointAt(at);
        at += Character.charCount(codePoint);
        return codePoint;
    }

    private boolean literal(int codePoint) {
        out.append(quoted(codePoint));
        return true;
    }

    private static String quoted(int codePoint) {
        return codePoint < 128 && Character.isLetterOrDigit(codePoint)
                ? Character.toString(codePoint)
                : String.format(Locale.ROOT, "\\x{%X}", codePoint);
    }

    private static List<String> groupNames(String source) {
        var names = new ArrayList<String>();
        for (int i = source.indexOf("(?<"); i >= 0; i = source.indexOf("(?<", i + 1)) {
            int end = source.indexOf('>', i);
            if (end > 0) {
                names.add(source.substring(i + 3, end));
            }
        }
        return names;
    }

    private static void check(boolean holds) throws NotEcma {
        if (!holds) {
            throw new NotEcma();
        }
    }

    private static final class NotEcma extends Exception {
        private static final long serialVersionUID = 1;
    }
}
