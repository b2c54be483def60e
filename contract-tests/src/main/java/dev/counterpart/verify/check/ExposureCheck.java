package dev.counterpart.verify.check;

import dev.counterpart.spec.http.Pair;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.secret.SecretNames;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.send.Observation.Answered;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Headers that expose a session to others: cookies without protection, access for pages of any origin, tokens in headers. */
final class ExposureCheck implements Check {

    private static final Pattern SESSION =
            Pattern.compile("sess|^sid$|[_.-]sid$|auth|token|jwt|login|remember", Pattern.CASE_INSENSITIVE);

    /** Tokens that pages read by script, to send them back in a header. */
    private static final Pattern FOR_SCRIPTS = Pattern.compile("csrf|xsrf", Pattern.CASE_INSENSITIVE);

    private static final Pattern PARAMETER = Pattern.compile("[?&#;]([^=&#;>]{1,60})=([^&#;>\\s\"]*)");
    private static final Set<String> LINKS = Set.of("location", "content-location", "link", "refresh");
    private static final int SHORTEST = 8;

    private final boolean isSecure;

    /** {@code isSecure} is whether the provider uses HTTPS. */
    ExposureCheck(boolean isSecure) {
        this.isSecure = isSecure;
    }

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        var violations = new ArrayList<Violation>();
        for (String cookie : answer.response().headers().all("Set-Cookie")) {
            unprotected(cookie).ifPresent(violations::add);
        }
        anyOrigin(sent, answer.response()).ifPresent(violations::add);
        token(sent, answer.response()).ifPresent(violations::add);
        return violations;
    }

    /** The attributes that a session cookie lacks (RFC 6265 §4.1.2; SameSite: RFC 6265bis). */
    private Optional<Violation> unprotected(String cookie) {
        String[] parts = cookie.split(";", -1);
        var pair = Pair.ofSetCookie(cookie);
        var attributes = Arrays.stream(parts)
                .skip(1)
                .map(part -> part.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        String name = pair.name().strip();
        String value = pair.value().strip();
        boolean isMeant = isSecure
                && SESSION.matcher(name).find()
                && value.length() >= SHORTEST
                && !attributes.contains("max-age=0");
        var missing = isMeant ? missing(name, attributes) : List.<String>of();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(violation(
                        GateRules.COOKIE_EXPOSED,
                        "Set-Cookie",
                        "Secure, HttpOnly and SameSite",
                        name + " without " + String.join(" and ", missing)));
    }

    private static List<String> missing(String name, Set<String> attributes) {
        var missing = new ArrayList<String>();
        if (!attributes.contains("secure")) {
            missing.add("Secure");
        }
        if (!attributes.contains("httponly") && !FOR_SCRIPTS.matcher(name).find()) {
            missing.add("HttpOnly");
        }
        if (attributes.stream().noneMatch(each -> each.startsWith("samesite="))) {
            missing.add("SameSite");
        }
        return missing;
    }

    /** Whether a page of the origin in the request, which no browser sends, may read the answer with the user's cookies. */
    private static Optional<Violation> anyOrigin(Case sent, Response response) {
        var origin = sent.request().headers().first("Origin");
        var allowed = response.headers().first("Access-Control-Allow-Origin").map(String::strip);
        boolean withCredentials = response.headers()
                .first("Access-Control-Allow-Credentials")
                .filter(value -> value.strip().equals("true"))
                .isPresent();
        return origin.filter(
                        made -> withCredentials && allowed.filter(made::equals).isPresent())
                .map(made -> violation(
                        GateRules.ANY_ORIGIN,
                        "Access-Control-Allow-Origin",
                        "only origins that are trusted, as Access-Control-Allow-Credentials is true",
                        made));
    }

    /** A token in a header that the document does not declare, or in a URL. */
    private static Optional<Violation> token(Case sent, Response response) {
        for (var field : response.headers().fields()) {
            String name = field.getKey().toLowerCase(Locale.ROOT);
            if (LINKS.contains(name) && hasToken(field.getValue())) {
                return Optional.of(violation(
                        GateRules.TOKEN_IN_HEADER, field.getKey(), "a URL without a token", "a token in its URL"));
            }
            if (isToken(name, field.getValue()) && !isDeclared(sent, response, name)) {
                return Optional.of(violation(
                        GateRules.TOKEN_IN_HEADER,
                        field.getKey(),
                        "no token in a header that is not declared",
                        "a token"));
            }
        }
        return Optional.empty();
    }

    private static boolean hasToken(String url) {
        return PARAMETER
                .matcher(url)
                .results()
                .anyMatch(match -> isSecret(PercentEncoding.decoded(match.group(1)))
                        && match.group(2).length() >= SHORTEST);
    }

    private static boolean isToken(String name, String value) {
        return isSecret(name)
                && !LINKS.contains(name)
                && !name.equals("set-cookie")
                && value.strip().length() >= SHORTEST;
    }

    private static boolean isSecret(String name) {
        return (SecretNames.isSecret(name) || name.equalsIgnoreCase("Authorization"))
                && !FOR_SCRIPTS.matcher(name).find();
    }

    private static boolean isDeclared(Case sent, Response response, String name) {
        return sent.operation().responseFor(response.status()).stream()
                .flatMap(declared -> declared.headers().stream())
                .anyMatch(header -> header.name().equalsIgnoreCase(name));
    }

    private static Violation violation(Rule rule, String header, String expected, String actual) {
        return Violation.of(rule, Spot.of(Part.RESPONSE_HEADER, header), expected, Violation.shortened(actual));
    }
}
