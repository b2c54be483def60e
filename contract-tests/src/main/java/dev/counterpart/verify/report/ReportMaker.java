package dev.counterpart.verify.report;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.secret.Masking;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.spec.secret.SecretNames;
import dev.counterpart.spec.secret.Secrets;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.check.Verdict.Errored;
import dev.counterpart.verify.check.Verdict.Failed;
import dev.counterpart.verify.check.Verdict.Passed;
import dev.counterpart.verify.check.Verdict.Skipped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;

/** Turns results into plain data, without the secrets that were sent or answered. */
public final class ReportMaker {

    private static final Set<Part> ANSWERED = Set.of(Part.RESPONSE_HEADER, Part.RESPONSE_BODY);
    private static final String COOKIES = "Set-Cookie";
    private static final Pattern QUOTED = Pattern.compile("\"(.*\"|.*)", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-?\\d[\\d.eE+-]*");

    /**
     * A provider of another document than the tested one.
     *
     * @param name of that document
     */
    public record Other(String name, String url) {}

    private final String target;
    private final Function<Operation, Optional<Other>> others;
    private final Masking masking;
    private final boolean keepsExchanges;

    private ReportMaker(
            String target, Function<Operation, Optional<Other>> others, Masking masking, boolean keepsExchanges) {
        this.target = target;
        this.others = others;
        this.masking = masking;
        this.keepsExchanges = keepsExchanges;
    }

    /**
     * A maker for the report of one run.
     *
     * @param target the URL that was tested
     * @param others who answers an operation that is not of the tested document
     * @param secrets values that were sent and that no report contains
     * @param keepsExchanges whether every exchange is included, or only those with a violation
     */
    public static List<ReportedCase> cases(
            List<Result> results,
            String target,
            Function<Operation, Optional<Other>> others,
            Collection<Secret> secrets,
            boolean keepsExchanges) {
        var masking = new Masking(secrets).and(AnsweredSecrets.of(results));
        var maker = new ReportMaker(target, others, masking, keepsExchanges);
        return results.stream().map(maker::reported).toList();
    }

    private ReportedCase reported(Result result) {
        var sent = result.sent();
        var verdict = masked(result.verdict());
        var other = others.apply(sent.operation());
        boolean isShown = keepsExchanges || !verdict.violations().isEmpty();
        return ReportedCaseBuilder.builder()
                .id(masking.text(sent.id()))
                .operation(sent.operation()
                        + other.map(each -> " (" + each.name() + ")").orElse(""))
                .group(masking.text(sent.group()))
                .title(masking.text(sent.title()))
                .source(sent.origin().source().label())
                .expected(masking.text(sent.expectation().text()))
                .reason(masking.text(sent.origin().reason()))
                .verdict(verdict)
                .known(List.of())
                .status(result.status())
                .mediaType(masking.text(result.mediaType()))
                .took(result.observation()
                        .map(observation -> observation.took())
                        .orElse(Duration.ZERO))
                .again(Curl.of(other.map(Other::url).orElse(target), sent.request(), masking))
                .exchange(
                        isShown
                                ? Optional.of(ReportedExchange.of(
                                        result, other.map(Other::url).orElse(""), masking))
                                : Optional.empty())
                .build();
    }

    private Verdict masked(Verdict verdict) {
        if (verdict instanceof Errored errored) {
            return new Errored(text(errored.reason()));
        }
        if (verdict instanceof Skipped skipped) {
            return new Skipped(text(skipped.reason()));
        }
        var violations = verdict.violations().stream().map(this::masked).toList();
        return verdict instanceof Passed ? new Passed(violations) : new Failed(violations);
    }

    private Violation masked(Violation violation) {
        var secret = secretName(violation.at());
        return new Violation(
                violation.rule(),
                violation.severity(),
                masked(violation.at()),
                masking.text(hidden(violation.expected(), secret, QUOTED)),
                text(hidden(violation.actual(), secret, violation.actual().contains("\"") ? QUOTED : NUMBER)),
                violation.declared(),
                violation.basis(),
                masking.text(violation.fix()),
                Optional.empty());
    }

    /** A provider can use a secret as the name of a header or property. */
    private Spot masked(Spot at) {
        String pointer = at.pointer().toString();
        String masked = masking.text(pointer);
        return masked.equals(pointer) ? at : new Spot(at.part(), JsonPointer.compile(masked));
    }

    /** What a provider wrote, in words of ours. */
    private String text(String text) {
        return masking.text(Secrets.byName()
                .text(text, Optional.empty(), masking::text, (name, value) -> {})
                .orElse(Secrets.MASK));
    }

    private static String hidden(String text, Optional<String> secret, Pattern value) {
        return secret.map(name -> value.matcher(text).replaceAll(Matcher.quoteReplacement("[" + name + "]")))
                .orElse(text);
    }

    /** The name of the secret that is at that place of an answer. */
    private static Optional<String> secretName(Spot at) {
        if (!ANSWERED.contains(at.part())) {
            return Optional.empty();
        }
        for (var rest = at.pointer(); !rest.matches(); rest = rest.tail()) {
            String name = rest.getMatchingProperty();
            if (SecretNames.isSecret(name) || COOKIES.equalsIgnoreCase(name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
