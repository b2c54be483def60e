package dev.counterpart.verify.request;

import dev.counterpart.fixtures.generate.BodyValues;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.Parameter.In;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.http.BodyFormat;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Pair;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.route.PathTemplate;
import dev.counterpart.spec.validate.RequestValidator;
import dev.counterpart.spec.write.BodyWriter;
import dev.counterpart.spec.write.FileNode;
import dev.counterpart.spec.write.ParameterWriter;
import dev.counterpart.verify.data.Credential;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.data.GateData.Entry;
import dev.counterpart.verify.data.GateData.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Makes requests of an operation from values of its parameters and body. */
public final class RequestMaker {

    private static final Set<Method> WITHOUT_BODY =
            Set.of(Method.GET, Method.HEAD, Method.DELETE, Method.OPTIONS, Method.TRACE);

    private final GateData data;
    private final Samples samples;
    private final Credentials credentials;
    private final BodyWriter writer;
    private final Documents documents;

    public RequestMaker(Contract contract, GateData data, Samples samples) {
        this.data = data;
        this.samples = samples;
        this.credentials = new Credentials(contract);
        this.documents = contract.documents();
        this.writer = new BodyWriter(documents, samples::value);
    }

    /** A value of the parameter: the user's, an example, or a generated one. */
    public Optional<JsonNode> sample(Parameter parameter) {
        return samples.value(parameter);
    }

    /** An example of the body, or a generated value of its schema. */
    public Optional<JsonNode> sample(Content content) {
        return samples.value(content);
    }

    /** A generated value of the schema, or its example. */
    public Optional<JsonNode> sample(Schema schema) {
        return samples.value(schema);
    }

    /** A generated value of the schema, different for each number as far as possible. */
    public Optional<JsonNode> sample(Schema schema, int number) {
        return samples.value(schema, number);
    }

    /** The document's description of a request body that can be changed one member at a time. */
    public Optional<Content> members(Operation operation, Request request) {
        return content(operation, request)
                .filter(content -> request.contentType().stream().anyMatch(RequestMaker::hasMembers));
    }

    /** The document's description of a request body that has parts. */
    public Optional<Content> parts(Operation operation, Request request) {
        return content(operation, request)
                .filter(content -> content.mediaType().essence().equals("multipart/form-data"));
    }

    private static boolean hasMembers(MediaType type) {
        return type.isJson() || type.isForm();
    }

    private static Optional<Content> content(Operation operation, Request request) {
        return operation
                .body()
                .filter(body -> request.hasBody())
                .flatMap(body ->
                        request.contentType().flatMap(sent -> RequestValidator.contentFor(body.content(), sent)));
    }

    /** Writes bodies as the contract describes them. */
    public BodyWriter bodies() {
        return writer;
    }

    public Credentials credentials() {
        return credentials;
    }

    /** Writes bodies as the contract describes them, but multipart parts without that header. */
    public BodyWriter bodiesWithout(Parameter partHeader) {
        return new BodyWriter(
                documents, header -> header.equals(partHeader) ? Optional.empty() : samples.value(header));
    }

    /** The request of an entry, with its credentials. */
    public Request of(Operation operation, Entry entry) {
        var request = anonymous(operation, entry);
        return credential(entry)
                .filter(each -> !operation.security().isEmpty())
                .map(credential -> credentials.applied(request, operation, credential))
                .orElse(request);
    }

    /** The credential that an entry names, otherwise the first of the file; none for {@code as: none}. */
    public Optional<Credential> credential(Entry entry) {
        return entry.as().isPresent()
                ? Optional.ofNullable(data.credentials().get(entry.as().get()))
                : data.defaultCredential();
    }

    /** A request from examples and generated values. */
    public Request of(Operation operation) {
        var request = anonymous(operation);
        return data.defaultCredential()
                .map(credential -> credentials.applied(request, operation, credential))
                .orElse(request);
    }

    public Request anonymous(Operation operation) {
        return made(operation, Values.NONE, Map.of(), Optional.empty());
    }

