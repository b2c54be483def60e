package dev.counterpart.verify.source;

import dev.counterpart.spec.http.Authorization;
import dev.counterpart.spec.http.Pair;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.spec.secret.Secrets;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.data.GateData.Entry;
import dev.counterpart.verify.data.Login;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Secrets in the requests of the data file, apart from its credentials: what is in Authorization and cookies, and what is called a secret. */
final class DataSecrets {

    private static final Pattern GATEWAY = Pattern.compile("key$|signature|auth(?!or)", Pattern.CASE_INSENSITIVE);

    private final Secrets names;
    private final List<Secret> found = new ArrayList<>();

    /** @param keys names of parameters that contain credentials */
    DataSecrets(Collection<String> keys) {
        this.names = Secrets.byName().and(keys);
    }

    List<Secret> of(GateData data) {
        data.credentials()
                .values()
                .forEach(credential -> credential.login().ifPresent(login -> {
                    found.addAll(login.secrets());
                    if (login instanceof Login.ByOperation own) {
                        entry(own.request());
                    }
                }));
        data.headers().fields().forEach(this::fixed);
        data.operations()
                .values()
                .forEach(operation -> operation.headers().fields().forEach(this::fixed));
        data.operations().values().stream()
                .flatMap(operation -> operation.entries().stream())
                .forEach(this::entry);
        return found;
    }

    private void entry(Entry entry) {
        values(entry.parameters().path());
        values(entry.parameters().query());
        values(entry.parameters().cookie());
        entry.body().ifPresent(body -> node("", body));
        entry.header().forEach(this::field);
    }

    /** What a gateway in front of the provider requires is secret under more names. */
    private void fixed(Map.Entry<String, String> field) {
        if (GATEWAY.matcher(field.getKey()).find()) {
            add(field.getKey(), field.getValue());
        } else {
            field(field.getKey(), field.getValue());
        }
    }

    private void field(String name, String value) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "authorization", "proxy-authorization" -> add(name, Authorization.secret(value));
            case "cookie" ->
                Pair.ofCookie(value)
                        .forEach(pair -> add(name, pair.cookieValue().strip()));
            default -> {
                if (names.isSecret(name)) {
                    add(name, value);
                }
            }
        }
    }

    private void values(Map<String, JsonNode> parameters) {
        parameters.forEach(this::node);
    }

    private void node(String name, JsonNode node) {
        if (node.isValueNode() && !node.isNull() && names.isSecret(name)) {
            add(name, node.asString());
        }
        node.properties().forEach(member -> node(member.getKey(), member.getValue()));
        if (node.isArray()) {
            node.forEach(item -> node(name, item));
        }
    }

    private void add(String name, String value) {
        if (!value.isEmpty()) {
            found.add(Secret.named(name, value));
        }
    }
}
