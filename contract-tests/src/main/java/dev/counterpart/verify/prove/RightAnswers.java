package dev.counterpart.verify.prove;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.write.ParameterWriter;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Answer;
import dev.counterpart.verify.cases.Expectation.Denial;
import dev.counterpart.verify.cases.Expectation.Detour;
import dev.counterpart.verify.cases.Expectation.HeadOfGet;
import dev.counterpart.verify.cases.Expectation.WrongMethod;
import dev.counterpart.verify.check.Checks;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.data.RuleSettings;
import dev.counterpart.verify.send.Observation.Answered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The answer of a provider without a defect: for each case the first one without a violation. */
final class RightAnswers {

    /**
     * An answer, and its origin in the document.
     *
     * @param declared empty if the document does not declare it, as for most refusals
     * @param content empty if the answer has no body
     */
    record RightAnswer(Response response, Optional<DeclaredResponse> declared, Optional<Content> content) {

        RightAnswer as(int status) {
            return new RightAnswer(new Response(status, response.headers(), response.body()), declared, content);
        }
    }

    private static final List<Integer> USUAL = List.of(200, 400, 422, 404);
    private static final List<Integer> REFUSALS = List.of(400, 401, 403, 404, 405, 406, 415, 501);

    /** Of an answer that is declared for a range or by default, the first one that no other response is declared for. */
    private static final List<Integer> REPRESENTATIVES = List.of(200, 400, 404, 500, 302);

    private final Contract contract;
    private final Checks checks;
    private final ValidValues values;
    private final Map<Operation, List<RightAnswer>> documented = new HashMap<>();

    RightAnswers(Contract contract) {
        this.contract = contract;
        this.checks = Checks.all(contract);
        this.values = new ValidValues(contract, new SchemaValidator(contract.documents(), contract.version()));
    }

    /** The answer; empty if none of the documented and usual ones is correct. */
    Optional<RightAnswer> to(Case sent) {
        return candidates(sent).stream()
                .filter(candidate -> checks.verdict(sent, seen(sent, candidate.response()), RuleSettings.none())
                        instanceof Verdict.Passed)
                .findFirst();
    }

    private static Answered seen(Case sent, Response response) {
        boolean head = sent.request().method().equals(Method.HEAD.name());
        return new Answered(head ? response.withBody(new byte[0]) : response, List.of(), Duration.ZERO);
    }

    private List<RightAnswer> candidates(Case sent) {
        var candidates = new ArrayList<>(documented(sent.operation()));
        Stream.concat(asked(sent), REFUSALS.stream())
                .distinct()
                .forEach(status -> candidates.addAll(answers(sent, status)));
        int first = isDenied(sent) ? 401 : sent.expectation() instanceof WrongMethod ? 405 : 200;
        candidates.sort(
                Comparator.comparingInt(candidate -> rank(candidate.response().status(), first)));
        return candidates.stream()
                .map(candidate -> new RightAnswer(
                        completed(candidate.response(), sent), candidate.declared(), candidate.content()))
                .toList();
    }

    private static Stream<Integer> asked(Case sent) {
        return sent.expectation() instanceof Answer expected
                        && expected.status().isExact()
                ? Stream.of(expected.status().status(200))
                : Stream.empty();
    }

    /** Answers with a status that the operation declares by a range or by default, and one without a body. */
    private List<RightAnswer> answers(Case sent, int status) {
        var operation = sent.operation();
        var declared = sent.expectation() instanceof WrongMethod
                ? Optional.<DeclaredResponse>empty()
                : operation.responseFor(status).filter(each -> !each.status().isExact());
        var plain = new RightAnswer(Response.of(status), Optional.empty(), Optional.empty());
        return Stream.concat(
                        documented(operation).stream()
                                .filter(answer -> declared.isPresent()
                                        && answer.declared().equals(declared))
                                .map(answer -> answer.as(status)),
                        Stream.of(plain))
                .toList();
    }

    private static boolean isDenied(Case sent) {
        return sent.expectation() instanceof Denial
                || sent.expectation() instanceof Detour
                || (sent.expectation() instanceof HeadOfGet head && head.isDenied());
    }

    private static int rank(int status, int first) {
        if (status == first || (first == 200 && status / 100 == 2)) {
            return -1;
        }
        int usual = USUAL.indexOf(status);
        return usual < 0 ? USUAL.size() : usual;
    }

    /** Headers that HTTP requires with some statuses, and good practice with tokens. */
    private Response completed(Response response, Case sent) {
        var headers = response.headers();
        if (response.status() == 401 && !headers.has("WWW-Authenticate")) {
            headers = headers.and("WWW-Authenticate", challenge(sent.operation()));
        }
        if (response.status() == 405 && !headers.has("Allow")) {
            headers = headers.and("Allow", allowed(sent));
        }
        return response.withHeaders(headers.has("Cache-Control") ? headers : headers.and("Cache-Control", "no-store"));
    }

    private String challenge(Operation operation) {
        return contract.securitySchemes(operation).stream()
                .flatMap(scheme -> scheme.authScheme().stream())
                .findFirst()
                .orElse("Bearer");
    }

    private static String allowed(Case sent) {
        return sent.expectation() instanceof WrongMethod wrong
                ? wrong.allowed().stream().sorted().map(Method::name).collect(Collectors.joining(", "))
                : sent.operation().key().method().name();
    }

    /** An answer for each documented status and media type with a known valid body. */
    List<RightAnswer> documented(Operation operation) {
        return documented.computeIfAbsent(operation, this::made);
    }

    private List<RightAnswer> made(Operation operation) {
        return operation.responses().stream()
                .flatMap(declared -> made(operation, declared).stream())
                .toList();
    }

    private List<RightAnswer> made(Operation operation, DeclaredResponse declared) {
        int status = REPRESENTATIVES.stream()
                .filter(each -> operation.responseFor(each).equals(Optional.of(declared)))
                .findFirst()
                .orElseGet(() -> declared.status().status(200));
        var empty = Response.of(status).withHeaders(headers(declared));
        if (declared.content().isEmpty()) {
            return List.of(new RightAnswer(empty, Optional.of(declared), Optional.empty()));
        }
        var answers = new ArrayList<RightAnswer>();
        for (var content : declared.content()) {
            var typed = empty.with("Content-Type", concrete(content).toString());
            body(content)
                    .ifPresent(body -> answers.add(
                            new RightAnswer(typed.withBody(body), Optional.of(declared), Optional.of(content))));
        }
        return answers;
    }

    private Headers headers(DeclaredResponse declared) {
        var headers = Headers.none();
        for (var header : declared.headers()) {
            var value = header.schema()
                    .or(() -> header.content().flatMap(Content::schema))
                    .flatMap(schema ->
                            values.staticValue(schema, Direction.RESPONSE).found());
            if (value.isPresent()) {
                headers = headers.and(header.name(), ParameterWriter.header(header, value.get()));
            }
        }
        return headers;
    }

    private Optional<byte[]> body(Content content) {
        if (!concrete(content).isJson()) {
            return Optional.of("text".getBytes(UTF_8));
        }
        return content.schema().isEmpty()
                ? Optional.of("{}".getBytes(UTF_8))
                : values.staticValue(content.schema().get(), Direction.RESPONSE)
                        .found()
                        .map(value -> Json.text(value).getBytes(UTF_8));
    }

    private static MediaType concrete(Content content) {
        var type = content.mediaType();
        if (!type.isRange()) {
            return type;
        }
        String text = type.type().equals("text") ? "text/plain" : "application/json";
        return MediaType.parse(text).orElseThrow();
    }
}
