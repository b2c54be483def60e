package dev.counterpart.mock.dialect;

import dev.counterpart.fixtures.generate.Generated;
import dev.counterpart.mock.access.Access;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.write.WrittenBody;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Where bodies of documented responses come from, and how they are written. */
public interface Serialisation {

    /** An example that is sent without being validated. */
    Optional<JsonNode> exampleAsWritten(Content content);

    /** Whether a string in an example can stand for the whole JSON body, which some documents quote. */
    boolean unquotesExamples();

    /** Whether examples in files of their own ({@code externalValue}) are sent. */
    boolean sendsExternalExamples();

    /** The default value of a schema; the same in every run. */
    Generated staticValue(Schema schema);

    /** The refusal of a generated body where no schema describes it. */
    Optional<Response> withoutSchema(Content content);

    /** The media type of a body; {@code Content-Type} cannot be a range. */
    String mediaType(Content content, JsonNode body);

    /** A generated value for the body; empty if nothing describes it. */
    Optional<Generated> generated(Content content, Function<Schema, Generated> values);

    /** The body of a documented response, an example or a generated value, without what the dialect never sends. */
    JsonNode shown(JsonNode body, String mediaType, Content content);

    /** The body as it is sent in that media type. */
    WrittenBody written(JsonNode body, String mediaType, Content content);

    /** The refusal of a body that cannot be written in the media type. */
    Optional<Response> unwritable(JsonNode body, String mediaType);

    /** A documented response as it is sent to HEAD or another method. */
    Response finished(Response response, Operation operation);

    /** Whether every answer of the mock is validated, to be annotated. */
    boolean annotates();

    /** The response with the violations of the exchange, if the dialect sends them. */
    Response annotated(Response response, Access access, List<Violation> ofRequest, List<Violation> ofResponse);
}
