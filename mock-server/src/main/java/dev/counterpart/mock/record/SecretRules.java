package dev.counterpart.mock.record;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.format.BoundedSearch;
import dev.counterpart.spec.read.DataFile;
import dev.counterpart.spec.rule.Violation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Which values of messages are secret, and what replaces them: rows, of which the first that applies counts. Values that no row
 * mentions are secret if their name says so ({@link dev.counterpart.spec.secret.SecretNames}).
 *
 * @param rows those of the user first
 */
public record SecretRules(List<Row> rows) {

    /** Where a value stands in a message. */
    public enum Where {
        HEADER,
        QUERY,
        PATH,
        COOKIE,
        /** A property of a JSON body, or a field of a form. */
        FIELD;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What happens to a value. */
    public enum Action {
        /** A stable fake replaces it. */
        FAKE,
        /** A fixed text replaces it. */
        REPLACE,
        /** It is not a secret. */
        KEEP
    }

    /**
     * One row.
     *
     * @param in empty for every place
     * @param name matches whole names in any case; empty for a row about all values
     * @param value finds the secret in a value; empty if all of it is secret
     * @param replacement for {@link Action#REPLACE}
     */
    public record Row(
            Optional<Where> in, Optional<Pattern> name, Optional<Pattern> value, Action action, String replacement) {

        boolean isAbout(Where where, String called) {
            return in.map(where::equals).orElse(true)
                    && name.map(pattern -> pattern.matcher(called).matches()).orElse(true);
        }
    }

    /** The result of reading a file of rows. */
    public sealed interface Result {

        /** The rows of the file, followed by the built-in ones. */
        record Read(SecretRules rules) implements Result {}

        /** @param reasons each with file and line */
        record Rejected(List<String> reasons) implements Result {
            public Rejected {
                reasons = List.copyOf(reasons);
            }
        }
    }

    private static final List<String> KEYS = List.of("in", "name", "value", "replace", "keep");

    /** Values that are secret wherever they stand, by the forms that their issuers document. */
    private static final List<String> FORMS = List.of(
            "eyJ[0-9A-Za-z_-]{5,}\\.[0-9A-Za-z_-]{5,}\\.[0-9A-Za-z_-]*",
            "(?:AKIA|ASIA)[0-9A-Z]{16}",
            "AIza[0-9A-Za-z_-]{35}",
            "ya29\\.[0-9A-Za-z_-]{20,}",
            "gh[oprsu]_[0-9A-Za-z]{36,}",
            "github_pat_[0-9A-Za-z_]{22,}",
            "glpat-[0-9A-Za-z_-]{20,}",
            "xox[abeprs]-[0-9A-Za-z-]{10,}",
            "[rs]k_(?:live|test)_[0-9A-Za-z]{16,}",
            "SG\\.[0-9A-Za-z_-]{16,}\\.[0-9A-Za-z_-]{16,}",
            "-----BEGIN [A-Z ]*PRIVATE KEY-----[0-9A-Za-z+/=\\s]+-----END [A-Z ]*PRIVATE KEY-----");

    private static final SecretRules BUILT_IN = new SecretRules(FORMS.stream()
            .map(form ->
                    new Row(Optional.empty(), Optional.empty(), Optional.of(Pattern.compile(form)), Action.FAKE, ""))
            .toList());

    public SecretRules {
        rows = List.copyOf(rows);
    }

    /** The rows without those of a user. */
    public static SecretRules builtIn() {
        return BUILT_IN;
    }

    /** Nothing is secret: for values that the document gives. */
    static SecretRules nothing() {
        return new SecretRules(
                List.of(new Row(Optional.empty(), Optional.of(glob("*")), Optional.empty(), Action.KEEP, "")));
    }

    /** Reads a file of rows, {@code docs/schemas/secrets.schema.json}. */
    public static Result read(Path file) {
        var read = DataFile.read(file, file.toString());
        if (read instanceof DataFile.Rejected rejected) {
            return new Result.Rejected(
                    rejected.violations().stream().map(each -> each.text("")).toList());
        }
        var document = ((DataFile.Read) read).document();
        var reasons = new ArrayList<String>();
        var rows = new ArrayList<Row>();
        if (!document.tree().isArray()) {
            reasons.add(reason(document, JsonPointer.empty(), "a list of rows", document.tree()));
        }
        int index = 0;
        for (var node : document.tree().isArray() ? document.tree().values() : List.<JsonNode>of()) {
            row(document, JsonPointer.empty().appendIndex(index++), node, reasons)
                    .ifPresent(rows::add);
        }
        rows.addAll(BUILT_IN.rows());
        return reasons.isEmpty() ? new Result.Read(new SecretRules(rows)) : new Result.Rejected(reasons);
    }

