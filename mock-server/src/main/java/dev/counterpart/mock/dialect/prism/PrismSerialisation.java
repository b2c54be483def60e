package dev.counterpart.mock.dialect.prism;

import dev.counterpart.fixtures.generate.Generated;
import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.mock.access.Access;
import dev.counterpart.mock.dialect.Refusals;
import dev.counterpart.mock.dialect.Serialisation;
import dev.counterpart.mock.dialect.SlViolations;
import dev.counterpart.mock.dialect.ViolationEntry;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Example;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.write.ParameterWriter;
import dev.counterpart.spec.write.WrittenBody;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Bodies as Prism generates and writes them: examples as written, valid or not, and the findings in a header. */
final class PrismSerialisation implements Serialisation {

    private static final MediaType TEXT = new MediaType("text", "plain", Map.of());

    private final Documents documents;
    private final ValidValues values;
    private final Refusals refusals;

    PrismSerialisation(Documents documents, ValidValues values, Refusals refusals) {
        this.documents = documents;
        this.values = values;
        this.refusals = refusals;
    }

    /** The media type's own example, the schema's, then the named ones. */
    @Override
    public Optional<JsonNode> exampleAsWritten(Content content) {
        var examples = content.examples().stream()
                .filter(example -> !example.isExternal())
                .toList();
        return examples.stream()
                .filter(example -> example.place().equals(content.place().member("example")))
                .findFirst()
                .flatMap(Example::value)
                .or(() -> Example.ofSchema(content, documents).flatMap(Example::value))
                .or(() -> examples.stream().findFirst().flatMap(Example::value));
    }

    /** Strings are written without quotes anyway. */
    @Override
    public boolean unquotesExamples() {
        return false;
    }

    @Override
    public boolean sendsExternalExamples() {
        return false;
    }

    @Override
    public Generated staticValue(Schema schema) {
        return values.writtenValue(schema, Direction.RESPONSE);
    }

    @Override
    public Optional<Response> withoutSchema(Content content) {
        return Optional.of(refusals.unknown(
                "Tried to force a dynamic response for: " + content.key() + " but schema is not defined."));
    }

    @Override
    public String mediaType(Content content, JsonNode body) {
        if (!content.mediaType().type().equals("*")) {
            return content.key();
        }
        return body.isString() ? TEXT.toString() : "application/json";
    }

    @Override
    public Optional<Generated> generated(Content content, Function<Schema, Generated> made) {
        return content.schema().map(made);
    }

    /** Prism sends {@code writeOnly} properties. */
    @Override
    public JsonNode shown(JsonNode body, String mediaType, Content content) {
        return body;
    }

    /** JSON, XML without regard to XML Objects, and text. */
    @Override
    public WrittenBody written(JsonNode body, String mediaType, Content content) {
        var type = MediaType.parse(mediaType).orElse(content.mediaType());
        if (type.isJson() || type.type().equals("*")) {
            return new WrittenBody(mediaType, Json.bytes(body));
        }
        String text = type.isXml() && !body.isString() ? PrismXml.text(body) : ParameterWriter.text(body);
        return new WrittenBody(mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A text that is not a string, and data of a media type that Prism cannot serialise. */
    @Override
    public Optional<Response> unwritable(JsonNode body, String mediaType) {
        var type = MediaType.parse(mediaType).orElse(TEXT);
        boolean isKnown = !type.isText() && (type.isJson() || type.isXml());
        if (isKnown || body.isString()) {
            return Optional.empty();
        }
        return Optional.of(
                type.isText() ? refusals.complexText() : refusals.unknown("Cannot find serializer for " + mediaType));
    }

    /** Answers to a declared HEAD are status and headers alone. */
    @Override
    public Response finished(Response response, Operation operation) {
        return operation.key().method().equals(Method.HEAD)
                ? response.withHeaders(response.headers().without("Content-Type"))
                        .withBody(new byte[0])
                : response;
    }

    @Override
    public boolean annotates() {
        return true;
    }

    @Override
    public Response annotated(Response response, Access access, List<Violation> ofRequest, List<Violation> ofResponse) {
        var found = new SlViolations();
        ViolationEntry.ofAccess(access).forEach(finding -> found.add("request", finding));
        found.add("request", ofRequest).add("response", ofResponse);
        return found.on(response);
    }
}
