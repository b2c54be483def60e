package dev.counterpart.verify.pass;

import dev.counterpart.verify.report.Result;
import java.util.List;
import java.util.function.Consumer;

/** Sends what says something only after, or together with, other requests. */
public interface Pass {

    /** All passes, in the order in which they run: what changes the provider's data is late, what explains is last. */
    static List<Pass> all(Passes passes) {
        return List.of(
                new RepeatedPass(passes.repeat()),
                new ConcurrentPass(passes.clients()),
                new LookAlikePass(),
                new HeadPass(),
                new LinkPass(),
                new ChangePass(),
                new ShrinkPass(passes.shrinking()));
    }

    /** Sends, and tells of each result. */
    void run(Session session, Consumer<Result> found);
}
