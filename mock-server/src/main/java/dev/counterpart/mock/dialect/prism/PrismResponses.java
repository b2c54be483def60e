package dev.counterpart.mock.dialect.prism;

import dev.counterpart.mock.dialect.ViolationEntry;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.validate.ResponseValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Prism's findings about a response: its media type, then its body, by the first declared content if no media type matches, then
 * its headers. Bodies that are not declared are not validated. A media type with the same suffix as a declared one counts as that one.
 */
final class PrismResponses {

    private static final MediaType TEXT = new MediaType("text", "plain", Map.of());

    /** The media type is checked for an empty body as well. */
    private static final byte[] SOMETHING = {' '};

    private final ResponseValidator validator;

    PrismResponses(ResponseValidator validator) {
        this.validator = validator;
    }

    List<Violation> violations(Operation operation, Method method, Response response) {
        var declared = operation
                .responseFor(response.status())
                .map(DeclaredResponse::content)
                .orElse(List.of());
        var violations = those(
                validator.violations(operation, method, read(declared, response)),
                violation -> !violation.rule().equals(MessageRules.RESPONSE_BODY_FORBIDDEN)
                        && !(declared.isEmpty() && violation.at().part() == Part.RESPONSE_BODY));
        var all = new ArrayList<>(those(
                response.hasBody()
                        ? violations
                        : validator.violations(operation, method, read(declared, response.withBody(SOMETHING))),
                ViolationEntry::isWrongType));
        if (!all.isEmpty()) {
            all.addAll(bodyViolations(declared.get(0), response));
        }
        all.addAll(those(violations, violation -> violation.at().part() != Part.RESPONSE_HEADER));
        if (all.isEmpty() && !method.equals(Method.HEAD)) {
            all.addAll(asText(declared, response));
        }
        all.addAll(those(
                violations,
                violation -> violation.at().part() == Part.RESPONSE_HEADER && !ViolationEntry.isWrongType(violation)));
        return all;
    }

    private static Response read(List<Content> declared, Response response) {
        return response.contentType()
                .flatMap(type -> PrismReading.alike(withoutMoreThan(type, declared), type))
                .map(key -> response.with("Content-Type", key))
                .orElse(response);
    }

    /** Content that is not JSON is a string, even if empty. XML is not validated: a string could never be valid. */
    private List<Violation> asText(List<Content> declared, Response response) {
        return response.contentType()
                .filter(type -> !type.isJson() && !PrismReading.suffix(type).equals("xml"))
                .flatMap(type -> DeclaredResponse.mostSpecific(declared, type))
                .map(content -> bodyViolations(content, response))
                .orElse(List.of());
    }

    /** Those whose parameters are all present. */
    private static List<Content> withoutMoreThan(MediaType type, List<Content> declared) {
        return declared.stream()
                .filter(content -> type.parameters()
                        .entrySet()
                        .containsAll(content.mediaType().parameters().entrySet()))
                .toList();
    }

    /** Content that is not JSON is a string. JSON that cannot be parsed has no type, so there is nothing to compare. */
    private List<Violation> bodyViolations(Content content, Response response) {
        var type = response.contentType().filter(MediaType::isJson).orElse(TEXT);
        return those(
                validator.bodyViolations(response.body(), type, content),
                violation -> violation.finding().isPresent());
    }

    private static List<Violation> those(List<Violation> violations, Predicate<Violation> wanted) {
        return violations.stream().filter(wanted).toList();
    }
}
