package dev.counterpart.mock.engine;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Example;
import dev.counterpart.spec.http.Response;
import java.util.List;
import java.util.Optional;

/** What the mock will say, and why. */
sealed interface Choice {

    /** Each step of the decision, in words, in its order. */
    List<String> reasons();

    /** A fixture. */
    record FromFixture(Fixture fixture, List<String> reasons) implements Choice {
        public FromFixture {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * What the document says itself.
     *
     * @param content absent where the response has no body
     * @param example that was asked for by name
     * @param dynamic whether the body is generated anew rather than taken from an example
     * @param seed of the generated body
     * @param emptyType the media type to name where there is no content
     * @param branch of the body's schema that was asked for
     */
    record FromDocument(
            int status,
            DeclaredResponse response,
            Optional<Content> content,
            Optional<Example> example,
            boolean dynamic,
            Optional<String> seed,
            Optional<String> emptyType,
            Optional<Branches.Branch> branch,
            List<String> reasons)
            implements Choice {
        public FromDocument {
            reasons = List.copyOf(reasons);
        }
    }

    /** A problem document of our own. */
    record OfOurOwn(Response response, List<String> reasons) implements Choice {
        public OfOurOwn {
            reasons = List.copyOf(reasons);
        }
    }
}
