package dev.counterpart.spec.read;

import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Link;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.rule.DocumentRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the responses of an operation. Invalid responses are skipped. */
final class ResponseReader {

    private final Reading reading;
    private final ContentReader contents;
    private final ParameterReader parameters;

    ResponseReader(Reading reading, ContentReader contents, ParameterReader parameters) {
        this.reading = reading;
        this.contents = contents;
        this.parameters = parameters;
    }

    List<DeclaredResponse> responses(Branch operation) {
        var responses = new LinkedHashMap<StatusKey, DeclaredResponse>();
        for (var member : reading.members(operation, "responses")) {
            var key = StatusKey.parse(member.name());
            var response = reading.resolved(member);
            if (key.isEmpty()) {
                skipped(member, "a status, a range like 4XX, or default", "\"" + member.name() + "\"");
            } else if (responses.containsKey(key.get())) {
                skipped(member, "one response for " + key.get(), "a second one");
            } else if (response.isEmpty()) {
                skipped(member, "a response", reading.unresolved(member));
            } else {
                responses.put(key.get(), response(key.get(), response.get()));
            }
        }
        return List.copyOf(responses.values());
    }

    private DeclaredResponse response(StatusKey key, Branch branch) {
        return new DeclaredResponse(
                key,
                reading.text(branch, "description").orElse(""),
                parameters.headers(branch),
                contents.content(branch),
                links(branch),
                branch.place());
    }

    private List<Link> links(Branch response) {
        var links = new ArrayList<Link>();
        for (var member : response.member("links").members()) {
            reading.resolved(member).ifPresent(link -> links.add(link(member.name(), link)));
        }
        return links;
    }

    private static Link link(String name, Branch link) {
        var parameters = new LinkedHashMap<String, JsonNode>();
        link.member("parameters").entries().forEach(each -> parameters.put(each.name(), each.node()));
        var id = Optional.of(link.node().path("operationId").asString("")).filter(text -> !text.isEmpty());
        var reference = Optional.of(link.node().path("operationRef").asString(""))
                .flatMap(text -> Documents.target(link.place(), text));
        return new Link(name, id, reference, parameters, link.place());
    }

    private void skipped(Branch where, String expected, String actual) {
        reading.remark(DocumentRules.RESPONSE_SKIPPED, where, expected, actual);
    }
}
