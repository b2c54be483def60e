package dev.counterpart.spec.overlay;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.Similarity;
import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.overlay.OverlayAction.Field;
import dev.counterpart.spec.tree.Lined;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Reads the actions of one overlay. What the standard requires and no action needs, such as a title, is missed with a warning.
 *
 * @see <a href="https://spec.openapis.org/overlay/v1.2.0.html#overlay-object">Overlay 1.2.0, Overlay Object</a>
 */
final class OverlayReader {

    private static final Pattern VERSION = Pattern.compile("1\\.([012])\\.\\d+(-.+)?");
    private static final List<String> FIELDS = List.of("overlay", "$self", "info", "extends", "actions", "components");
    private static final List<String> ACTION_FIELDS = List.of("target", "description", "update", "copy", "remove");
    private static final List<String> REFERENCE_FIELDS =
            List.of("$ref", "target", "description", "update", "copy", "remove");
    private static final String REUSABLE = "#/components/actions/";

    private final Lined root;
    private final OverlayViolations violations;
    private final int minor;

    OverlayReader(Document overlay, OverlayViolations violations) {
        this.root = Lined.positions(overlay);
        this.violations = violations;
        var version = VERSION.matcher(root.member("overlay").text());
        this.minor = version.matches() ? Integer.parseInt(version.group(1)) : -1;
    }

    /** The number after 1 in the version of the standard. */
    int minor() {
        return minor;
    }

    /** The valid actions, in their order; none if this is not an overlay, which is reported. */
    List<OverlayAction> actions() {
        if (minor < 0) {
            violations.invalid(
                    JsonPointer.empty(),
                    "an overlay: a field overlay with the value 1.0.0, 1.1.0 or 1.2.0",
                    Json.described(root.member("overlay").node()));
            return List.of();
        }
        fields(JsonPointer.empty(), root, FIELDS);
        info();
        var at = JsonPointer.empty().appendProperty("actions");
        var written = root.member("actions");
        if (!written.node().isArray() || written.node().isEmpty()) {
            violations.invalid(at, "a list of actions", Json.described(written.node()));
        }
        var actions = new ArrayList<OverlayAction>();
        var elements = written.elements();
        for (int i = 0; i < elements.size(); i++) {
            action(at.appendIndex(i), elements.get(i)).ifPresent(actions::add);
        }
        return actions;
    }

    private void info() {
        var at = JsonPointer.empty().appendProperty("info");
        var info = root.member("info");
        for (String name : List.of("title", "version")) {
            if (!info.member(name).node().isString()) {
                violations.lenient(
                        info.isMissing() ? JsonPointer.empty() : at,
                        "info with a " + name,
                        Json.described(
                                info.isMissing()
                                        ? info.node()
                                        : info.member(name).node()),
                        "add info: {title: what the overlay is for, version: 1.0.0}");
                return;
            }
        }
    }

    private void fields(JsonPointer at, Lined object, List<String> known) {
        for (String name : object.node().propertyNames()) {
            if (!known.contains(name) && !name.startsWith("x-")) {
                violations.lenient(
                        at.appendProperty(name),
                        "one of the fields " + String.join(", ", known) + ", or x-…",
                        "the unknown field " + name,
                        Similarity.nearest(name, known)
                                .map(nearest -> "write " + nearest + ", or remove the field")
                                .orElse("remove the field, or begin its name with x-"));
            }
        }
    }

    private Optional<OverlayAction> action(JsonPointer at, Lined written) {
        if (!written.node().isObject()) {
            violations.invalid(at, "an action: an object", Json.described(written.node()));
            return Optional.empty();
        }
        var own = new Field(at, written);
        if (!written.node().has("$ref")) {
            fields(at, written, ACTION_FIELDS);
            return action(own, List.of(own));
        }
        fields(at, written, REFERENCE_FIELDS);
        needs(2, at.appendProperty("$ref"), "a reference to an action");
        return reusable(at.appendProperty("$ref"), written.member("$ref"))
                .flatMap(fields -> action(own, List.of(own, fields)));
    }

