package dev.counterpart.mock.exchange;

import dev.counterpart.fixtures.When;
import dev.counterpart.mock.record.FixtureDraft;
import dev.counterpart.mock.source.ChosenResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Stubs without conditions. A fixture without conditions answers only with the usual status of its operation, so a stub with another
 * status needs a condition that every request meets.
 */
final class AnyRequest {

    /** Every request of HTTP/1.1 has this header (RFC 9112 §3.2). */
    private static final Map<When.Key, JsonNode> HAS_HOST = Map.of(
            new When.Key(When.Part.HEADER, "Host"),
            JsonNodeFactory.instance.objectNode().put("absent", false));

    private AnyRequest() {}

    /**
     * The drafts, so that each is served. If one without conditions needs the condition, all others of its operation without
     * conditions have it too, so that their priorities decide.
     */
    static List<FixtureDraft> answered(List<FixtureDraft> drafts) {
        var operations = drafts.stream()
                .filter(draft -> draft.conditions().isEmpty() && !isUsual(draft))
                .map(FixtureDraft::operation)
                .collect(Collectors.toSet());
        return drafts.stream()
                .map(draft ->
                        draft.conditions().isEmpty() && operations.contains(draft.operation()) && isDocumented(draft)
                                ? draft.withConditions(HAS_HOST)
                                : draft)
                .toList();
    }

    private static boolean isUsual(FixtureDraft draft) {
        return ChosenResponse.usual(draft.operation()).stream().anyMatch(usual -> usual.status() == draft.status());
    }

    /** Other statuses are only sent if the client asks for them. */
    private static boolean isDocumented(FixtureDraft draft) {
        return draft.operation().responseFor(draft.status()).isPresent();
    }
}
