package dev.counterpart.verify.variation;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Pair;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.verify.request.BodyParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Requests with one text shortened: a value of the query, a string of a JSON body. */
public final class ShorterTexts {

    /** Shorter texts are not worth a request. */
    private static final int SHORTEST = 4;

    /** {@code what} names the text: {@code query name}, {@code body /name}. */
    public record Shorter(Request request, String what) {}

    private ShorterTexts() {}

    public static List<Shorter> of(Request request) {
        var all = new ArrayList<Shorter>();
        var pairs = Pair.all(request.query(), '&');
        for (int i = 0; i < pairs.size(); i++) {
            pair(request, pairs, i, all);
        }
        if (request.hasBody() && Json.parse(request.body()) instanceof Json.Parsed.Value value) {
            body(request, value.node(), value.node(), JsonPointer.empty(), all);
        }
        return all;
    }

    private static void pair(Request request, List<Pair> pairs, int index, List<Shorter> all) {
        var pair = pairs.get(index);
        cut(pair.decodedValue()).forEach(text -> {
            var changed = new ArrayList<>(pairs);
            changed.set(index, pair.with(PercentEncoding.encoded(text)));
            String query = changed.stream().map(Pair::text).collect(Collectors.joining("&"));
            all.add(new Shorter(request.withQuery(query), "query " + pair.name()));
        });
    }

    private static void body(Request request, JsonNode root, JsonNode node, JsonPointer at, List<Shorter> all) {
        if (node.isString()) {
            cut(node.asString())
                    .map(text -> Optional.<JsonNode>of(JsonNodeFactory.instance.stringNode(text)))
                    .flatMap(text -> BodyParts.with(root, at, text).stream())
                    .forEach(changed ->
                            all.add(new Shorter(request.withBody(Json.text(changed)), ("body " + at).strip())));
        }
        node.properties()
                .forEach(member -> body(request, root, member.getValue(), at.appendProperty(member.getKey()), all));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            body(request, root, node.get(i), at.appendIndex(i), all);
        }
    }

    /** The first character, and the first half of the text. */
    private static Stream<String> cut(String text) {
        int count = text.codePointCount(0, text.length());
        return count < SHORTEST
                ? Stream.empty()
                : Stream.of(1, count / 2).map(kept -> text.substring(0, text.offsetByCodePoints(0, kept)));
    }
}
