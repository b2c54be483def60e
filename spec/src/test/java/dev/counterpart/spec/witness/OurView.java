package dev.counterpart.spec.witness;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.RequestBody;
import dev.counterpart.spec.SecurityRequirement;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What Counterpart reads from a document, one line for each declaration. */
final class OurView {

    private OurView() {}

    /** The lines; empty if the file is not a contract. */
    static SortedSet<String> of(Path file) {
        var result = ContractReader.read(file.toString(), ReadOptions.defaults().withAllowRefsOutside(true));
        return result instanceof ReadResult.Read read ? of(read.contract()) : new TreeSet<>();
    }

    private static SortedSet<String> of(Contract contract) {
        var lines = new TreeSet<String>();
        for (var operation : contract.operations()) {
            String name = operation.key().toString();
            lines.add(name);
            parts(operation).forEach(part -> lines.add(name + " " + part));
        }
        return lines;
    }

    private static List<String> parts(Operation operation) {
        var parts = new ArrayList<String>();
        operation.parameters().forEach(parameter -> parts.add("parameter " + text(parameter)));
        for (var content : operation.body().map(RequestBody::content).orElse(List.of())) {
            parts.add("request " + content.key());
        }
        for (var response : operation.responses()) {
            String status = "response " + response.status();
            parts.add(status);
            response.content().forEach(content -> parts.add(status + " " + content.key()));
        }
        operation.security().forEach(requirement -> parts.add("security " + text(requirement)));
        return parts;
    }

    private static String text(Parameter parameter) {
        return parameter.in().label() + " " + parameter.name() + ": "
                + (parameter.required() ? "required, " : "")
                + parameter
                        .content()
                        .map(Content::key)
                        .orElseGet(() -> parameter.style().label() + (parameter.explode() ? ", explode" : ""));
    }

    private static String text(SecurityRequirement requirement) {
        return requirement.scopes().entrySet().stream()
                .map(OurView::text)
                .sorted()
                .collect(Collectors.joining(" and "));
    }

    private static String text(Map.Entry<String, List<String>> scheme) {
        return scheme.getKey() + scheme.getValue();
    }
}
