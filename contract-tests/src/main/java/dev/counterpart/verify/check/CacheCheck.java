package dev.counterpart.verify.check;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.Spot;
import dev.counterpart.spec.Spot.Part;
import dev.counterpart.spec.Violation;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.plan.Case;
import dev.counterpart.verify.send.Observation.Answered;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** An answer that holds a token is not stored by caches. */
final class CacheCheck implements Check {

    private static final Set<String> TOKENS = Set.of(
            "accesstoken", "access_token", "refreshtoken", "refresh_token", "idtoken", "id_token", "client_secret");

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        var response = answer.response();
        boolean stored = response.status() / 100 == 2
                && holdsToken(response)
                && !response.headers()
                        .joined("Cache-Control")
                        .orElse("")
                        .toLowerCase(Locale.ROOT)
                        .contains("no-store");
        return stored
                ? List.of(Violation.of(
                                GateRules.TOKEN_CACHEABLE,
                                Spot.of(Part.RESPONSE_HEADER, "Cache-Control"),
                                "no-store",
                                response.headers()
                                        .joined("Cache-Control")
                                        .map(Violation::shortened)
                                        .orElse("nothing"))
                        .basedOn("RFC 6749 §5.1"))
                : List.of();
    }

    private static boolean holdsToken(Response response) {
        return response.hasBody()
                && Json.parse(response.body()) instanceof Json.Parsed.Value value
                && value.node().isObject()
                && value.node().propertyNames().stream()
                        .anyMatch(name -> TOKENS.contains(name.toLowerCase(Locale.ROOT)));
    }
}