    /** The fields of the reusable action that a reference leads to; empty if there is none, which is reported. */
    private Optional<Field> reusable(JsonPointer at, Lined reference) {
        var actions = root.member("components").member("actions");
        var name = name(reference.text()).filter(actions.node()::has);
        if (name.isEmpty()) {
            violations.invalid(
                    at, REUSABLE + "NAME, with the name of an action in components", Json.described(reference.node()));
            return Optional.empty();
        }
        return Optional.of(fields(name.get(), actions.member(name.get()).member("fields")));
    }

    /** The name in a reference to a reusable action. */
    private static Optional<String> name(String reference) {
        return Optional.of(reference)
                .filter(text -> text.startsWith(REUSABLE))
                .map(text -> JsonPointer.compile(text.substring(1)))
                .filter(pointer -> pointer.tail().tail().tail().matches())
                .map(pointer -> pointer.last().getMatchingProperty());
    }

    private Field fields(String name, Lined fields) {
        var place = JsonPointer.compile(REUSABLE.substring(1, REUSABLE.length() - 1))
                .appendProperty(name)
                .appendProperty("fields");
        fields(place, fields, ACTION_FIELDS);
        if (fields.node().has("target")) {
            violations.invalid(
                    place.appendProperty("target"),
                    "fields without a target: the reference to the action has it",
                    Json.described(fields.member("target").node()));
        }
        return new Field(place, fields);
    }

    /** An action whose fields are those of the first object that has them; the target is always its own. */
    private Optional<OverlayAction> action(Field own, List<Field> objects) {
        var target = own.value().member("target").node();
        if (!target.isString()) {
            violations.invalid(own.at(), "an action with a target, a JSONPath", Json.described(target));
            return Optional.empty();
        }
        var removes = field(objects, "remove");
        var update = field(objects, "update");
        var copy = field(objects, "copy");
        if (!isValid(removes, "true or false", JsonNode::isBoolean)
                || !isValid(copy, "a JSONPath", JsonNode::isString)) {
            return Optional.empty();
        }
        copy.ifPresent(each -> needs(1, each.at(), "copy"));
        var action = new OverlayAction(
                own.at(),
                target.stringValue(),
                removes.filter(each -> each.value().node().booleanValue()).isPresent(),
                update,
                copy);
        return withEffect(action);
    }

    private Optional<OverlayAction> withEffect(OverlayAction action) {
        boolean updates = action.update().isPresent();
        boolean copies = action.copy().isPresent();
        if (!action.removes() && updates && copies) {
            violations.invalid(action.at(), "an action with update or copy", "both");
            return Optional.empty();
        }
        if (!action.removes() && !updates && !copies) {
            violations.lenient(
                    action.at(),
                    "an action with update, copy or remove: true",
                    "none of them, so it has no effect",
                    "add one of them, or remove the action");
        }
        return Optional.of(action);
    }

    private static Optional<Field> field(List<Field> objects, String name) {
        return objects.stream()
                .filter(each -> each.value().node().has(name))
                .findFirst()
                .map(each ->
                        new Field(each.at().appendProperty(name), each.value().member(name)));
    }

    private boolean isValid(Optional<Field> field, String expected, Predicate<JsonNode> isValid) {
        var invalid = field.filter(each -> !isValid.test(each.value().node()));
        invalid.ifPresent(each -> violations.invalid(
                each.at(), expected, Json.described(each.value().node())));
        return invalid.isEmpty();
    }

    /** Warns of what only a later version of the standard has. */
    private void needs(int least, JsonPointer at, String what) {
        if (minor < least) {
            violations.lenient(
                    at,
                    "overlay: 1." + least + ".0 or later for " + what,
                    "overlay: " + root.member("overlay").text(),
                    "write overlay: 1." + least + ".0");
        }
    }
}
