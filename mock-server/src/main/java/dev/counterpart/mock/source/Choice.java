package dev.counterpart.mock.source;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Response;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The chosen answer of the mock, and why. */
public sealed interface Choice {

    /** Each step of the decision, in words, in order. */
    List<String> reasons();

    /** Whether the contract does not declare the status; the client requested such an answer, for example an outage. */
    default boolean isOutsideTheContract() {
        return false;
    }

    /** Whether the response may differ next time; otherwise the source makes the choice once and returns the same object again. */
    default boolean varies() {
        return true;
    }

    /** Violations of the answer, which is sent anyway, in words. */
    default List<String> warnings() {
        return List.of();
    }

    /** A fixture. */
    record FromFixture(Fixture fixture, boolean isOutsideTheContract, List<String> reasons) implements Choice {
        public FromFixture {
            reasons = List.copyOf(reasons);
        }

        /** A fixture of a declared status. */
        static FromFixture declared(Fixture fixture, List<String> reasons) {
            return new FromFixture(fixture, false, reasons);
        }

        /** A fixture of a status that the contract does not declare. */
        static FromFixture outside(Fixture fixture, List<String> reasons) {
            return new FromFixture(fixture, true, reasons);
        }

        @Override
        public boolean varies() {
            return fixture.body().flatMap(Fixture.Body::template).isPresent();
        }
    }

    /**
     * A response of the document.
     *
     * @param content empty if the response has no body
     * @param body to write; empty if there is neither example nor schema
     * @param emptyType the media type to name if there is no content
     * @param varies whether the body may differ next time
     */
    record FromDocument(
            int status,
            DeclaredResponse response,
            Optional<Content> content,
            Optional<JsonNode> body,
            Optional<String> emptyType,
            boolean varies,
            List<String> warnings,
            List<String> reasons)
            implements Choice {
        public FromDocument {
            warnings = List.copyOf(warnings);
            reasons = List.copyOf(reasons);
        }

        /** The same choice, which from now on does not vary. */
        FromDocument kept() {
            return new FromDocument(status, response, content, body, emptyType, false, warnings, reasons);
        }
    }

    /**
     * A response of the document about an item of a collection.
     *
     * @param headers that the document cannot have examples of, such as {@code Location}
     */
    record FromState(FromDocument document, Headers headers) implements Choice {
        @Override
        public List<String> reasons() {
            return document.reasons();
        }
    }

    /** A problem document of the mock's own. */
    record OfOurOwn(Response response, boolean isOutsideTheContract, List<String> reasons) implements Choice {
        public OfOurOwn {
            reasons = List.copyOf(reasons);
        }

        /** One of a status that the contract does not declare. */
        public static OfOurOwn outside(Response response, String... reasons) {
            return new OfOurOwn(response, true, List.of(reasons));
        }

        static OfOurOwn refusal(Response response, String... reasons) {
            return new OfOurOwn(response, false, List.of(reasons));
        }
    }
}
