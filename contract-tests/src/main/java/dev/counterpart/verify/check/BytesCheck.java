package dev.counterpart.verify.check;

import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.validate.ResponseValidator;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.send.Observation.Answered;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a lenient client hides: the bytes of a JSON body, its encoding, a body where none is allowed. */
final class BytesCheck implements Check {

    /** Names of UTF-8 and of a subset of it; {@code utf8} is not registered, but many servers send it. */
    private static final Set<String> UTF_8 = Set.of("utf-8", "utf8", "us-ascii");

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        var response = answer.response();
        var violations = new ArrayList<Violation>();
        ResponseValidator.forbiddenBody(sent.request().knownMethod().orElse(Method.GET), response)
                .ifPresent(violations::add);
        if (response.headers().all("Content-Type").size() > 1) {
            violations.add(severalTypes(response));
        }
        response.contentType()
                .filter(type -> type.isJson() && answer.isReadable())
                .ifPresent(type -> json(type, response, violations));
        return violations;
    }

    private static Violation severalTypes(Response response) {
        return Violation.of(
                        GateRules.CONTENT_TYPE_TWICE,
                        Spot.of(Part.RESPONSE_HEADER, "Content-Type"),
                        "one Content-Type",
                        Violation.shortened(
                                String.join(" and ", response.headers().all("Content-Type"))))
                .basedOn("RFC 9110 §8.3");
    }

    private static void json(MediaType type, Response response, List<Violation> violations) {
        type.parameter("charset")
                .filter(charset -> !UTF_8.contains(charset.toLowerCase(Locale.ROOT)))
                .ifPresent(charset -> violations.add(Violation.of(
                                GateRules.CHARSET,
                                Spot.of(Part.RESPONSE_HEADER, "Content-Type"),
                                "no charset, or utf-8",
                                Violation.shortened(charset))
                        .basedOn("RFC 8259 §8.1")));
        if (response.hasBody() && !response.isPartial()) {
            JsonBytes.faults(response.body())
                    .forEach((rule, fault) -> violations.add(body(rule, expected(rule), Violation.shortened(fault))));
        }
    }

    private static String expected(Rule rule) {
        if (rule.equals(GateRules.BODY_DUPLICATE_NAME)) {
            return "each name once";
        }
        return rule.equals(GateRules.BODY_LONE_SURROGATE) ? "whole characters" : "UTF-8 without a byte order mark";
    }

    private static Violation body(Rule rule, String expected, String actual) {
        return Violation.of(rule, Spot.of(Part.RESPONSE_BODY), expected, actual);
    }
}
