package dev.counterpart.spec.rule;

import dev.counterpart.spec.document.Location;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A violation of one rule at one location.
 *
 * @param severity that of the rule, unless the user set another
 * @param at the part of the message, document or fixture
 * @param expected the requirement, in words
 * @param actual the actual value, shortened, without secrets
 * @param declared the location of the requirement in the document or in a file of ours
 * @param basis the section of a standard, for example {@code RFC 9110 §15.5.6}; empty if only the document requires it
 * @param fix how to fix it
 * @param finding the keyword, if a schema was violated
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

    /** A violation without {@code declared} and {@code basis}. */
    public static Violation of(Rule rule, Spot at, String expected, String actual) {
        return new Violation(
                rule, rule.severity(), at, expected, actual, Optional.empty(), "", rule.fix(), Optional.empty());
    }

    public Violation declaredAt(Location location) {
        return new Violation(rule, severity, at, expected, actual, Optional.of(location), basis, fix, finding);
    }

    /** The same violation, for readers who do not have the document. */
    public Violation undeclared() {
        return new Violation(rule, severity, at, expected, actual, Optional.empty(), basis, fix, finding);
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

    /** The labelled facts, in the order of messages. */
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
     * The violation as text: rule and subject, then one line per fact.
     *
     * @param subject the message, for example {@code GET /pets → 200 application/json}; may be empty
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

    /** All of them as text, and how to read more about the first one, which is the cause of most others. */
    public static String texts(List<Violation> violations) {
        return Stream.concat(
                        violations.stream().map(violation -> violation.text("")),
                        violations.stream().limit(1).map(first -> ErrorName.more(first.rule.id())))
                .collect(Collectors.joining("\n"));
    }

    /** The violation in one line: rule, location, expected and actual value. */
    public String line() {
        return rule.id() + " at " + at + ": expected " + expected + ", but was " + actual;
    }

    /** The value, truncated to {@link #LONGEST_VALUE} characters, with control characters escaped. */
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
