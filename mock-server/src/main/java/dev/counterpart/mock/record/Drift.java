package dev.counterpart.mock.record;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** How the answer of a provider differs from a fixture: in status, headers, and the shape of a JSON body. Values of fields may differ. */
public final class Drift {

    /** Headers whose values differ between moments, in lower case. */
    private static final Set<String> MOMENTARY = Set.of(
            "content-location", "etag", "expires", "last-modified", "link", "location", "retry-after", "set-cookie");

    private static final List<String> MOMENTARY_STARTS = List.of("ratelimit", "x-ratelimit", "x-rate-limit");

    private final List<Difference> differences = new ArrayList<>();

    private Drift() {}

    /** What differs. */
    public enum Kind {
        STATUS,
        HEADER,
        MEDIA_TYPE,
        BODY,
        MISSING,
        NEW,
        TYPE,
        CONTRACT;

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        /** Whether taking the body over removes the difference. */
        public boolean isOfBody() {
            return this == MISSING || this == NEW || this == TYPE || this == BODY;
        }
    }

    /** One difference, in words. */
    public record Difference(Kind kind, String text) {
        @Override
        public String toString() {
            String label = kind.label();
            return label + " ".repeat(12 - label.length()) + text;
        }
    }

    /**
     * The differences, in the order status, headers, body, contract.
     *
     * @param violations of the provider's answer
     */
    public static List<Difference> of(Response fixture, Response live, List<Violation> violations) {
        var drift = new Drift();
        if (fixture.status() == live.status()) {
            drift.headers(fixture, live);
            drift.body(fixture, live);
        } else {
            drift.add(Kind.STATUS, "fixture " + fixture.status() + ", provider " + live.status());
        }
        violations.forEach(violation -> drift.add(Kind.CONTRACT, violation.line()));
        return List.copyOf(drift.differences);
    }

    private void add(Kind kind, String text) {
        differences.add(new Difference(kind, text));
    }

    private void headers(Response fixture, Response live) {
        var seen = new LinkedHashSet<String>();
        for (var field : fixture.headers().fields()) {
            String name = field.getKey().toLowerCase(Locale.ROOT);
            if (name.equals("content-type") || !seen.add(name)) {
                continue;
            }
            String wanted = fixture.headers().joined(name).orElse("");
            var sent = live.headers().joined(name);
            boolean isMomentary =
                    MOMENTARY.contains(name) || MOMENTARY_STARTS.stream().anyMatch(name::startsWith);
            if (sent.isEmpty()) {
                add(Kind.HEADER, field.getKey() + ": the provider does not send it");
            } else if (!isMomentary && !sent.get().equals(wanted)) {
                add(Kind.HEADER, field.getKey() + ": fixture " + shown(wanted) + ", provider " + shown(sent.get()));
            }
        }
    }

    private static String shown(String value) {
        return "\"" + Violation.shortened(value) + "\"";
    }

    private void body(Response fixture, Response live) {
        var wanted = fixture.contentType().map(MediaType::essence).orElse("none");
        var sent = live.contentType().map(MediaType::essence).orElse("none");
        if (fixture.hasBody() != live.hasBody()) {
            add(Kind.BODY, fixture.hasBody() ? "the provider sends none" : "the fixture has none");
        } else if (fixture.hasBody() && !wanted.equals(sent)) {
            add(Kind.MEDIA_TYPE, "fixture " + wanted + ", provider " + sent);
        } else if (fixture.contentType().filter(MediaType::isJson).isPresent() && fixture.hasBody()) {
            json(fixture, live);
        }
    }

    private void json(Response fixture, Response live) {
        if (!(Json.parse(live.body()) instanceof Json.Parsed.Value sent)) {
            add(Kind.BODY, "the provider's is not JSON");
        } else if (Json.parse(fixture.body()) instanceof Json.Parsed.Value wanted) {
            compare(shape(wanted.node()), shape(sent.node()));
        }
    }

    /** The types at each place; all items of a list share the place {@code *}. */
    private static Map<String, Set<String>> shape(JsonNode node) {
        var shape = new LinkedHashMap<String, Set<String>>();
        shape("", node, shape);
        return shape;
    }

    private static void shape(String at, JsonNode node, Map<String, Set<String>> shape) {
        String type = Json.type(node);
        shape.computeIfAbsent(at, key -> new LinkedHashSet<>()).add(type.equals("integer") ? "number" : type);
        node.properties().forEach(each -> shape(at + "/" + Place.escaped(each.getKey()), each.getValue(), shape));
        if (node.isArray()) {
            node.forEach(each -> shape(at + "/*", each, shape));
        }
    }

    private void compare(Map<String, Set<String>> fixture, Map<String, Set<String>> live) {
        fixture.forEach((at, types) -> {
            var sent = live.get(at);
            if (sent == null && isComparable(at, live)) {
                add(Kind.MISSING, at + " (" + String.join(" or ", types) + ")");
            } else if (sent != null && types.stream().noneMatch(sent::contains)) {
                add(
                        Kind.TYPE,
                        (at.isEmpty() ? "of the body" : at) + ": fixture " + String.join(" or ", types) + ", provider "
                                + String.join(" or ", sent));
            }
        });
        live.forEach((at, types) -> {
            if (!fixture.containsKey(at) && isComparable(at, fixture)) {
                add(Kind.NEW, at + " (" + String.join(" or ", types) + ")");
            }
        });
    }

    /** Whether the object around that place is on the other side; lists may be empty. */
    private static boolean isComparable(String at, Map<String, Set<String>> other) {
        int slash = at.lastIndexOf('/');
        String parent = at.substring(0, Math.max(0, slash));
        return !at.endsWith("/*") && other.getOrDefault(parent, Set.of()).contains("object");
    }
}
