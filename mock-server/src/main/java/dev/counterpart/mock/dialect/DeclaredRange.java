package dev.counterpart.mock.dialect;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.http.Accept;
import dev.counterpart.spec.http.BodyFormat;
import dev.counterpart.spec.http.MediaType;

/** Media ranges that documents declare, such as <code>*&#47;*</code>: each type of the range can be sent (OpenAPI 3.1.1 §4.8.14). */
final class DeclaredRange {

    private DeclaredRange() {}

    /**
     * The type that the client gets of a declared entry. Of a range that is the usual type if the client accepts it, otherwise the best one that the client
     * names.
     *
     * @return of a range of which the client accepts nothing, the usual type
     */
    static MediaType sent(Content declared, Accept accept) {
        if (declared.mediaType().isConcrete()) {
            return declared.mediaType();
        }
        var usual = usual(declared);
        if (accept.includes(usual)) {
            return usual;
        }
        var named = accept.ranges().stream()
                .flatMap(each -> each.range().usual().stream())
                .filter(type -> declared.mediaType().includes(type) && isUtf8(type) && canBe(type, declared))
                .toList();
        return accept.preferred(named).stream().findFirst().orElse(usual);
    }

    /** The entry that declares the type itself; the first one if both or neither do. */
    static Content moreSpecific(Content first, Content second) {
        return !first.mediaType().isConcrete() && second.mediaType().isConcrete() ? second : first;
    }

    /** The entry as if that type were declared. */
    static Content as(MediaType sent, Content declared) {
        return declared.mediaType().isConcrete() || sent.equals(usual(declared)) ? declared : declared.as(sent);
    }

    private static MediaType usual(Content range) {
        return range.mediaType().usual().orElse(MediaType.JSON);
    }

    /** Whether the type can represent what the schema describes: formats without rules of ours hold texts and files, no structures. */
    private static boolean canBe(MediaType type, Content declared) {
        return BodyFormat.of(type) != BodyFormat.OTHER
                || declared.schema().map(Schema::node).stream()
                        .allMatch(node -> !node.has("$ref")
                                && node.path("type").asString("string").equals("string"));
    }

    private static boolean isUtf8(MediaType type) {
        return type.parameter("charset").stream().allMatch("utf-8"::equalsIgnoreCase);
    }
}
