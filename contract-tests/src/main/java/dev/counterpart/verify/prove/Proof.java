package dev.counterpart.verify.prove;

import dev.counterpart.spec.Contract;
import dev.counterpart.verify.ContractSuite;
import dev.counterpart.verify.Preparation;
import dev.counterpart.verify.SuiteOptions;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.check.Checks;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.data.RuleSettings;
import dev.counterpart.verify.plan.CasePlan;
import dev.counterpart.verify.prove.RightAnswers.RightAnswer;
import dev.counterpart.verify.report.Result;
import dev.counterpart.verify.send.Target;
import dev.counterpart.verify.send.Transports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether the gate, with these data and settings, detects providers with a defect: each is served on a loopback port, and the
 * cases that the defect affects are sent to it.
 *
 * @param killed number of incorrect providers that fail the gate
 * @param survivors incorrect providers that pass
 * @param excused incorrect providers that pass intentionally: a rule is off or a warning, a status is unreachable
 * @param accused cases that failed although the answer was correct; an error of the gate
 * @param unprovable cases without a known correct answer, or that do not reach the provider
 */
public record Proof(
        int killed, List<Survivor> survivors, List<Survivor> excused, List<String> accused, int unprovable) {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** An incorrect provider that passes, and why. */
    public record Survivor(String title, String reason) {}

    public Proof {
        survivors = List.copyOf(survivors);
        excused = List.copyOf(excused);
        accused = List.copyOf(accused);
    }

    /** The number of incorrect providers. */
    public int total() {
        return killed + survivors.size();
    }

    /** Whether at least one was tried, all were detected, and no correct answer failed. */
    public boolean holds() {
        return survivors.isEmpty() && accused.isEmpty() && killed > 0;
    }

    /** The proof for the cases of a run. */
    public static Proof of(Contract contract, SuiteOptions options) {
        try (var provider = new WireMockProvider()) {
            var target = Target.of(provider.url(), TIMEOUT).orElseThrow();
            try (var transports = Transports.to(target)) {
                return new Run(contract, options, provider, transports).proof();
            }
        }
    }

    private static final class Run {

        private final Contract contract;
        private final SuiteOptions options;
        private final ContractSuite suite;
        private final Checks checks;
        private final WireMockProvider provider;
        private final Transports transports;
        private final Map<Case, RightAnswer> right = new LinkedHashMap<>();
        private final Map<Case, Set<String>> warnings = new HashMap<>();
        private final List<String> accused = new ArrayList<>();
        private final List<Survivor> survivors = new ArrayList<>();
        private final List<Survivor> excused = new ArrayList<>();
        private int unprovable;
        private int killed;

        Run(Contract contract, SuiteOptions options, WireMockProvider provider, Transports transports) {
            this.contract = contract;
            this.options = Preparation.imagined(contract, options);
            this.suite = new ContractSuite(contract, this.options);
            this.checks = Checks.all(contract);
            this.provider = provider;
            this.transports = transports;
        }

        Proof proof() {
            var answers = new RightAnswers(contract);
            suite.cases().stream().map(Case::withoutStatements).forEach(sent -> baseline(sent, answers.to(sent)));
            var plan = CasePlan.of(contract, options.data(), options.fixtures(), options.parameters(), options.seed());
            var wrong = new WrongProviders(contract, answers, right);
            contract.operations().stream()
                    .filter(operation -> suite.cases().stream()
                            .anyMatch(sent -> sent.operation().equals(operation)))
                    .forEach(
                            operation -> wrong.of(operation, plan.unreachable()).forEach(this::test));
            return new Proof(killed, survivors, excused, accused, unprovable);
        }

        /** The correct answer is sent first; a case that fails with it proves nothing. */
        private void baseline(Case sent, Optional<RightAnswer> answer) {
            if (answer.isEmpty()) {
                unprovable++;
                return;
            }
            provider.does(new Reply.Answer(answer.get().response()));
            var result = suite.result(sent, transports);
            if (!(result.verdict() instanceof Verdict.Skipped) && !isTold(result)) {
                unprovable++;
            } else if (result.verdict() instanceof Verdict.Failed failed) {
                accused.add(sent.id() + ": " + failed.violations().get(0).rule());
            } else {
                right.put(sent, answer.get());
                warnings.put(sent, rules(result.verdict()));
            }
        }

        private static boolean isTold(Result result) {
            return result.answer()
                    .filter(answered -> WireMockProvider.isTold(answered.response()))
                    .isPresent();
        }

        private void test(WrongProvider wrong) {
            if (wrong.replies().isEmpty()) {
                untested(wrong);
                return;
            }
            Set<String> excuses = new LinkedHashSet<>();
            for (var entry : wrong.replies().entrySet()) {
                provider.does(entry.getValue());
                var result = suite.result(entry.getKey(), transports);
                if (result.verdict() instanceof Verdict.Failed) {
                    killed++;
                    return;
                }
                excuse(result).ifPresent(excuses::add);
            }
            survived(wrong, excuses);
        }

        private void survived(WrongProvider wrong, Set<String> excuses) {
            if (excuses.isEmpty()) {
                survivors.add(new Survivor(wrong.title(), "the gate found no violation"));
            } else {
                excused.add(new Survivor(wrong.title(), String.join("; ", excuses)));
            }
        }

        private void untested(WrongProvider wrong) {
            wrong.excuse()
                    .ifPresentOrElse(
                            excuse -> excused.add(new Survivor(wrong.title(), excuse)),
                            () -> survivors.add(new Survivor(
                                    wrong.title(),
                                    "no case is answered so: say in the data"
                                            + " file which request provokes the status")));
        }

        /** Why it passes intentionally: a rule that is off, or a warning. */
        private Optional<String> excuse(Result result) {
            if (result.verdict() instanceof Verdict.Skipped skipped) {
                return Optional.of(skipped.reason());
            }
            var broken = result.observation()
                    .map(observation -> rules(checks.verdict(result.sent(), observation, RuleSettings.none())))
                    .orElseGet(Set::of);
            var warned = new TreeSet<>(rules(result.verdict()));
            warned.removeAll(warnings.getOrDefault(result.sent(), Set.of()));
            var off = new TreeSet<>(broken);
            off.removeAll(rules(result.verdict()));
            if (!warned.isEmpty()) {
                return Optional.of(String.join(", ", warned) + " is a warning");
            }
            return off.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", off) + " is switched off");
        }

        private static Set<String> rules(Verdict verdict) {
            return verdict.violations().stream()
                    .map(violation -> violation.rule().id())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
