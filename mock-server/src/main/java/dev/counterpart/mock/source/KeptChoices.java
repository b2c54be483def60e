package dev.counterpart.mock.source;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The choices of one source that do not depend on the request: each is made once, so that its response can be rendered once. Objects of
 * a contract and its fixtures are compared by identity, because they live as long as the engine.
 *
 * <p>Thread-safe.
 */
final class KeptChoices {

    private final Kept<Key, Optional<Choice>> choices = new Kept<>();

    /** @param why of the chosen response: a part of the reasons */
    private record Key(Object response, @Nullable Object content, int status, String why) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that
                    && response == that.response
                    && content == that.content
                    && status == that.status
                    && why.equals(that.why);
        }

        @Override
        public int hashCode() {
            return (System.identityHashCode(response) * 31 + System.identityHashCode(content)) * 31 + status;
        }
    }

    /**
     * The choice for a response; the first request makes it.
     *
     * @param about the content or fixture that the choice is made from
     */
    Optional<Choice> of(ChosenResponse chosen, Object about, Supplier<Optional<Choice>> made) {
        return of(new Key(chosen.declared(), about, chosen.status(), chosen.why()), made);
    }

    /** The choice for a fixture that decides on the status itself. */
    Optional<Choice> of(Object fixture, Supplier<Optional<Choice>> made) {
        return of(new Key(fixture, null, 0, ""), made);
    }

    private Optional<Choice> of(Key key, Supplier<Optional<Choice>> made) {
        return choices.of(key, () -> made.get().map(KeptChoices::kept));
    }

    private static Choice kept(Choice choice) {
        return choice instanceof Choice.FromDocument document ? document.kept() : choice;
    }
}
