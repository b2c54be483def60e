package dev.counterpart.verify;

import dev.counterpart.verify.pass.Passes;
import dev.counterpart.verify.plan.Case;
import dev.counterpart.verify.plan.GateData;
import dev.counterpart.verify.send.Target;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a run is to do.
 *
 * @param parameters values by the name of the parameter, where the data file has none
 * @param only patterns of which a case must fit one, where there are any; {@code *} stands for any text
 * @param skip patterns of which a case must fit none
 * @param readOnly whether only safe methods are sent (RFC 9110 §9.2.1)
 * @param passes what is sent once all cases were
 */
public record SuiteOptions(
        Target target,
        GateData data,
        Map<String, String> parameters,
        List<String> only,
        List<String> skip,
        boolean readOnly,
        Passes passes) {

    public SuiteOptions {
        parameters = Map.copyOf(parameters);
        only = List.copyOf(only);
        skip = List.copyOf(skip);
    }

    /** Everything, against that target. */
    public static SuiteOptions of(Target target, GateData data) {
        return new SuiteOptions(target, data, Map.of(), List.of(), List.of(), false, Passes.defaults());
    }

    public SuiteOptions withParameters(Map<String, String> values) {
        return new SuiteOptions(target, data, values, only, skip, readOnly, passes);
    }

    public SuiteOptions withOnly(List<String> patterns) {
        return new SuiteOptions(target, data, parameters, patterns, skip, readOnly, passes);
    }

    public SuiteOptions withSkip(List<String> patterns) {
        return new SuiteOptions(target, data, parameters, only, patterns, readOnly, passes);
    }

    public SuiteOptions withReadOnly(boolean safeOnly) {
        return new SuiteOptions(target, data, parameters, only, skip, safeOnly, passes);
    }

    public SuiteOptions withPasses(Passes other) {
        return new SuiteOptions(target, data, parameters, only, skip, readOnly, other);
    }

    boolean wants(Case planned) {
        boolean safe = planned.request()
                .knownMethod()
                .filter(method -> method.isSafe())
                .isPresent();
        return (!readOnly || safe)
                && (only.isEmpty() || only.stream().anyMatch(pattern -> fits(pattern, planned)))
                && skip.stream().noneMatch(pattern -> fits(pattern, planned));
    }

    private static boolean fits(String pattern, Case planned) {
        var operation = planned.operation();
        return fits(pattern, planned.id())
                || fits(pattern, operation.name())
                || fits(pattern, operation.key().toString())
                || operation.tags().stream().anyMatch(tag -> tag.equalsIgnoreCase(pattern));
    }

    private static boolean fits(String pattern, String text) {
        String regex = Pattern.quote(pattern.toLowerCase(Locale.ROOT)).replace("*", "\\E.*\\Q");
        return Pattern.compile(regex, Pattern.DOTALL)
                .matcher(text.toLowerCase(Locale.ROOT))
                .find();
    }
}
