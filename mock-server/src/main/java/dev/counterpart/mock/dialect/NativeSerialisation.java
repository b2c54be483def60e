package dev.counterpart.mock.dialect;

import dev.counterpart.fixtures.generate.BodyValues;
import dev.counterpart.fixtures.generate.Generated;
import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.mock.access.Access;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.http.BodyFormat;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.ResponseValidator;
import dev.counterpart.spec.validate.WriteOnly;
import dev.counterpart.spec.write.BodyWriter;
import dev.counterpart.spec.write.WrittenBody;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Sends only valid examples, and otherwise what the schema allows. */
final class NativeSerialisation implements Serialisation {

    private final ValidValues values;
    private final BodyWriter writer;
    private final ResponseValidator responses;
    private final WriteOnly writeOnly;

    NativeSerialisation(Contract contract, SchemaValidator schemas, ValidValues values) {
        this.values = values;
        this.writer = new BodyWriter(contract.documents(), header -> values.sample(header, Direction.RESPONSE));
        this.responses = new ResponseValidator(contract, schemas);
        this.writeOnly = new WriteOnly(contract.documents());
    }

    @Override
    public Optional<JsonNode> exampleAsWritten(Content content) {
        return Optional.empty();
    }

    @Override
    public boolean unquotesExamples() {
        return true;
    }

    @Override
    public boolean sendsExternalExamples() {
        return true;
    }

    @Override
    public Generated staticValue(Schema schema) {
        return values.staticValue(schema, Direction.RESPONSE);
    }

    @Override
    public Optional<Response> withoutSchema(Content content) {
        return Optional.empty();
    }

    @Override
    public String mediaType(Content content, JsonNode body) {
        return BodyValues.mediaType(content, body);
    }

    @Override
    public Optional<Generated> generated(Content content, Function<Schema, Generated> made) {
        return values.bodies().of(content, made);
    }

    /**
     * The body without {@code writeOnly} properties, if it is not less valid then. A text that is a whole body is decoded, and written again
     * only if it has such properties.
     */
    @Override
    public JsonNode shown(JsonNode body, String mediaType, Content content) {
        if (!writeOnly.mayBeThere()) {
            return body;
        }
        var type = MediaType.parse(mediaType).orElse(content.mediaType());
        boolean isText = body.isString() && BodyFormat.of(type) != BodyFormat.JSON;
        var value = isText ? decoded(body, type, content) : body;
        var without = writeOnly.without(content, value);
        return without.equals(value) || faults(without, type, content) > faults(body, type, content) ? body : without;
    }

    private JsonNode decoded(JsonNode body, MediaType type, Content content) {
        var written = writer.body(body, type.toString(), content);
        return writeOnly.value(written.bytes(), typeOf(written, type), content).orElse(body);
    }

    private int faults(JsonNode body, MediaType type, Content content) {
        var written = writer.body(body, type.toString(), content);
        return responses
                .bodyViolations(written.bytes(), typeOf(written, type), content)
                .size();
    }

    private static MediaType typeOf(WrittenBody written, MediaType otherwise) {
        return MediaType.parse(written.contentType()).orElse(otherwise);
    }

    @Override
    public WrittenBody written(JsonNode body, String mediaType, Content content) {
        return writer.body(body, mediaType, content);
    }

    @Override
    public Optional<Response> unwritable(JsonNode body, String mediaType) {
        return Optional.empty();
    }

    @Override
    public Response finished(Response response, Operation operation) {
        return response;
    }

    @Override
    public boolean annotates() {
        return false;
    }

    @Override
    public Response annotated(Response response, Access access, List<Violation> ofRequest, List<Violation> ofResponse) {
        return response;
    }
}
