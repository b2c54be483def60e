package dev.counterpart.spec.workflow;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.Similarity;
import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A node of a file of workflows, and where it is. What is invalid is added to the violations of the file.
 *
 * @param node missing if there is none
 */
record Cursor(Document file, JsonPointer at, JsonNode node, List<Violation> violations) {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]+");

    static Cursor root(Document file) {
        return root(file, new ArrayList<>());
    }

    static Cursor root(Document file, List<Violation> violations) {
        return new Cursor(file, JsonPointer.empty(), file.tree(), violations);
    }

    Location place() {
        return file.location(at);
    }

    /** The node at a place of this file. */
    Cursor place(Location other) {
        return new Cursor(file, other.pointer(), file.tree().at(other.pointer()), violations);
    }

    boolean isPresent() {
        return !node.isMissingNode();
    }

    Cursor member(String name) {
        return new Cursor(file, at.appendProperty(name), node.path(name), violations);
    }

    /** An error at this node. */
    void invalid(String expected, String actual) {
        invalid(expected, actual, DocumentRules.WORKFLOW_INVALID.fix());
    }

    void invalid(String expected, String actual, String remedy) {
        add(DocumentRules.WORKFLOW_INVALID, expected, actual, remedy);
    }

    /** A warning at this node: it is read as it is meant. */
    void lenient(String expected, String actual, String remedy) {
        add(DocumentRules.WORKFLOW_LENIENT, expected, actual, remedy);
    }

    /** A warning at this node: what it asks for is left out. */
    void unsupported(String expected, String actual) {
        add(DocumentRules.WORKFLOW_UNSUPPORTED, expected, actual, DocumentRules.WORKFLOW_UNSUPPORTED.fix());
    }

    private void add(Rule rule, String expected, String actual, String remedy) {
        violations.add(Violation.of(rule, new Spot(Spot.Part.DOCUMENT, at), expected, Violation.shortened(actual))
                .declaredAt(place())
                .fixedBy(remedy));
    }

    /** Reports this node if it is not an object, and its fields that are not among those names. */
    boolean isObjectOf(List<String> names) {
        if (!node.isObject()) {
            invalid("an object", Json.described(node));
            return false;
        }
        for (String name : node.propertyNames()) {
            if (!names.contains(name) && !name.startsWith("x-")) {
                var nearest = Similarity.nearest(name, names);
                member(name)
                        .invalid(
                                "one of the fields " + String.join(", ", new TreeSet<>(names)) + ", or x-…",
                                "the unknown field " + name,
                                nearest.map(other -> "write " + other + ", or remove the field")
                                        .orElse("remove the field, or begin its name with x-"));
            }
        }
        return true;
    }

    /** The text of a member that must be there; an empty text if it is not. */
    String required(String name) {
        var text = text(name);
        if (text.isEmpty() && !member(name).isPresent()) {
            invalid("an object with " + name, "no " + name, "add " + name);
        }
        return text.orElse("");
    }

    /** The text of a member; empty if it is missing, or invalid, which is reported. */
    Optional<String> text(String name) {
        return checked(
                        name,
                        "a text",
                        node -> node.isString() && !node.asString().isEmpty())
                .map(JsonNode::asString);
    }

    /** A member that satisfies a condition; empty if it is missing, or invalid, which is reported. */
    Optional<JsonNode> checked(String name, String expected, Predicate<JsonNode> isValid) {
        var member = member(name);
        if (!member.isPresent()) {
            return Optional.empty();
        }
        if (!isValid.test(member.node)) {
            member.invalid(expected, Json.described(member.node));
            return Optional.empty();
        }
        return Optional.of(member.node);
    }

    /** The elements of a member that is a list; none if it is missing, or invalid, which is reported. */
    List<Cursor> elements(String name) {
        var member = member(name);
        var elements = new ArrayList<Cursor>();
        if (checked(name, "a list", JsonNode::isArray).isPresent()) {
            for (int i = 0; i < member.node.size(); i++) {
                elements.add(new Cursor(file, member.at.appendIndex(i), member.node.get(i), violations));
            }
        }
        return elements;
    }

    /** Reports a member that is an empty list. */
    void refuseEmptyList(String name, String element) {
        var member = member(name);
        if (member.node.isArray() && member.node.isEmpty()) {
            member.invalid("at least one " + element, "an empty list", "add a " + element + ", or remove " + name);
        }
    }

    /** The texts of a member that is a list of texts. */
    List<Cursor> texts(String name) {
        var texts = new ArrayList<Cursor>();
        for (var element : elements(name)) {
            if (element.node.isString()) {
                texts.add(element);
            } else {
                element.invalid("a text", Json.described(element.node));
            }
        }
        return texts;
    }

    /** The members of a member that is an object whose names are identifiers. */
    Map<String, Cursor> members(String name) {
        var member = member(name);
        var members = new LinkedHashMap<String, Cursor>();
        checked(name, "an object", JsonNode::isObject)
                .ifPresent(object -> object.propertyNames().forEach(each -> members.put(each, member.member(each))));
        members.forEach((each, cursor) -> {
            if (!NAME.matcher(each).matches()) {
                cursor.invalid("a name of letters, digits, dots, hyphens and underscores", "\"" + each + "\"");
            }
        });
        return members;
    }
}
