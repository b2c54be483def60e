package dev.counterpart.mock.exchange;

import dev.counterpart.mock.record.FixtureDraft;
import dev.counterpart.mock.record.NotWritten;
import java.util.ArrayList;
import java.util.List;

/**
 * Of stubs with the same priority that match a request, WireMock answers with the one that was added last, whichever has more
 * conditions. A stub for which a later one of its file matches everything that it matches is therefore never used.
 *
 * @see <a href="https://wiremock.org/docs/stubbing/#stub-priority">WireMock, stub priority</a>
 */
final class LaterStubs {

    private static final String REASON =
            "a later stub of the file with the same priority answers its requests, as in WireMock";

    private LaterStubs() {}

    /** The drafts that are used; the others are reported. The order of stubs in different files is unknown. */
    static List<FixtureDraft> used(List<FixtureDraft> drafts, List<NotWritten> left) {
        var used = new ArrayList<FixtureDraft>();
        for (int i = 0; i < drafts.size(); i++) {
            var draft = drafts.get(i);
            if (drafts.subList(i + 1, drafts.size()).stream().anyMatch(later -> answersAll(later, draft))) {
                left.add(new NotWritten(draft.source(), REASON));
            } else {
                used.add(draft);
            }
        }
        return used;
    }

    private static boolean answersAll(FixtureDraft later, FixtureDraft draft) {
        return later.source().file().equals(draft.source().file())
                && later.operation().equals(draft.operation())
                && later.operation().responseFor(later.status()).isPresent()
                && later.more().path("priority").equals(draft.more().path("priority"))
                && draft.conditions().entrySet().containsAll(later.conditions().entrySet());
    }
}