    public Request anonymous(Operation operation, Entry entry) {
        return made(operation, entry.parameters(), entry.header(), entry.body());
    }

    private Request made(Operation operation, Values values, Map<String, String> fields, Optional<JsonNode> body) {
        var method = operation.key().method();
        var request = Request.of(method, path(operation, values.path()))
                .withQuery(query(operation, values.query()))
                .withHeaders(headers(operation, values.cookie(), fields));
        return without(values.leftOut(), withBody(operation, request, body));
    }

    private static Request without(Set<String> names, Request request) {
        var headers = request.headers();
        for (String name : names) {
            headers = headers.without(name);
        }
        return request.withHeaders(headers);
    }

    private String path(Operation operation, Map<String, JsonNode> given) {
        var encoded = new LinkedHashMap<String, String>();
        for (var parameter : declared(operation, In.PATH)) {
            var value = Optional.ofNullable(given.get(parameter.name())).or(() -> samples.value(parameter));
            encoded.put(
                    parameter.name(),
                    value.map(each -> ParameterWriter.path(parameter, each)).orElse("1"));
        }
        return PathTemplate.of(operation.key().path()).expanded(encoded);
    }

    private String query(Operation operation, Map<String, JsonNode> given) {
        var pairs = new ArrayList<String>();
        var rest = new LinkedHashMap<>(given);
        Stream.of(In.QUERY, In.QUERYSTRING)
                .flatMap(in -> declared(operation, in).stream())
                .forEach(parameter -> value(parameter, Optional.ofNullable(rest.remove(parameter.name())))
                        .ifPresent(value -> pairs.addAll(ParameterWriter.query(parameter, value))));
        rest.values().removeIf(JsonNode::isNull);
        rest.forEach((name, value) -> pairs.add(Pair.encoded(name, ParameterWriter.text(value))));
        return String.join("&", pairs);
    }

    private Headers headers(Operation operation, Map<String, JsonNode> cookies, Map<String, String> fields) {
        var headers = parameters(operation).replaced(data.headers(operation));
        var pairs = cookies(operation, cookies);
        headers.first("Cookie").ifPresent(fixed -> pairs.add(0, fixed));
        if (!pairs.isEmpty()) {
            headers = headers.with("Cookie", String.join("; ", pairs));
        }
        for (var field : fields.entrySet()) {
            headers = headers.with(field.getKey(), field.getValue());
        }
        return headers;
    }

    /** {@code Accept}, and the declared headers. */
    private Headers parameters(Operation operation) {
        var accept = accept(operation);
        var headers = accept.isEmpty() ? Headers.none() : Headers.none().with("Accept", accept);
        for (var parameter : declared(operation, In.HEADER)) {
            var value = value(parameter, Optional.empty());
            if (value.isPresent() && !isIgnored(parameter)) {
                headers = headers.with(parameter.name(), ParameterWriter.header(parameter, value.get()));
            }
        }
        return headers;
    }

    private List<String> cookies(Operation operation, Map<String, JsonNode> given) {
        var pairs = new ArrayList<String>();
        var rest = new LinkedHashMap<>(given);
        for (var parameter : declared(operation, In.COOKIE)) {
            value(parameter, Optional.ofNullable(rest.remove(parameter.name())))
                    .ifPresent(value -> pairs.addAll(ParameterWriter.query(parameter, value)));
        }
        rest.values().removeIf(JsonNode::isNull);
        rest.forEach((name, value) -> pairs.add(name + "=" + ParameterWriter.text(value)));
        return pairs;
    }

    /** Parameters with these names are described elsewhere in the document (OpenAPI 3.1.1, Parameter Object). */
    public static boolean isIgnored(Parameter parameter) {
        return List.of("accept", "content-type", "authorization")
                .contains(parameter.name().toLowerCase(java.util.Locale.ROOT));
    }

    /** The given value; otherwise, for a required parameter, a sample. */
    private Optional<JsonNode> value(Parameter parameter, Optional<JsonNode> given) {
        return given.isPresent() || !(parameter.required() || samples.isGiven(parameter))
                ? given.filter(value -> !value.isNull())
                : samples.value(parameter);
    }

