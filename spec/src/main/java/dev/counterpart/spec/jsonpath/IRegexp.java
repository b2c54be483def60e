package dev.counterpart.spec.jsonpath;

/**
 * Regular expressions that all dialects understand.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9485">RFC 9485</a>
 */
final class IRegexp {

    private IRegexp() {}

    /** The same expression of ECMA-262, where a dot outside brackets does not match U+2028 and U+2029 (RFC 9485 §5.3). */
    static String ecma(String expression) {
        var ecma = new StringBuilder();
        boolean isInBrackets = false;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '\\' && i + 1 < expression.length()) {
                ecma.append(c).append(expression.charAt(++i));
            } else if (c == '.' && !isInBrackets) {
                ecma.append("[^\\n\\r]");
            } else {
                isInBrackets = c == '[' || (isInBrackets && c != ']');
                ecma.append(c);
            }
        }
        return ecma.toString();
    }
}
