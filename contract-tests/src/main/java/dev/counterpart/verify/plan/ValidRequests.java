package dev.counterpart.verify.plan;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.route.PathTemplate;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.request.Changes;
import dev.counterpart.verify.request.RequestMaker;
import dev.counterpart.verify.source.Known;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A valid request per operation, with the default credentials. */
public final class ValidRequests {

    private final Known known;

    ValidRequests(Known known) {
        this.known = known;
    }

    /** The request with these values as its parameters: by name, or by location and name, as {@code path.id}. */
    public Request of(Operation operation, Map<String, String> values) {
        var valid = known.valid(operation);
        var result = valid;
        var path = new LinkedHashMap<>(known.pathValues(operation, valid));
        for (var parameter : operation.parameters()) {
            var value = value(parameter, values);
            if (value.isPresent() && parameter.in() == Parameter.In.PATH) {
                path.put(parameter.name(), PercentEncoding.encoded(value.get()));
            } else if (value.isPresent()) {
                Optional<JsonNode> text = Optional.of(JsonNodeFactory.instance.stringNode(value.get()));
                result = Changes.with(result, parameter, text);
            }
        }
        var template = PathTemplate.of(operation.key().path());
        return path.keySet().containsAll(template.variables()) ? result.withPath(template.expanded(path)) : result;
    }

    /** Makes other requests with the same data. */
    public RequestMaker maker() {
        return known.requests();
    }

    /** The cases that are like that one, with a smaller request; {@code shown} names what they must show. */
    public SmallerCases smaller(Case whole, String shown) {
        return new SmallerCases(whole, shown, known);
    }

    /** The values of the path parameters of a request, percent-encoded; none if it leads to another operation. */
    public Map<String, String> pathValues(Operation operation, Request request) {
        return known.pathValues(operation, request);
    }

    private static Optional<String> value(Parameter parameter, Map<String, String> values) {
        return Optional.ofNullable(values.get(parameter.in().label() + "." + parameter.name()))
                .or(() -> Optional.ofNullable(values.get(parameter.name())));
    }
}
