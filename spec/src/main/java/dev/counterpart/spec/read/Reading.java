package dev.counterpart.spec.read;

import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.rule.Rule;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads fields of a document. A field with a wrong type is reported and treated as absent. */
final class Reading {

    private final OpenApiVersion version;
    private final Documents documents;
    private final DocumentLoader loader;
    private final Remarks remarks;
    private final Map<Reference, Optional<Branch>> targets = new HashMap<>();

    /** In one file, the same reference always has the same target. */
    private record Reference(URI from, String text) {}

    Reading(OpenApiVersion version, Documents documents, DocumentLoader loader, Remarks remarks) {
        this.version = version;
        this.documents = documents;
        this.loader = loader;
        this.remarks = remarks;
    }

    /** The same without remarks. */
    Reading silent() {
        return new Reading(version, documents, loader, new Remarks());
    }

    /** The file that an {@code externalValue} refers to. One that cannot be read is reported. */
    Optional<byte[]> external(Branch reference) {
        var file =
                loader.external(reference.place().document(), reference.node().asString(""), documents.main());
        if (file.bytes().isEmpty()) {
            remark(DocumentRules.EXTERNAL_VALUE, reference, file.expected(), file.actual());
        }
        return file.bytes();
    }

    OpenApiVersion version() {
        return version;
    }

    Branch root() {
        var root = documents.root();
        return Branch.at("", root, documents.at(root));
    }

    /** Where the user wrote that branch. */
    Location location(Branch branch) {
        return documents.location(branch.place());
    }

    void remark(Rule rule, Branch where, String expected, String actual) {
        remarks.add(rule, () -> location(where), expected, actual);
    }

    void remark(Rule rule, Place where, String expected, String actual) {
        remarks.add(rule, () -> documents.location(where), expected, actual);
    }

    private void malformed(Branch branch, String expected) {
        remark(DocumentRules.MALFORMED, branch, expected, branch.described());
    }

    /** The object at {@code branch}, or the object that it references; empty if there is none. */
    Optional<Branch> resolved(Branch branch) {
        if (!branch.node().path("$ref").isString()) {
            return branch.node().isObject() ? Optional.of(branch) : Optional.empty();
        }
        var place = branch.place();
        var target = targets.computeIfAbsent(
                new Reference(place.document(), branch.node().path("$ref").asString()),
                any -> documents.resolved(place).map(found -> Branch.at("", found, documents.at(found))));
        return target.filter(found -> found.node().isObject()).map(found -> found.named(branch.name()));
    }

    /** The object at the branch, or the object that it references. If there is none, a remark is added. */
    Optional<Branch> object(Branch branch, String what) {
        var resolved = resolved(branch);
        if (resolved.isEmpty() && !branch.isMissing()) {
            boolean reference = branch.node().path("$ref").isString();
            remark(DocumentRules.MALFORMED, branch, what, reference ? unresolved(branch) : branch.described());
        }
        return resolved;
    }

    /** The reason why {@link #resolved} returned empty. */
    String unresolved(Branch branch) {
        var reference = branch.node().path("$ref");
        return reference.isString()
                ? "the $ref " + written(reference.asString()) + ", which does not refer to an object"
                : branch.described();
    }

    private String written(String reference) {
        return version.written(reference);
    }

    /** The members of an object or of a referenced object, without extensions. */
    List<Branch> members(Branch parent, String key) {
        var map = parent.member(key);
        return map.isMissing()
                ? List.of()
                : object(map, "an object").map(Branch::members).orElse(List.of());
    }

    List<Branch> elements(Branch parent, String key) {
        var list = parent.member(key);
        if (list.isMissing()) {
            return List.of();
        }
        if (!list.node().isArray()) {
            malformed(list, "an array");
        }
        return list.elements();
    }

    /** A string, or a number or boolean as text; empty if there is none. */
    Optional<String> text(Branch parent, String key) {
        var text = parent.node().path(key);
        if (text.isMissingNode() || text.isNull()) {
            return Optional.empty();
        }
        if (text.isValueNode()) {
            return Optional.of(text.asString());
        }
        malformed(parent.member(key), "a string");
        return Optional.empty();
    }

    List<String> texts(Branch parent, String key) {
        var elements = elements(parent, key);
        var texts = new ArrayList<String>(elements.size());
        for (var element : elements) {
            if (element.node().isValueNode() && !element.node().isNull()) {
                texts.add(element.node().asString());
            } else {
                malformed(element, "a string");
            }
        }
        return texts;
    }

    boolean flag(Branch parent, String key, boolean otherwise) {
        var flag = parent.node().path(key);
        if (flag.isBoolean()) {
            return flag.asBoolean();
        }
        if (!flag.isMissingNode() && !flag.isNull()) {
            malformed(parent.member(key), "true or false");
        }
        return otherwise || (flag.isString() && flag.asString().equals("true"));
    }
}
