package dev.counterpart.verify.pass;

import dev.counterpart.verify.report.Result;
import java.util.List;
import java.util.function.Consumer;

/** Sends requests whose meaning depends on earlier or concurrent requests. */
public interface Pass {

    /** All passes in their order: those that change the provider's data are late, the search for smaller requests is last. */
    static List<Pass> all(Passes passes) {
        return List.of(
                new RepeatedPass(passes.repeat()),
                new KeptConnectionPass(),
                new ConcurrentPass(passes.clients()),
                new SoakPass(passes.soak()),
                new LookAlikePass(),
                new HeadPass(),
                new LinkPass(),
                new ChangePass(),
                new ShrinkPass(passes.shrinking()));
    }

    /** Sends requests, and reports each result. */
    void run(Session session, Consumer<Result> found);
}
