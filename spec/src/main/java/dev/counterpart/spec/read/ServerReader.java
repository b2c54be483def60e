package dev.counterpart.spec.read;

import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.Server;
import dev.counterpart.spec.rule.DocumentRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code servers}. A variable of a URL that is not declared as it should be is reported; it has any value. */
final class ServerReader {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)}");

    private final Reading reading;

    ServerReader(Reading reading) {
        this.reading = reading;
    }

    /** The servers of {@code owner}; empty if it declares none. */
    Optional<List<Server>> of(Branch owner) {
        var servers = new ArrayList<Server>();
        for (var element : reading.elements(owner, "servers")) {
            reading.object(element, "a server").ifPresent(server -> servers.add(server(server)));
        }
        return servers.isEmpty() ? Optional.empty() : Optional.of(servers);
    }

    private Server server(Branch server) {
        String url = reading.text(server, "url").orElse("/");
        var variables = new LinkedHashMap<String, Server.Variable>();
        for (var member : reading.members(server, "variables")) {
            reading.object(member, "a server variable")
                    .ifPresent(variable -> variables.put(member.name(), variable(variable)));
        }
        if (reading.version() != OpenApiVersion.V2_0) {
            checkUse(server, url, variables);
        }
        return new Server(url, variables);
    }

    private Server.Variable variable(Branch variable) {
        var values = reading.texts(variable, "enum");
        var chosen = reading.text(variable, "default");
        if (chosen.isEmpty()) {
            remark(variable, "a default", "no default");
        } else if (variable.node().path("enum").isArray() && !values.contains(chosen.get())) {
            remark(variable, "a default that is in enum", "\"" + chosen.get() + "\"; enum has " + values);
        }
        return new Server.Variable(chosen.orElse(""), values);
    }

    /** Whether each variable of the URL is declared, and there once (OpenAPI 3.1.1 and 3.2, Server Object). */
    private void checkUse(Branch server, String url, Map<String, Server.Variable> variables) {
        var seen = new HashSet<String>();
        for (var matcher = VARIABLE.matcher(url); matcher.find(); ) {
            String name = matcher.group(1);
            if (!seen.add(name)) {
                remark(server, "{" + name + "} once", url);
            } else if (!variables.containsKey(name)) {
                remark(server, "a variable " + name + " under variables", "no such variable; any text is accepted");
            }
        }
    }

    private void remark(Branch where, String expected, String actual) {
        reading.remark(DocumentRules.SERVER_VARIABLE, where, expected, actual);
    }
}
