package dev.counterpart.verify.pass;

import dev.counterpart.verify.plan.Thoroughness;
import dev.counterpart.verify.report.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Sends requests whose meaning depends on earlier or concurrent requests. */
public interface Pass {

    /** All passes in their order: those that change the provider's data are late, the search for smaller requests is last. */
    static List<Pass> all(Passes passes, Thoroughness thoroughness) {
        var all = new ArrayList<Pass>();
        all.add(new RepeatedPass(passes.repeat()));
        if (passes.others()) {
            all.add(new KeptConnectionPass(thoroughness));
        }
        all.add(new ConcurrentPass(passes.clients(), thoroughness));
        all.add(new SoakPass(passes.soak()));
        if (passes.others()) {
            all.addAll(List.of(
                    new LookAlikePass(), new HeadPass(), new ConditionalPass(), new LinkPass(), new ChangePass()));
        }
        all.add(new ShrinkPass(passes.shrinking()));
        return all;
    }

    /** Sends requests, and reports each result. */
    void run(PassContext context, Consumer<Result> found);
}
