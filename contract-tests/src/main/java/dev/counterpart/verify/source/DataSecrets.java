package dev.counterpart.verify.source;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.SecurityScheme;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.spec.secret.SecretNames;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.data.GateData.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Secrets in the requests of the data file, apart from its credentials: what is in Authorization and cookies, and what is called a secret. */
final class DataSecrets {

    private final Set<String> keys;
    private final List<Secret> found = new ArrayList<>();

    DataSecrets(Contract contract) {
        this.keys = contract.securitySchemes().values().stream()
                .filter(SecurityScheme.ApiKey.class::isInstance)
                .map(scheme -> lower(((SecurityScheme.ApiKey) scheme).parameter()))
                .collect(Collectors.toSet());
    }

    List<Secret> of(GateData data) {
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
        entry.header().forEach((name, value) -> {
            switch (lower(name)) {
                case "authorization", "proxy-authorization" -> add(name, value.substring(value.indexOf(' ') + 1));
                case "cookie" -> {
                    for (String pair : value.split(";", -1)) {
                        add(name, pair.substring(pair.indexOf('=') + 1).strip());
                    }
                }
                default -> {
                    if (isSecret(name)) {
                        add(name, value);
                    }
                }
            }
        });
    }

    private void values(Map<String, JsonNode> parameters) {
        parameters.forEach(this::node);
    }

    private void node(String name, JsonNode node) {
        if (node.isValueNode() && !node.isNull() && isSecret(name)) {
            add(name, node.asString());
        }
        node.properties().forEach(member -> node(member.getKey(), member.getValue()));
        if (node.isArray()) {
            node.forEach(item -> node(name, item));
        }
    }

    private boolean isSecret(String name) {
        return SecretNames.isSecret(name) || keys.contains(lower(name));
    }

    private void add(String name, String value) {
        if (!value.isEmpty()) {
            found.add(new Secret(value, "$" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_")));
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
