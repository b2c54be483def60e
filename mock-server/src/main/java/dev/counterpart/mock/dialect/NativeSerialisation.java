package dev.counterpart.mock.dialect;

import dev.counterpart.fixtures.generate.BodyValues;
import dev.counterpart.fixtures.generate.Generated;
import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.mock.access.Access;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Violation;
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

    NativeSerialisation(Documents documents, ValidValues values) {
        this.values = values;
        this.writer = new BodyWriter(documents);
    }

    @Override
    public Optional<JsonNode> exampleAsWritten(Content content) {
        return Optional.empty();
    }

    @Override
    public boolean sendsExternalExamples() {
        return true;
    }

    @Override
    public Generated staticValue(Schema schema) {
        return values.shown(schema, values.staticValue(schema, Direction.RESPONSE), Direction.RESPONSE);
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
