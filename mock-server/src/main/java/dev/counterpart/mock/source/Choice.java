package dev.counterpart.mock.source;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.http.Response;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What the mock answers, and why. */
public sealed interface Choice {

    /** Each step of the decision, in words, in its order. */
    List<String> reasons();

    /** Whether the contract does not declare the status; such an answer was asked for, for example an outage. */
    default boolean isOutsideTheContract() {
        return false;
    }

    /** What is wrong with the answer although it is sent, in words. */
    default List<String> warnings() {
        return List.of();
    }

    /** A fixture. */
    record FromFixture(Fixture fixture, boolean isOutsideTheContract, List<String> reasons) implements Choice {
        public FromFixture {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * What the document says itself.
     *
     * @param content absent where the response has no body
     * @param body to write; absent where there is no example and no schema
     * @param emptyType the media type to name where there is no content
     */
    record FromDocument(
            int status,
            DeclaredResponse response,
            Optional<Content> content,
            Optional<JsonNode> body,
            Optional<String> emptyType,
            List<String> warnings,
            List<String> reasons)
            implements Choice {
        public FromDocument {
            warnings = List.copyOf(warnings);
            reasons = List.copyOf(reasons);
        }
    }

    /** A problem document of the mock's own. */
    record OfOurOwn(Response response, boolean isOutsideTheContract, List<String> reasons) implements Choice {
        public OfOurOwn {
            reasons = List.copyOf(reasons);
        }

        static OfOurOwn refusal(Response response, String... reasons) {
            return new OfOurOwn(response, false, List.of(reasons));
        }
    }
}
