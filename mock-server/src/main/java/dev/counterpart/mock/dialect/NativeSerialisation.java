package dev.counterpart.mock.dialect;

import dev.counterpart.fixtures.generate.Generated;
import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.mock.access.Access;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Violation;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Sends only valid examples, and otherwise what the schema allows. */
final class NativeSerialisation implements Serialisation {

    private final ValidValues values;

    NativeSerialisation(ValidValues values) {
        this.values = values;
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
        return values.staticValue(schema, Direction.RESPONSE);
    }

    @Override
    public Optional<Response> withoutSchema(Content content) {
        return Optional.empty();
    }

    /** A range becomes the most general type within it that can represent the body. */
    @Override
    public String mediaType(Content content, JsonNode body) {
        if (!content.mediaType().isRange()) {
            return content.key();
        }
        String type = content.mediaType().type();
        return type.equals("*") || type.equals("application") ? "application/json" : type + "/plain";
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
