package dev.counterpart.verify.prove;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.counterpart.fixtures.generate.InvalidValues;
import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Answer;
import dev.counterpart.verify.prove.Reply.Breakdown;
import dev.counterpart.verify.prove.RightAnswers.RightAnswer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** All providers with one defect: each keyword of each documented answer violated, each invalid request accepted, and more. */
final class WrongProviders {

    private static final int[] ODD_STATUSES = {299, 418, 599};

    private final InvalidValues invalid;
    private final RightAnswers answers;
    private final Map<Case, RightAnswer> right;
    private final Map<StatusKey, String> unreachable = new LinkedHashMap<>();
    private final List<WrongProvider> providers = new ArrayList<>();

    /**
     * The incorrect providers that those cases can detect.
     *
     * @param right the answer of a provider without defects to each case
     */
    WrongProviders(Contract contract, RightAnswers answers, Map<Case, RightAnswer> right) {
        var schemas = new SchemaValidator(contract.documents(), contract.version());
        this.invalid = new InvalidValues(contract, schemas, new ValidValues(contract, schemas));
        this.answers = answers;
        this.right = right;
    }

    /**
     * Those with a defect in that operation.
     *
     * @param unreachable cases that say why a status cannot be provoked
     */
    List<WrongProvider> of(Operation operation, List<Case> unreachable) {
        providers.clear();
        this.unreachable.clear();
        unreachable.stream()
                .filter(each -> each.operation().equals(operation))
                .forEach(each -> this.unreachable.put(
                        ((Answer) each.expectation()).status(), each.origin().reason()));
        answers.documented(operation).forEach(answer -> wrongAnswers(operation, answer));
        wrongStatuses(operation);
        acceptances(operation);
        missingHeaders(operation);
        breakdowns(operation);
        return List.copyOf(providers);
    }

    private void wrongAnswers(Operation operation, RightAnswer answer) {
        var declared = answer.declared().orElseThrow();
        int odd = oddStatus(operation);
        if (odd > 0) {
            wrongAnswer(operation, answer, "answered as " + odd, response -> status(response, odd));
        }
        declared.headers().stream()
                .filter(Parameter::required)
                .map(Parameter::name)
                .forEach(
                        name -> wrongAnswer(operation, answer, "without " + name, response -> without(response, name)));
        answer.content()
                .filter(content -> answer.response()
                        .contentType()
                        .filter(MediaType::isJson)
                        .isPresent())
                .flatMap(Content::schema)
                .ifPresent(schema -> wrongBodies(operation, answer, schema));
    }

    private void wrongBodies(Operation operation, RightAnswer answer, Schema schema) {
        for (var value : invalid.invalidValues(schema, Direction.RESPONSE)) {
            byte[] body = Json.text(value.value()).getBytes(UTF_8);
            String change = value.keyword() + " violated, " + value.description();
            wrongAnswer(operation, answer, change, response -> response.withBody(body));
        }
        wrongAnswer(operation, answer, "no body", response -> response.withBody(new byte[0]));
        wrongAnswer(operation, answer, "a body cut off", WrongProviders::cutOff);
        wrongAnswer(operation, answer, "an HTML page", WrongProviders::page);
    }

    /** Each case with the same answer is answered with a change. */
    private void wrongAnswer(Operation operation, RightAnswer answer, String title, UnaryOperator<Response> change) {
        var status = answer.declared().orElseThrow().status();
        String type = answer.content().map(content -> " " + content.key()).orElse("");
        changed(
                operation,
                operation + " → " + status + type + ": " + title,
                other -> other.declared().equals(answer.declared())
                        && other.content().equals(answer.content()),
                Optional.of(status),
                change);
    }

    private static Response without(Response response, String header) {
        return response.withHeaders(response.headers().without(header));
    }

    private static Response status(Response response, int status) {
        return new Response(status, response.headers(), response.body());
    }

    private static Response cutOff(Response response) {
        byte[] body = response.body();
        return response.withBody(Arrays.copyOf(body, body.length - 1));
    }

    private static Response page(Response response) {
        return response.with("Content-Type", "text/html").withBody("<h1>Hello</h1>".getBytes(UTF_8));
    }