    private static Optional<Row> row(Document document, JsonPointer at, JsonNode node, List<String> reasons) {
        int before = reasons.size();
        if (!node.isObject() || !(node.has("name") || node.has("value"))) {
            reasons.add(reason(document, at, "an object with name or value", node));
            return Optional.empty();
        }
        check(document, at, node, reasons);
        var value = pattern(document, at, node.path("value"), reasons);
        if (reasons.size() > before) {
            return Optional.empty();
        }
        var action =
                node.path("keep").asBoolean(false) ? Action.KEEP : node.has("replace") ? Action.REPLACE : Action.FAKE;
        var name = Optional.of(node.path("name").asString("")).filter(text -> !text.isEmpty());
        String replacement = node.path("replace").asString("");
        return Optional.of(new Row(where(node), name.map(SecretRules::glob), value, action, replacement));
    }

    private static void check(Document document, JsonPointer at, JsonNode node, List<String> reasons) {
        String keys = "one of " + String.join(", ", KEYS);
        node.propertyNames().stream()
                .filter(key -> !KEYS.contains(key))
                .forEach(key -> reasons.add(reason(document, at.appendProperty(key), keys, node.path(key))));
        String in = node.path("in").asString("");
        if (node.has("in") && where(node).isEmpty() && !in.equals("any")) {
            reasons.add(reason(
                    document, at.appendProperty("in"), "header, query, path, cookie, field or any", node.path("in")));
        }
        if (node.has("keep") && !node.path("keep").isBoolean()) {
            reasons.add(reason(document, at.appendProperty("keep"), "true or false", node.path("keep")));
        }
        for (String key : List.of("name", "value", "replace")) {
            if (node.has(key) && !node.path(key).isString()) {
                reasons.add(reason(document, at.appendProperty(key), "text", node.path(key)));
            }
        }
    }

    private static Optional<Where> where(JsonNode node) {
        String in = node.path("in").asString("");
        return Stream.of(Where.values()).filter(each -> each.label().equals(in)).findFirst();
    }

    private static Optional<Pattern> pattern(Document document, JsonPointer at, JsonNode node, List<String> reasons) {
        if (!node.isString()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(node.asString()));
        } catch (PatternSyntaxException invalid) {
            reasons.add(reason(document, at.appendProperty("value"), "a regular expression", node));
            return Optional.empty();
        }
    }

    /** {@code *} stands for any characters. */
    private static Pattern glob(String text) {
        var parts = Stream.of(text.split("\\*", -1)).map(Pattern::quote).toList();
        return Pattern.compile(String.join(".*", parts), Pattern.CASE_INSENSITIVE);
    }

    private static String reason(Document document, JsonPointer at, String expected, JsonNode actual) {
        return document.location(at) + ": must be " + expected + " but was "
                + Violation.shortened(Json.described(actual));
    }

    /** The first row about a value of that name which decides about all of it. */
    Optional<Row> whole(Where where, String name) {
        return rows.stream()
                .filter(row -> row.name().isPresent() && row.value().isEmpty())
                .filter(row -> row.isAbout(where, name))
                .findFirst();
    }

    /** The text with the parts replaced that rows about values find. */
    String replaced(Optional<Where> where, String name, String text, Fakes fakes) {
        String result = text;
        for (var row : rows) {
            boolean isAbout = where.map(known -> row.isAbout(known, name))
                    .orElse(row.name().isEmpty() && row.in().isEmpty());
            if (row.value().isPresent() && isAbout) {
                result = replaced(row, result, fakes);
            }
        }
        return result;
    }

    private static String replaced(Row row, String text, Fakes fakes) {
        return row.action() == Action.KEEP
                ? text
                : BoundedSearch.replaced(
                                row.value().orElseThrow(),
                                text,
                                found -> row.action() == Action.REPLACE ? row.replacement() : fakes.of("token", found))
                        .orElseGet(() -> fakes.of("text", text));
    }
}
