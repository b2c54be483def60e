package dev.counterpart.verify.check;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.SecurityScheme;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.send.Observation.Answered;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** 401 names the required scheme (RFC 9110 §11.6.1). */
final class ChallengeCheck implements Check {

    /** Schemes whose credentials are standardised; a provider's own scheme may mean any. */
    private static final Set<String> WELL_KNOWN = Set.of("basic", "bearer", "digest", "negotiate", "ntlm");

    /** A scheme, before its parameters or alone; {@code name=value} is a parameter of the scheme before it. */
    private static final Pattern SCHEME = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:\\s+\\S.*)?");

    private final Contract contract;
    private final Map<String, SecurityScheme> schemes;

    ChallengeCheck(Contract contract) {
        this.contract = contract;
        this.schemes = contract.securitySchemes();
    }

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        if (answer.response().status() != 401) {
            return List.of();
        }
        var challenges = answer.response().headers().joined("WWW-Authenticate");
        var asked = asked(sent.operation());
        String expected =
                "a challenge, for example " + asked.stream().findFirst().orElseGet(() -> usual(sent.operation()));
        if (challenges.isEmpty()) {
            return List.of(violation(GateRules.CHALLENGE_MISSING, expected, "nothing"));
        }
        return isOther(asked, offered(challenges.get()))
                ? List.of(violation(GateRules.CHALLENGE_OTHER, expected, Violation.shortened(challenges.get())))
                : List.of();
    }

    private String usual(Operation operation) {
        return contract.needsApiKey(operation) ? SecurityScheme.API_KEY_CHALLENGE : "Bearer";
    }

    /** Whether only well-known schemes are offered, and none of those that the document declares. */
    private static boolean isOther(Collection<String> asked, Collection<String> offered) {
        return !asked.isEmpty()
                && !offered.isEmpty()
                && WELL_KNOWN.containsAll(offered)
                && asked.stream().noneMatch(scheme -> offered.contains(scheme.toLowerCase(Locale.ROOT)));
    }

    /** The schemes that the document requires; empty if it requires one without a challenge. */
    private Set<String> asked(Operation operation) {
        var asked = new LinkedHashSet<String>();
        for (var requirement : operation.security()) {
            for (String name : requirement.scopes().keySet()) {
                var scheme = Optional.ofNullable(schemes.get(name)).flatMap(SecurityScheme::authScheme);
                if (scheme.isEmpty()) {
                    return Set.of();
                }
                asked.add(scheme.get());
            }
        }
        return asked;
    }

    private static Set<String> offered(String challenges) {
        var offered = new HashSet<String>();
        for (String part : MediaType.split(challenges, ',')) {
            var scheme = SCHEME.matcher(part.strip());
            if (scheme.matches()) {
                offered.add(scheme.group(1).toLowerCase(Locale.ROOT));
            }
        }
        return offered;
    }

    private static Violation violation(Rule rule, String expected, String actual) {
        return Violation.of(rule, Spot.of(Part.RESPONSE_HEADER, "WWW-Authenticate"), expected, actual)
                .basedOn("RFC 9110 §15.5.2");
    }
}
