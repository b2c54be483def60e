package dev.counterpart.verify.pass;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation;
import dev.counterpart.verify.cases.Expectation.Documented;
import dev.counterpart.verify.cases.Expectation.Robust;
import dev.counterpart.verify.check.GateRules;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.Origin.Source;
import dev.counterpart.verify.report.Result;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Creates, reads, deletes and reads again, if the document has {@code POST /things} and {@code GET /things/{id}}: a created
 * resource is found, and a deleted one is not.
 */
final class ChangePass implements Pass {

    private static final int CREATED = 201;
    private static final Set<Integer> GONE = Set.of(404, 410);

    @Override
    public void run(PassContext context, Consumer<Result> found) {
        for (var create : context.contract().operations()) {
            if (create.key().method().equals(Method.POST)) {
                item(context, create, Method.GET)
                        .ifPresent(read -> created(context, create)
                                .ifPresent(result -> new Life(context, result, read, found).follow()));
            }
        }
    }

    /** The operation on one element of the collection. */
    private static Optional<Operation> item(PassContext context, Operation create, Method method) {
        var path = Pattern.compile(Pattern.quote(stripped(create.key().path())) + "/\\{[^{}/]+}");
        return context.contract().operations().stream()
                .filter(operation -> operation.key().method().equals(method)
                        && path.matcher(operation.key().path()).matches())
                .findFirst();
    }

    private static String stripped(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** The answer of a second 201; the first one if the provider does not create the same resource twice. */
    private static Optional<Result> created(PassContext context, Operation create) {
        var first = context.results().stream()
                .filter(result -> result.operation().equals(create)
                        && result.status().orElse(0) == CREATED
                        && result.sent().origin().source().isFoundation())
                .findFirst();
        return first.filter(result -> !context.cutsOff()).map(result -> {
            var again =
                    context.send(Repetition.again(result.sent(), "changed", "create", new Robust("as a second time")));
            return again.status().orElse(0) == CREATED ? again : result;
        });
    }

    /** One resource, from creation to deletion. */
    private record Life(PassContext context, Result created, Operation read, Consumer<Result> found) {

        void follow() {
            var response = created.answer().orElseThrow().response();
            var id = located(response).or(() -> id(response));
            if (id.isEmpty()) {
                return;
            }
            var there = sent(read, "read what was created", id.get(), new Documented());
            if (GONE.contains(there.status().orElse(0))) {
                found.accept(checked(there, GateRules.CREATED_MISSING, "2xx, as it was created", "RFC 9110 §15.3.2"));
                return;
            }
            var other = other(response, id.get(), there);
            if (other.isPresent()) {
                found.accept(context.withViolations(there, List.of(elsewhere(other.get(), id.get()))));
                return;
            }
            found.accept(there);
            item(context, created.operation(), Method.DELETE)
                    .filter(delete -> Repetition.kind(there) == 2)
                    .ifPresent(delete -> deleted(delete, id.get(), there));
        }

        /** The id in the body of 201, if the resource at Location says that its id is another one. */
        private Optional<String> other(Response response, String located, Result there) {
            var body = id(response);
            var read = there.answer().flatMap(answer -> id(answer.response()));
            boolean isLocated = located(response).filter(located::equals).isPresent();
            return body.filter(id ->
                    isLocated && read.isPresent() && !id.equalsIgnoreCase(read.get()) && Repetition.kind(there) == 2);
        }

        private static Violation elsewhere(String created, String located) {
            return Violation.of(
                            GateRules.LOCATION_OTHER,
                            Spot.of(Part.RESPONSE_HEADER, "Location"),
                            "the resource " + created + ", as the body of 201 says",
                            "a Location that leads to " + located)
                    .basedOn("RFC 9110 §15.3.2");
        }

        private void deleted(Operation delete, String id, Result there) {
            var gone = sent(delete, "delete what was created", id, new Documented());
            found.accept(gone);
            if (!Set.of(200, 204).contains(gone.status().orElse(0))) {
                return;
            }
            var after = sent(read, "read what was deleted", id, new Robust("of what was deleted"));
            boolean still = Repetition.kind(after) == 2 && isSame(there, after);
            found.accept(still ? checked(after, GateRules.DELETED_FOUND, "404 or 410", "RFC 9110 §9.3.5") : after);
        }

        /** Whether nothing in the answer shows that the resource was deleted: some providers keep it, marked as deleted. */
        private static boolean isSame(Result before, Result after) {
            return Arrays.equals(
                    before.answer().orElseThrow().response().body(),
                    after.answer().orElseThrow().response().body());
        }

        private Result checked(Result result, Rule rule, String expected, String basis) {
            return context.withViolations(
                    result,
                    List.of(Violation.of(
                                    rule,
                                    Spot.of(Part.RESPONSE_STATUS),
                                    expected,
                                    Integer.toString(result.status().orElse(0)))
                            .basedOn(basis)));
        }

        private Result sent(Operation operation, String title, String id, Expectation expectation) {
            var values = new LinkedHashMap<String, String>();
            context.plan()
                    .requests()
                    .pathValues(created.operation(), created.sent().request())
                    .forEach((name, value) -> values.put("path." + name, PercentEncoding.decoded(value)));
            values.put("path." + variable(operation), id);
            return context.send(new Case(
                    operation,
                    "changed",
                    title,
                    request(operation, values),
                    expectation,
                    Origin.of(Source.EXAMPLE, "the document has operations that create, read and delete it")
                            .declaredAt(context.contract().documents().location(operation.place())),
                    created.sent().rules()));
        }

        private Request request(Operation operation, Map<String, String> values) {
            return context.plan().requests().of(operation, values);
        }

        private static String variable(Operation operation) {
            String path = operation.key().path();
            return path.substring(path.lastIndexOf('{') + 1, path.length() - 1);
        }

        /** The last segment of Location, if that is the path of a resource. */
        private Optional<String> located(Response response) {
            String collection = created.sent().request().path();
            return response.headers()
                    .first("Location")
                    .map(location -> Pattern.compile(Pattern.quote(stripped(collection)) + "/([^/?#]+)/?$")
                            .matcher(location.strip()))
                    .filter(java.util.regex.Matcher::find)
                    .map(matcher -> PercentEncoding.decoded(matcher.group(1)));
        }

        private Optional<String> id(Response response) {
            if (!(Json.parse(response.body()) instanceof Json.Parsed.Value value)) {
                return Optional.empty();
            }
            String name = variable(read);
            String snake = name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
            return Stream.of(name, snake, "id", "_id", "uuid")
                    .map(each -> value.node().path(each))
                    .filter(node -> node.isString() || node.isIntegralNumber())
                    .map(node -> node.asString())
                    .filter(text -> !text.isEmpty())
                    .findFirst();
        }
    }
}
