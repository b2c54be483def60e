package dev.counterpart.mock.exchange;

import dev.counterpart.spec.http.Pair;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The fields of a form in a file of another tool. */
final class ImportedForm {

    private ImportedForm() {}

    /**
     * The form as text.
     *
     * @param fields objects with a {@code value}
     * @param name which of their members has the name
     */
    static String text(Stream<JsonNode> fields, String name) {
        return fields.map(each -> Pair.encoded(
                        each.path(name).asString(""), each.path("value").asString("")))
                .collect(Collectors.joining("&"));
    }
}
