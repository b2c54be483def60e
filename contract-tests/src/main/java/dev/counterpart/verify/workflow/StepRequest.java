package dev.counterpart.verify.workflow;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.workflow.Step;
import dev.counterpart.spec.workflow.Step.Argument;
import dev.counterpart.spec.workflow.WorkflowValues;
import dev.counterpart.spec.write.ParameterWriter;
import dev.counterpart.verify.data.GateData.Entry;
import dev.counterpart.verify.data.GateData.Values;
import dev.counterpart.verify.data.Origin.Source;
import dev.counterpart.verify.request.RequestMaker;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The request of a step: exactly the parameters and the body that it gives, and the credentials of the data file. */
final class StepRequest {

    /** A value that the step needs is missing. */
    static final class Missing extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Location place;

        Missing(String message, Location place) {
            super(message, null, false, false);
            this.place = place;
        }

        Location place() {
            return place;
        }
    }

    private final Step step;
    private final Operation operation;
    private final WorkflowValues values;
    private final RequestMaker requests;
    private final Map<String, Map<String, JsonNode>> given = new LinkedHashMap<>();
    private Optional<String> query = Optional.empty();

    private StepRequest(Step step, Operation operation, WorkflowValues values, RequestMaker requests) {
        this.step = step;
        this.operation = operation;
        this.values = values;
        this.requests = requests;
    }

    /** The request, without a body if the step gives none. */
    static Request of(Step step, Operation operation, WorkflowValues values, RequestMaker requests) throws Missing {
        return new StepRequest(step, operation, values, requests).made();
    }

    private Request made() throws Missing {
        for (var argument : step.arguments()) {
            add(argument);
        }
        var asked = operation.withoutBody().withParameters(this::isGiven);
        var request = requests.of(asked, entry());
        var complete = query.map(request::withQuery).orElse(request);
        return step.body().isEmpty()
                ? complete
                : new StepBody(step.body().get(), operation, values, requests.bodies()).in(complete);
    }

    private void add(Argument argument) throws Missing {
        var value = values.evaluated(argument.value()).filter(node -> !node.isNull());
        if (value.isEmpty() && isNeeded(argument)) {
            throw new Missing(
                    "the " + argument.in() + " parameter " + argument.name() + ": "
                            + argument.value().asString() + " has no value",
                    argument.place());
        }
        if (argument.in().equals("querystring")) {
            query = value.map(ParameterWriter::text);
        } else {
            value.ifPresent(node -> of(argument.in()).put(argument.name(), node));
        }
    }

    /** A text around an expression, and what the operation requires, cannot be left out. */
    private boolean isNeeded(Argument argument) {
        String written = argument.value().asString("");
        return argument.in().equals("path")
                || written.contains("{$")
                || operation.parameters().stream()
                        .anyMatch(each -> each.required() && isFor(each, argument.in(), argument.name()));
    }

    private static boolean isFor(Parameter parameter, String in, String name) {
        boolean isHeader = in.equals("header");
        return parameter.in().label().equals(in)
                && (isHeader
                        ? parameter.name().equalsIgnoreCase(name)
                        : parameter.name().equals(name));
    }

    private boolean isGiven(Parameter parameter) {
        String in = parameter.in().label();
        return of(in).keySet().stream().anyMatch(name -> isFor(parameter, in, name));
    }

    private Map<String, JsonNode> of(String in) {
        return given.computeIfAbsent(in, key -> new LinkedHashMap<>());
    }

    private Entry entry() {
        var headers = new LinkedHashMap<String, String>();
        of("header").forEach((name, value) -> headers.put(name, header(name, value)));
        return Entry.of(StatusKey.DEFAULT, step.place(), Source.WORKFLOW)
                .withTitle(step.id())
                .withAs(hasCredentials() ? Optional.of(Entry.NO_CREDENTIALS) : Optional.empty())
                .withParameters(new Values(of("path"), of("query"), of("cookie")))
                .withHeader(headers);
    }

    private String header(String name, JsonNode value) {
        return operation.parameters().stream()
                .filter(each -> isFor(each, "header", name))
                .findFirst()
                .map(parameter -> ParameterWriter.header(parameter, value))
                .orElseGet(() -> ParameterWriter.text(value));
    }

    /** Whether the step gives the credentials itself. */
    private boolean hasCredentials() {
        var names = requests.credentials().names();
        return step.arguments().stream()
                .anyMatch(each -> each.name().equalsIgnoreCase("Authorization") || names.contains(each.name()));
    }
}