    /** The media types of the successful answers; those of all answers if there are none. */
    private static String accept(Operation operation) {
        var types = operation.responses().stream()
                .flatMap(response -> response.content().stream())
                .map(content -> content.mediaType().bare().toString())
                .distinct()
                .toList();
        return types.isEmpty() ? "" : String.join(", ", types);
    }

    /** The request with a body, also if that is optional; the same request if it has one or its method gives a body no meaning (RFC 9110 §9.3). */
    public Request withBody(Operation operation, Request request) {
        boolean isSent = operation.body().isPresent()
                && !request.hasBody()
                && !WITHOUT_BODY.contains(operation.key().method());
        return isSent
                ? content(operation.body().get().content(), request, Optional.empty())
                        .filter(RequestMaker::isWhole)
                        .flatMap(content -> samples.value(content).map(value -> written(request, content, value)))
                        .orElse(request)
                : request;
    }

    private Request withBody(Operation operation, Request request, Optional<JsonNode> given) {
        if (operation.body().isEmpty()
                || request.knownMethod().filter(Method.TRACE::equals).isPresent()) {
            return given.map(body -> request.withBody(ParameterWriter.text(body)))
                    .orElse(request);
        }
        var content = content(operation.body().get().content(), request, given);
        var value =
                given.or(() -> operation.body().get().required() ? content.flatMap(samples::value) : Optional.empty());
        return content.isEmpty() || value.isEmpty() ? request : written(request, content.get(), value.get());
    }

    private Request written(Request request, Content content, JsonNode value) {
        return writer.written(typed(request, content, value), content, value);
    }

    /** The entry for the type of the request, for a file, for JSON, or the first one. */
    private static Optional<Content> content(List<Content> declared, Request request, Optional<JsonNode> given) {
        return request.contentType()
                .flatMap(type -> declared.stream()
                        .filter(each -> each.mediaType().includes(type))
                        .findFirst())
                .or(() -> ofFile(declared, given))
                .or(() -> declared.stream().filter(Content::canBeJson).min(Comparator.comparing(RequestMaker::isPatch)))
                .or(() -> declared.stream().findFirst());
    }

    /** Whether the schema says all about the body, so that a generated one is valid; examples are valid in any case. */
    private static boolean isWhole(Content content) {
        boolean isRead = content.canBeJson() || BodyFormat.of(content.mediaType()) != BodyFormat.OTHER;
        return !content.examples().isEmpty() || (isRead && !isPatch(content));
    }

    /** Operations of a JSON Patch have rules that schemas seldom repeat (RFC 6902 §4). */
    private static boolean isPatch(Content content) {
        return content.mediaType().subtype().equals("json-patch+json");
    }

    private static Request typed(Request request, Content content, JsonNode value) {
        if (request.headers().has("Content-Type")) {
            return request;
        }
        String type = content.mediaType().isConcrete()
                ? content.mediaType().toString()
                : fileType(value).orElseGet(() -> BodyValues.mediaType(content, value));
        return request.with("Content-Type", type);
    }

    private static Optional<String> fileType(JsonNode value) {
        return value instanceof FileNode file ? file.mediaType() : Optional.empty();
    }

    /** The declared entry for a file that is the whole body: that of its media type, else the first one that is not JSON. */
    private static Optional<Content> ofFile(List<Content> declared, Optional<JsonNode> given) {
        var file = given.filter(FileNode.class::isInstance).map(FileNode.class::cast);
        var type = file.flatMap(FileNode::mediaType).flatMap(MediaType::parse);
        return type.flatMap(own -> declared.stream()
                        .filter(each -> each.mediaType().includes(own))
                        .findFirst())
                .or(() -> declared.stream()
                        .filter(each -> file.isPresent() && !each.mediaType().isJson())
                        .findFirst());
    }

    private static List<Parameter> declared(Operation operation, In in) {
        return operation.parameters().stream()
                .filter(parameter -> parameter.in() == in)
                .toList();
    }
}
