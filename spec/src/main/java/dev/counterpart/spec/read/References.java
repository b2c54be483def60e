package dev.counterpart.spec.read;

import dev.counterpart.spec.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** The {@code $ref}s of a document, but not those inside examples and other values. */
final class References {

    /** Is told of each reference. */
    interface Visitor {

        /**
         * A reference.
         *
         * @param at gives, during this call, the place of the object that holds it, or of its entry in a mapping
         */
        void visit(String reference, Supplier<JsonPointer> at);
    }

    private final Visitor found;
    private final List<Object> path = new ArrayList<>();

    private References(Visitor found) {
        this.found = found;
    }

    static void each(Document document, Visitor found) {
        new References(found).walk(document.tree(), Meaning.PART);
    }

    private void walk(JsonNode node, Meaning meaning) {
        if (meaning == Meaning.VALUE) {
            return;
        }
        if (node.isArray()) {
            walkElements(node, meaning.element());
        } else {
            meaning.references(node, (key, reference) -> found(meaning, key, reference));
            walkMembers(node, meaning);
        }
    }

    private void walkMembers(JsonNode node, Meaning meaning) {
        for (var member : node.properties()) {
            if (member.getValue().isContainer()) {
                path.add(member.getKey());
                walk(member.getValue(), meaning.member(member.getKey()));
                path.remove(path.size() - 1);
            }
        }
    }

    private void walkElements(JsonNode array, Meaning meaning) {
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i).isContainer()) {
                path.add(i);
                walk(array.get(i), meaning);
                path.remove(path.size() - 1);
            }
        }
    }

    private void found(Meaning meaning, String key, String reference) {
        found.visit(reference, () -> meaning == Meaning.MAPPING ? pointer().appendProperty(key) : pointer());
    }

    private JsonPointer pointer() {
        var pointer = JsonPointer.empty();
        for (Object step : path) {
            pointer = step instanceof Integer index
                    ? pointer.appendIndex(index)
                    : pointer.appendProperty(String.valueOf(step));
        }
        return pointer;
    }
}
