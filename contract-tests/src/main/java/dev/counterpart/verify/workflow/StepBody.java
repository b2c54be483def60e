package dev.counterpart.verify.workflow;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.jsonpath.JsonPath;
import dev.counterpart.spec.workflow.Step.Body;
import dev.counterpart.spec.workflow.Step.Replacement;
import dev.counterpart.spec.workflow.WorkflowValues;
import dev.counterpart.spec.workflow.XPaths;
import dev.counterpart.spec.write.BodyWriter;
import dev.counterpart.spec.write.ParameterWriter;
import dev.counterpart.verify.workflow.StepRequest.Missing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The request body of a step. A text payload is sent unchanged, except that values replace its expressions. */
final class StepBody {

    private final Body body;
    private final Operation operation;
    private final WorkflowValues values;
    private final BodyWriter writer;

    StepBody(Body body, Operation operation, WorkflowValues values, BodyWriter writer) {
        this.body = body;
        this.operation = operation;
        this.values = values;
        this.writer = writer;
    }

    /** The request with this body. */
    Request in(Request request) throws Missing {
        if (body.payload().isMissingNode()) {
            return request;
        }
        var content = content(request);
        String type = type(request, content);
        var typed = type.isEmpty() ? request : request.with("Content-Type", type);
        var payload = values.evaluated(body.payload());
        if (payload.isEmpty()) {
            throw new Missing("the payload has an expression without a value", body.place());
        }
        return inXml(written(typed, content, payload.get()));
    }

    private Request written(Request request, Optional<Content> content, JsonNode payload) throws Missing {
        boolean isText =
                body.payload().isString() && !isExpression(body.payload().asString());
        boolean isReplaced = body.replacements().stream().anyMatch(each -> !each.isInXml());
        if (isText && !isReplaced) {
            return request.withBody(payload.asString());
        }
        return asDescribed(request, content, replaced(isText ? parsed(payload.asString()) : payload));
    }

    /** The request after the replacements in the XML of its body. */
    private Request inXml(Request request) throws Missing {
        var replaced = request;
        for (var replacement : body.replacements()) {
            if (replacement.isInXml()) {
                String xml = new String(replaced.body(), StandardCharsets.UTF_8);
                replaced = XPaths.replaced(replacement.target(), xml, Json.plain(value(replacement)))
                        .map(replaced::withBody)
                        .orElseThrow(() -> missing(replacement));
            }
        }
        return replaced;
    }

    private JsonNode value(Replacement replacement) throws Missing {
        return values.evaluated(replacement.value())
                .orElseThrow(() -> new Missing(
                        "the replacement at " + replacement.target() + ": its expression has no value",
                        replacement.place()));
    }

    private static boolean isExpression(String text) {
        return WorkflowValues.isExpression(text);
    }

    private JsonNode parsed(String text) throws Missing {
        if (Json.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Json.Parsed.Value json) {
            return json.node();
        }
        throw new Missing("the payload is not JSON, so nothing in it can be replaced", body.place());
    }

    private Optional<Content> content(Request request) {
        var declared = operation.body().map(each -> each.content()).orElse(List.of());
        var wanted = body.contentType().or(() -> request.headers().first("Content-Type"));
        if (wanted.isPresent()) {
            return MediaType.parse(wanted.get())
                    .flatMap(type -> declared.stream()
                            .filter(each -> each.mediaType().includes(type))
                            .findFirst());
        }
        return declared.stream()
                .filter(Content::canBeJson)
                .findFirst()
                .or(() -> declared.stream().findFirst());
    }

    private String type(Request request, Optional<Content> content) {
        return body.contentType()
                .or(() -> request.headers().first("Content-Type"))
                .or(() -> content.map(Content::mediaType)
                        .filter(type -> !type.isRange())
                        .map(MediaType::toString))
                .orElse(body.payload().isContainer() ? "application/json" : "");
    }

    private Request asDescribed(Request request, Optional<Content> content, JsonNode value) {
        if (content.isPresent()) {
            return writer.written(request, content.get(), value);
        }
        return request.contentType()
                .map(type -> writer.undeclared(request, type, value))
                .orElseGet(() -> request.withBody(ParameterWriter.text(value)));
    }

    private JsonNode replaced(JsonNode payload) throws Missing {
        var result = payload.deepCopy();
        for (var replacement : body.replacements()) {
            if (!replacement.isInXml()) {
                result = replaced(result, replacement);
            }
        }
        return result;
    }

    private JsonNode replaced(JsonNode payload, Replacement replacement) throws Missing {
        var value = value(replacement);
        var result = payload;
        for (var target : targets(result, replacement)) {
            if (target.matches()) {
                result = value;
            } else if (!set(result.at(target.head()), target.last(), value)) {
                throw missing(replacement);
            }
        }
        return result;
    }

    private static List<JsonPointer> targets(JsonNode payload, Replacement replacement) throws Missing {
        if (replacement.kind() == Replacement.Kind.JSONPOINTER) {
            return List.of(JsonPointer.compile(replacement.target()));
        }
        try {
            var found = JsonPath.pointers(replacement.target(), payload);
            if (!found.isEmpty()) {
                return found;
            }
        } catch (JsonPath.Malformed malformed) {
            // reported when the file was read
        }
        throw missing(replacement);
    }

    private static Missing missing(Replacement replacement) {
        return new Missing("the payload has nothing at " + replacement.target(), replacement.place());
    }

    /** Sets a member or an element; false if there is no such place. */
    private static boolean set(JsonNode owner, JsonPointer last, JsonNode value) {
        if (owner instanceof ObjectNode object) {
            object.set(last.getMatchingProperty(), value);
            return true;
        }
        if (owner instanceof ArrayNode array
                && last.getMatchingIndex() >= 0
                && last.getMatchingIndex() < array.size()) {
            array.set(last.getMatchingIndex(), value);
            return true;
        }
        return false;
    }
}
