package dev.counterpart.verify.report;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.secret.Masking;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.spec.secret.SecretNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The secrets in answers, which no report shows: texts whose names say that they are tokens, passwords or keys. */
public final class AnsweredSecrets {

    /** Whether it is worth while to read the body as JSON. */
    private static final Pattern NAMES_IN_TEXT = Pattern.compile(
            "(token|secret|password|passwd|passphrase|key|credentials?)\"\\s*:", Pattern.CASE_INSENSITIVE);

    /** Shorter texts are as likely words, which would be masked everywhere. */
    private static final int SHORTEST = 8;

    /** Larger bodies are not looked into, in bytes. */
    private static final int LARGEST = 1_000_000;

    private final Map<String, Secret> found = new LinkedHashMap<>();

    static List<Secret> of(List<Result> results) {
        var secrets = new AnsweredSecrets();
        results.forEach(secrets::add);
        return secrets.all();
    }

    /** Masks what is secret in that answer. */
    public static Masking masking(Result result) {
        return new Masking(of(List.of(result)));
    }

    /** Remembers what is secret in an answer. */
    public void add(Result result) {
        result.answer().ifPresent(answered -> body(answered.response()));
    }

    /** What was found so far. */
    public List<Secret> all() {
        return List.copyOf(found.values());
    }

    private void body(Response response) {
        byte[] body = response.body();
        if (body.length > 0
                && body.length <= LARGEST
                && NAMES_IN_TEXT.matcher(response.text()).find()
                && Json.parse(body) instanceof Json.Parsed.Value value) {
            node("", value.node());
        }
    }

    private void node(String name, JsonNode node) {
        if (node.isString() && SecretNames.isSecret(name) && node.asString().length() >= SHORTEST) {
            found.putIfAbsent(node.asString(), new Secret(node.asString(), "[" + name + "]"));
        }
        node.properties().forEach(member -> node(member.getKey(), member.getValue()));
        if (node.isArray()) {
            node.forEach(item -> node(name, item));
        }
    }
}