    /** A status that the operation does not document; 0 if it documents all. */
    private static int oddStatus(Operation operation) {
        for (int status : ODD_STATUSES) {
            if (operation.responseFor(status).isEmpty()) {
                return status;
            }
        }
        return 0;
    }

    /** If a case asks for a status: another documented one. */
    private void wrongStatuses(Operation operation) {
        for (var sent : casesOf(operation)) {
            if (sent.expectation() instanceof Answer expected) {
                answers.documented(operation).stream()
                        .filter(other ->
                                !expected.status().covers(other.response().status()))
                        .forEach(other -> providers.add(new WrongProvider(
                                sent.id() + ": answered as " + other.response().status(),
                                Map.of(sent, new Reply.Answer(other.response())),
                                Optional.empty())));
            }
        }
    }

    /** Each request that must be refused is accepted, or answered with a failure. */
    private void acceptances(Operation operation) {
        var success = answers.documented(operation).stream()
                .filter(answer -> answer.response().status() / 100 == 2)
                .map(RightAnswer::response)
                .findFirst()
                .orElse(Response.of(200));
        for (var sent : casesOf(operation)) {
            int status = rightTo(sent).response().status();
            boolean mustBeRefused = !(sent.expectation() instanceof Answer) && status / 100 == 4;
            if (mustBeRefused && !isHead(sent)) {
                providers.add(new WrongProvider(
                        sent.id() + ": accepted", Map.of(sent, new Reply.Answer(success)), Optional.empty()));
                providers.add(new WrongProvider(
                        sent.id() + ": a failure", Map.of(sent, new Reply.Answer(Response.of(500))), Optional.empty()));
            }
        }
    }

    private static boolean isHead(Case sent) {
        return sent.request().method().equals(Method.HEAD.name());
    }

    private void missingHeaders(Operation operation) {
        missing(operation, 401, "WWW-Authenticate");
        missing(operation, 405, "Allow");
    }

    private void missing(Operation operation, int status, String name) {
        Predicate<RightAnswer> met = answer -> answer.response().status() == status;
        if (casesOf(operation).stream().anyMatch(sent -> met.test(rightTo(sent)))) {
            changed(
                    operation,
                    operation + " → " + status + ": without " + name,
                    met,
                    Optional.empty(),
                    response -> without(response, name));
        }
    }

    private void breakdowns(Operation operation) {
        var met = casesOf(operation).stream()
                .filter(sent -> rightTo(sent).response().status() / 100 == 2 && !isHead(sent))
                .limit(2)
                .toList();
        // If no body is declared, an incomplete body is just another body, which is correct.
        for (var kind : Breakdown.Kind.values()) {
            Map<Case, Reply> replies = new LinkedHashMap<>();
            met.stream()
                    .filter(sent -> kind != Breakdown.Kind.CUT_OFF
                            || rightTo(sent).content().isPresent())
                    .forEach(sent -> replies.put(sent, new Breakdown(kind)));
            if (!replies.isEmpty() || met.isEmpty()) {
                add(operation + ": " + kind.text(), replies, Optional.empty());
            }
        }
    }

    private void changed(
            Operation operation,
            String title,
            Predicate<RightAnswer> met,
            Optional<StatusKey> status,
            UnaryOperator<Response> change) {
        Map<Case, Reply> replies = new LinkedHashMap<>();
        for (var sent : casesOf(operation)) {
            var answer = rightTo(sent);
            if (met.test(answer) && !isHead(sent)) {
                replies.put(sent, new Reply.Answer(change.apply(answer.response())));
            }
        }
        add(title, replies, status);
    }

    private void add(String title, Map<Case, Reply> replies, Optional<StatusKey> status) {
        var excuse = status.filter(any -> replies.isEmpty()).flatMap(key -> Optional.ofNullable(unreachable.get(key)));
        providers.add(new WrongProvider(title, replies, excuse));
    }

    private List<Case> casesOf(Operation operation) {
        return right.keySet().stream()
                .filter(sent -> sent.operation().equals(operation))
                .toList();
    }

    private RightAnswer rightTo(Case sent) {
        var answer = right.get(sent);
        if (answer == null) {
            throw new IllegalArgumentException("no right answer is known to " + sent);
        }
        return answer;
    }
}
