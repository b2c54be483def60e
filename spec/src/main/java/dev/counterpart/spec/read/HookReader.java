package dev.counterpart.spec.read;

import dev.counterpart.spec.Callback;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.OperationBuilder;
import dev.counterpart.spec.OperationKey;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.Webhook;
import dev.counterpart.spec.http.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads callbacks and webhooks; what cannot be understood is left out without a remark, as they serve requests of the provider. */
final class HookReader {

    private final Reading reading;
    private final ContentReader contents;
    private final ParameterReader parameters;
    private final ResponseReader responses;

    HookReader(Reading reading) {
        this.reading = reading;
        this.contents = new ContentReader(reading);
        this.parameters = new ParameterReader(reading, contents);
        this.responses = new ResponseReader(reading, contents, parameters);
    }

    List<Callback> callbacks(Branch operation) {
        var callbacks = new ArrayList<Callback>();
        for (var named : reading.members(operation, "callbacks")) {
            for (var item : items(named)) {
                operations(item).forEach(each -> callbacks.add(new Callback(named.name(), item.name(), each)));
            }
        }
        return callbacks;
    }

    List<Webhook> webhooks() {
        var webhooks = new ArrayList<Webhook>();
        for (var item : reading.members(reading.root(), "webhooks")) {
            operations(item).forEach(each -> webhooks.add(new Webhook(item.name(), each)));
        }
        return webhooks;
    }

    private List<Branch> items(Branch callback) {
        return reading.resolved(callback).map(Branch::members).orElse(List.of());
    }

    private List<Operation> operations(Branch item) {
        var operations = new ArrayList<Operation>();
        for (var member : reading.resolved(item).map(Branch::members).orElse(List.of())) {
            Method.named(member.name().toUpperCase(Locale.ROOT))
                    .flatMap(method -> reading.resolved(member).map(operation -> operation(method, operation, item)))
                    .ifPresent(operations::add);
        }
        return operations;
    }

    private Operation operation(Method method, Branch operation, Branch item) {
        return OperationBuilder.builder()
                .key(new OperationKey(method, "/"))
                .operationId(reading.text(operation, "operationId"))
                .summary(reading.text(operation, "summary").orElse(""))
                .tags(reading.texts(operation, "tags"))
                .deprecated(reading.flag(operation, "deprecated", false))
                .parameters(parameters(operation, item))
                .body(contents.requestBody(operation))
                .responses(responses.responses(operation))
                .security(List.of())
                .servers(List.of())
                .place(operation.place())
                .callbacks(List.of())
                .ignoredHeaders(List.of())
                .build();
    }

    private List<Parameter> parameters(Branch operation, Branch item) {
        var all = new ArrayList<>(parameters.of(operation));
        for (var shared : reading.resolved(item).map(parameters::of).orElse(List.of())) {
            boolean isOverridden = all.stream()
                    .anyMatch(own -> own.in() == shared.in() && own.name().equals(shared.name()));
            if (!isOverridden) {
                all.add(shared);
            }
        }
        return all;
    }
}
