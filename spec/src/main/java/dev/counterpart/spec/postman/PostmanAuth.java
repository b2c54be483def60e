package dev.counterpart.spec.postman;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The authentication of a request in a collection: a security scheme, or required headers or query parameters.
 *
 * @param scheme an OpenAPI security scheme; an empty object if parameters are used instead
 */
record PostmanAuth(String name, ObjectNode scheme, List<ObjectNode> parameters) {

    private static final List<String> OAUTH1 = List.of(
            "oauth_consumer_key",
            "oauth_token",
            "oauth_signature_method",
            "oauth_timestamp",
            "oauth_nonce",
            "oauth_version",
            "oauth_signature");

    static Optional<PostmanAuth> of(JsonNode auth, UnaryOperator<String> resolved) {
        String type = Postman.text(auth.path("type"));
        var settings = auth.path(type);
        return switch (type) {
            case "basic", "digest", "bearer" -> Optional.of(http(type));
            case "oauth2" ->
                Optional.of(
                        setting(settings, "addTokenTo").equals("queryParams")
                                ? required("query", "access_token")
                                : http("bearer"));
            case "apikey" -> Optional.of(apiKey(settings, resolved));
            case "hawk" -> Optional.of(authorization("^Hawk .+$"));
            case "ntlm" -> Optional.of(authorization("^NTLM .+$"));
            case "edgegrid" -> Optional.of(required("header", "Authorization"));
            case "awsv4" -> Optional.of(required("header", "X-Amz-Security-Token", "X-Amz-Date", "Authorization"));
            case "oauth1" ->
                Optional.of(
                        setting(settings, "addParamsToHeader").equals("true")
                                ? required("header", "Authorization")
                                : oauth1(settings));
            default -> Optional.empty();
        };
    }

    private static PostmanAuth http(String scheme) {
        return new PostmanAuth(
                scheme,
                JsonNodeFactory.instance.objectNode().put("type", "http").put("scheme", scheme),
                List.of());
    }

    private static PostmanAuth apiKey(JsonNode settings, UnaryOperator<String> resolved) {
        String in = setting(settings, "in").equals("query") ? "query" : "header";
        String key = resolved.apply(setting(settings, "key"));
        var scheme = JsonNodeFactory.instance.objectNode();
        scheme.put("type", "apiKey").put("in", in).put("name", key);
        return new PostmanAuth("apiKey " + in + " " + key, scheme, List.of());
    }

    private static PostmanAuth required(String in, String... names) {
        return new PostmanAuth(
                "",
                JsonNodeFactory.instance.objectNode(),
                List.of(names).stream()
                        .map(name -> Postman.parameter(in, name, Optional.empty()))
                        .toList());
    }

    private static PostmanAuth authorization(String pattern) {
        var auth = required("header", "Authorization");
        auth.parameters().get(0).putObject("schema").put("type", "string").put("pattern", pattern);
        return auth;
    }

    private static PostmanAuth oauth1(JsonNode settings) {
        var auth = required("query", OAUTH1.toArray(String[]::new));
        boolean optional = setting(settings, "addEmptyParamsToSign").equals("true");
        auth.parameters().forEach(parameter -> parameter.put("required", !optional));
        return auth;
    }

    /** Settings are an array of keys and values (2.1), or an object (2.0). */
    private static String setting(JsonNode settings, String key) {
        if (settings.isObject()) {
            return Postman.text(settings.path(key));
        }
        for (var entry : settings.values()) {
            if (Postman.text(entry.path("key")).equals(key)) {
                return Postman.text(entry.path("value"));
            }
        }
        return "";
    }

    void addTo(ObjectNode operation, ObjectNode schemes) {
        parameters.forEach(operation.withArrayProperty("parameters")::add);
        if (!scheme.isEmpty()) {
            schemes.set(name, scheme);
            operation.putArray("security").addObject().putArray(name);
        }
    }
}
