package dev.counterpart.mock.engine;

import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.HandlebarsException;
import dev.counterpart.mock.source.RequestFacts;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.decode.Pairs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Handlebars expressions in fixtures: {@code {{path.id}}}, {@code {{query.q}}}, {@code {{header.Accept}}}, {@code {{body.name}}},
 * {@code {{now}}} and {@code {{uuid}}}. Nothing else can be reached from them.
 */
final class Template {

    private static final Handlebars HANDLEBARS = new Handlebars().with(EscapingStrategy.NOOP);

    private Template() {}

    /** The text with its expressions filled in; as it is where it is no template. */
    static String filled(String text, RequestFacts facts) {
        try {
            return HANDLEBARS.compileInline(text).apply(context(facts));
        } catch (IOException | HandlebarsException notATemplate) {
            return text;
        }
    }

    private static Map<String, Object> context(RequestFacts facts) {
        var request = facts.request();
        var query = Pairs.ofQuery(request.query());
        var context = new LinkedHashMap<String, Object>();
        context.put("path", facts.route().pathValues());
        context.put(
                "query",
                query.names().stream()
                        .collect(Collectors.toMap(
                                name -> name, name -> query.decodedValues(name).get(0))));
        context.put(
                "header",
                request.headers().fields().stream()
                        .filter(field -> !field.getKey().equalsIgnoreCase("Authorization"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first)));
        context.put("body", plain(facts.body()));
        context.put("now", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        context.put(
                "uuid",
                UUID.nameUUIDFromBytes(request.target().getBytes(StandardCharsets.UTF_8))
                        .toString());
        return context;
    }

    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            var map = new LinkedHashMap<String, Object>();
            node.properties().forEach(member -> map.put(member.getKey(), plain(member.getValue())));
            return map;
        }
        if (node.isArray()) {
            return node.valueStream().map(Template::plain).toList();
        }
        if (node.isMissingNode()) {
            return "";
        }
        return node.isString() ? node.asString() : Json.text(node);
    }
}
