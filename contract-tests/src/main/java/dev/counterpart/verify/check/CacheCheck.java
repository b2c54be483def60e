package dev.counterpart.verify.check;

import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.send.Observation.Answered;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** An answer that contains a token must not be stored by caches. */
final class CacheCheck implements Check {

    /** Shared caches may serve it to any user (RFC 9111 §3.5). */
    private static final Pattern SHARED = Pattern.compile("(?:^|[\\s,])(?:public|s-maxage)(?:$|[\\s,=])");

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        var response = answer.response();
        if (response.status() / 100 != 2 || !HeldTokens.isNamed(response)) {
            return List.of();
        }
        String control = control(response);
        if (SHARED.matcher(control).find()) {
            return List.of(violation(GateRules.TOKEN_SHARED, response, "RFC 9111 §3.5"));
        }
        return control.contains("no-store")
                ? List.of()
                : List.of(violation(GateRules.TOKEN_CACHEABLE, response, "RFC 6749 §5.1"));
    }

    private static String control(Response response) {
        return response.headers().joined("Cache-Control").orElse("").toLowerCase(Locale.ROOT);
    }

    private static Violation violation(Rule rule, Response response, String basis) {
        return Violation.of(
                        rule,
                        Spot.of(Part.RESPONSE_HEADER, "Cache-Control"),
                        "no-store",
                        response.headers()
                                .joined("Cache-Control")
                                .map(Violation::shortened)
                                .orElse("nothing"))
                .basedOn(basis);
    }
}
