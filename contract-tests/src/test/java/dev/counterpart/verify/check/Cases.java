package dev.counterpart.verify.check;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation;
import dev.counterpart.verify.cases.Expectation.Answer;
import dev.counterpart.verify.data.Flaw;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.RuleSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One case of each expectation, by a short name, for the bundled document. */
final class Cases {

    static final Contract CONTRACT = ((ReadResult.Read)
                    ContractReader.read("../spec/openapi/dynamic-oauth-access-token.yaml", ReadOptions.defaults()))
            .contract();
    static final Operation OPERATION = CONTRACT.operations().get(0);
    static final Request REQUEST = Request.of(
                    Method.GET, "/oauthAccounts/0f8fad5b-d9cb-469f-a165-70867728950e/accessToken")
            .with("Authorization", "Bearer token-0123456789");

    private static final Spot PATH = Spot.of(Part.REQUEST_PATH, "oauthAccountId");

    private Cases() {}

    /** The case of that name: {@code valid}, {@code near miss}, {@code method}, …, a flaw of credentials, or a status of the data file. */
    static Case sent(String name) {
        return switch (name) {
            case "valid" -> sent(REQUEST, new Expectation.Documented());
            case "near miss" -> sent(REQUEST, new Expectation.Refusal(PATH, "\"x\" is no UUID"));
            case "allowed" -> sent(REQUEST, new Expectation.Valid(PATH, "the limit", true));
            case "allowed text" -> sent(REQUEST, new Expectation.Valid(PATH, "a text", false));
            case "odd" -> sent(REQUEST, new Expectation.Robust("an unknown parameter"));
            case "HEAD of GET" -> sent(REQUEST.withMethod(Method.HEAD), new Expectation.HeadOfGet(false));
            case "HEAD denied" -> sent(REQUEST.withMethod(Method.HEAD), new Expectation.HeadOfGet(true));
            case "on the wire" ->
                sent(REQUEST, new Answer(StatusKey.parse("200").orElseThrow(), List.of()), Origin.Source.WIRE);
            case "scheme case" -> sent(REQUEST, new Expectation.SchemeCase());
            case "method" -> sent(REQUEST.withMethod(Method.DELETE), new Expectation.WrongMethod(Set.of(Method.GET)));
            case "missing, known" -> sent(REQUEST, new Expectation.Denial(Flaw.MISSING, true));
            case "expired, known" -> sent(REQUEST, new Expectation.Denial(Flaw.EXPIRED, true));
            default ->
                flaw(name)
                        .map(flaw -> sent(REQUEST, new Expectation.Denial(flaw)))
                        .orElseGet(() ->
                                sent(REQUEST, new Answer(StatusKey.parse(name).orElseThrow(), List.of())));
        };
    }

    private static Optional<Flaw> flaw(String name) {
        return Stream.of(Flaw.values())
                .filter(flaw -> flaw.name().equalsIgnoreCase(name.replace(' ', '_')))
                .findFirst();
    }

    static Case sent(Request request, Expectation expectation) {
        return sent(request, expectation, Origin.Source.GENERATED);
    }

    private static Case sent(Request request, Expectation expectation, Origin.Source source) {
        return new Case(
                OPERATION, "group", "title", request, expectation, Origin.of(source, "because"), RuleSettings.none());
    }
}
