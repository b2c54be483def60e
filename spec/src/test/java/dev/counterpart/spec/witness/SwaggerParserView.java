package dev.counterpart.spec.witness;

import io.swagger.parser.OpenAPIParser;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What swagger-parser reads from a document, in the lines of {@link OurView}. */
final class SwaggerParserView {

    private SwaggerParserView() {}

    /** The lines; empty if swagger-parser does not read the file. */
    static SortedSet<String> of(Path file) {
        var options = new ParseOptions();
        options.setResolve(true);
        options.setSafelyResolveURL(true);
        @Nullable OpenAPI document =
                new OpenAPIParser().readLocation(file.toString(), null, options).getOpenAPI();
        return document == null || document.getPaths() == null ? new TreeSet<>() : of(document);
    }

    private static SortedSet<String> of(OpenAPI document) {
        var lines = new TreeSet<String>();
        document.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    String name = method + " " + path;
                    lines.add(name);
                    var parts = new ArrayList<String>();
                    own(operation.getParameters(), some(item.getParameters()))
                            .forEach(parameter -> parts.add("parameter " + text(resolved(parameter, document))));
                    addRequest(operation, document, parts);
                    addResponses(operation, document, parts);
                    for (var requirement :
                            operation.getSecurity() == null ? some(document.getSecurity()) : operation.getSecurity()) {
                        parts.add("security " + text(requirement));
                    }
                    parts.forEach(part -> lines.add(name + " " + part));
                }));
        return lines;
    }

    private static void addRequest(Operation operation, OpenAPI document, List<String> parts) {
        var body = operation.getRequestBody();
        if (body != null) {
            some(resolved(body, document).getContent())
                    .keySet()
                    .forEach(mediaType -> parts.add("request " + mediaType));
        }
    }

    private static void addResponses(Operation operation, OpenAPI document, List<String> parts) {
        some(operation.getResponses()).forEach((key, response) -> {
            String status = "response " + key;
            parts.add(status);
            some(resolved(response, document).getContent())
                    .keySet()
                    .forEach(mediaType -> parts.add(status + " " + mediaType));
        });
    }

    /** The operation's parameters, and those of the path item that it does not override. */
    private static List<Parameter> own(@Nullable List<Parameter> own, List<Parameter> ofItem) {
        var all = new ArrayList<>(some(own));
        for (var parameter : ofItem) {
            if (all.stream().noneMatch(other -> same(other, parameter))) {
                all.add(parameter);
            }
        }
        return all;
    }

    private static boolean same(Parameter one, Parameter other) {
        return one.getName() != null
                && one.getName().equals(other.getName())
                && one.getIn().equals(other.getIn());
    }

    private static Parameter resolved(Parameter parameter, OpenAPI document) {
        return parameter.get$ref() == null
                ? parameter
                : some(document.getComponents().getParameters()).getOrDefault(name(parameter.get$ref()), parameter);
    }

    private static RequestBody resolved(RequestBody body, OpenAPI document) {
        return body.get$ref() == null
                ? body
                : some(document.getComponents().getRequestBodies()).getOrDefault(name(body.get$ref()), body);
    }

    private static ApiResponse resolved(ApiResponse response, OpenAPI document) {
        return response.get$ref() == null
                ? response
                : some(document.getComponents().getResponses()).getOrDefault(name(response.get$ref()), response);
    }

    private static String name(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private static String text(Parameter parameter) {
        return parameter.getIn() + " " + parameter.getName() + ": "
                + (Boolean.TRUE.equals(parameter.getRequired()) ? "required, " : "")
                + (parameter.getContent() == null
                        ? style(parameter)
                        : parameter.getContent().keySet().stream().findFirst().orElse(""));
    }

    /** The converter from Swagger 2.0 leaves the defaults out (OpenAPI 3.1.1, Parameter Object). */
    private static String style(Parameter parameter) {
        boolean form = parameter.getStyle() == null
                ? List.of("query", "cookie").contains(parameter.getIn())
                : parameter.getStyle() == Parameter.StyleEnum.FORM;
        boolean explode = parameter.getExplode() == null ? form : parameter.getExplode();
        String otherwise = form ? "form" : "simple";
        return Objects.toString(parameter.getStyle(), otherwise) + (explode ? ", explode" : "");
    }

    private static String text(SecurityRequirement requirement) {
        return requirement.entrySet().stream()
                .map(scheme -> scheme.getKey() + scheme.getValue())
                .sorted()
                .collect(Collectors.joining(" and "));
    }

    private static <T> List<T> some(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static <K, V> Map<K, V> some(@Nullable Map<K, V> map) {
        return map == null ? Map.of() : map;
    }
}
