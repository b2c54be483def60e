package dev.counterpart.spec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One broken rule, at one place.
 *
 * @param severity the rule's, unless a user set another
 * @param at the part of the message, or of a file of ours
 * @param expected what was asked, in words
 * @param actual what was there instead, shortened, without secrets
 * @param declared where the document, or a file of ours, says so
 * @param basis the section of a standard, for example {@code RFC 9110 §15.5.6}; empty where the document alone asks it
 * @param fix what to do
 * @param finding the keyword, where a schema was broken
 */
public record Violation(
        Rule rule,
        Severity severity,
        Spot at,
        String expected,
        String actual,
        Optional<Location> declared,
        String basis,
        String fix,
        Optional<Finding> finding) {

    /** The longest value shown in a message, in characters. */
    public static final int LONGEST_VALUE = 120;

    /** A violation without declaration and basis. */
    public static Violation of(Rule rule, Spot at, String expected, String actual) {
        return new Violation(
                rule, rule.severity(), at, expected, actual, Optional.empty(), "", rule.fix(), Optional.empty());
    }

    public Violation declaredAt(Location location) {
        return new Violation(rule, severity, at, expected, actual, Optional.of(location), basis, fix, finding);
    }

    public Violation basedOn(String section) {
        return new Violation(rule, severity, at, expected, actual, declared, section, fix, finding);
    }

    public Violation fixedBy(String remedy) {
        return new Violation(rule, severity, at, expected, actual, declared, basis, remedy, finding);
    }

    public Violation of(Finding broken) {
        return new Violation(rule, severity, at, expected, actual, declared, basis, fix, Optional.of(broken));
    }

    public Violation withSeverity(Severity other) {
        return new Violation(rule, other, at, expected, actual, declared, basis, fix, finding);
    }

    /** The labelled facts, in the order in which messages give them. */
    public Map<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        facts.put("at", at.toString());
        facts.put("expected", expected);
        facts.put("but was", actual);
        String source = declared.map(Location::toString).orElse("");
        facts.put("declared", source.isEmpty() || basis.isEmpty() ? source + basis : source + ", " + basis);
        facts.put("to fix", fix);
        facts.values().removeIf(String::isEmpty);
        return facts;
    }

    /**
     * The violation as text: rule and subject, then a line for each fact.
     *
     * @param subject what broke it, for example {@code GET /pets → 200 application/json}; may be empty
     */
    public String text(String subject) {
        var text = new StringBuilder(rule.id());
        if (!subject.isEmpty()) {
            text.append("   ").append(subject);
        }
        facts().forEach((label, fact) -> text.append("\n  ")
                .append(label)
                .append(" ".repeat(10 - label.length()))
                .append(fact));
        return text.toString();
    }

    /** What is broken, where, and by what, in one line. */
    public String line() {
        return rule.id() + " at " + at + ": expected " + expected + ", but was " + actual;
    }

    /** That value, cut to {@link #LONGEST_VALUE} characters, with control characters made visible. */
    public static String shortened(String value) {
        var text = new StringBuilder();
        value.codePoints().limit(LONGEST_VALUE).forEach(c -> {
            if (c == '\n') {
                text.append("\\n");
            } else if (c == '\r') {
                text.append("\\r");
            } else if (c == '\t') {
                text.append("\\t");
            } else if (Character.isISOControl(c) || c == 0xFEFF) {
                text.append(String.format("\\u%04x", c));
            } else {
                text.appendCodePoint(c);
            }
        });
        int all = value.codePointCount(0, value.length());
        return all > LONGEST_VALUE ? text + "… (" + all + " characters)" : text.toString();
    }
}
