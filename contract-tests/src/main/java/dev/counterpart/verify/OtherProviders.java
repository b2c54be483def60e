package dev.counterpart.verify;

import dev.counterpart.spec.secret.Secret;
import dev.counterpart.spec.workflow.Step.Api;
import dev.counterpart.verify.check.Checks;
import dev.counterpart.verify.plan.CasePlan;
import dev.counterpart.verify.send.Target;
import dev.counterpart.verify.send.Transports;
import dev.counterpart.verify.workflow.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The providers of the other documents to which workflows send requests. They get neither the credentials nor the headers of the tested one;
 * the rules of the user hold for their answers as well.
 */
final class OtherProviders implements AutoCloseable {

    private final SuiteOptions options;
    private final RunLimits limits;
    private final Consumer<Secret> hidden;
    private final Map<Api, Provider> providers = new LinkedHashMap<>();
    private final Map<Target, Transports> transports = new LinkedHashMap<>();

    /** @param hidden receives values that reports must not show */
    OtherProviders(SuiteOptions options, RunLimits limits, Consumer<Secret> hidden) {
        this.options = options;
        this.limits = limits;
        this.hidden = hidden;
    }

    Provider of(Api api) {
        return providers.computeIfAbsent(api, this::made);
    }

    private Provider made(Api api) {
        var target = options.workflows().target(api);
        var own = SuiteOptions.of(target, options.data().rulesOnly()).withEffort(options.effort());
        var ownLimits = limits.forOther(own);
        var sender = new CaseSender(
                Checks.all(api.contract(), target.isSecure()),
                own,
                transports.computeIfAbsent(target, this::opened),
                ownLimits);
        var plan = CasePlan.requestsOnly(api.contract(), own.data(), options.seed());
        var run = new RunContext(api.contract(), plan, List.of(), List.of(), sender, ownLimits, hidden);
        return new Provider(run, target.toString());
    }

    private Transports opened(Target target) {
        return options.effort().paced(Transports.to(target));
    }

    @Override
    public void close() {
        transports.values().forEach(Transports::close);
    }
}
