package dev.counterpart.spec.route;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Server;
import dev.counterpart.spec.format.BoundedSearch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The paths of the {@code servers} entries. Operations are available below these paths too.
 *
 * <p>Paths without variables are looked up in a map, so their number does not matter. Paths with variables are tried
 * one by one.
 */
final class BasePaths {

    /** A base path with variables, and its servers. */
    private record Variable(Pattern prefix, Set<Server> servers) {}

    /** The rest of a path below a base path, and the servers with that base path. */
    record Below(String rest, Set<Server> servers) {
        boolean serves(Operation operation) {
            return operation.servers().stream().anyMatch(servers::contains);
        }
    }

    /** Longer paths are not below a base path with variables, in characters. */
    private static final int LONGEST = 8_000;

    private final Map<String, Set<Server>> plain = new HashMap<>();
    private final List<Variable> variable = new ArrayList<>();

    BasePaths(List<Operation> operations) {
        var servers = new LinkedHashMap<Server, Boolean>();
        operations.forEach(operation -> operation.servers().forEach(server -> servers.put(server, true)));
        servers.keySet().forEach(this::add);
    }

    private void add(Server server) {
        String byDefault = server.basePath();
        if (!byDefault.isEmpty()) {
            plain.computeIfAbsent(byDefault, path -> new LinkedHashSet<>()).add(server);
        }
        pattern(server).ifPresent(prefix -> variable.add(new Variable(prefix, Set.of(server))));
    }

    private static Optional<Pattern> pattern(Server server) {
        String path = new Server(server.url(), Map.of()).basePath();
        if (!path.contains("{")) {
            return Optional.empty();
        }
        var pattern = new StringBuilder();
        var matcher = Pattern.compile("\\{([^{}]+)}").matcher(path);
        int end = 0;
        while (matcher.find()) {
            pattern.append(Pattern.quote(path.substring(end, matcher.start())));
            pattern.append(alternatives(server.variables().get(matcher.group(1))));
            end = matcher.end();
        }
        return Optional.of(Pattern.compile(pattern.append(Pattern.quote(path.substring(end))) + "(?=/)"));
    }

    private static String alternatives(Server.@Nullable Variable declared) {
        if (declared == null || declared.allowed().isEmpty()) {
            return "[^/]+";
        }
        var quoted = declared.allowed().stream().map(Pattern::quote).toList();
        return "(?:" + String.join("|", quoted) + ")";
    }

    /** The rest of {@code path} for each base path that is a prefix of it, the longest base path first. */
    List<Below> below(String path) {
        var found = new ArrayList<Below>();
        for (var candidate : variable) {
            if (path.length() <= LONGEST) {
                BoundedSearch.prefix(candidate.prefix(), path)
                        .ifPresent(end -> found.add(new Below(path.substring(end), candidate.servers())));
            }
        }
        for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
            var servers = plain.get(path.substring(0, end));
            if (servers != null) {
                found.add(new Below(path.substring(end), servers));
            }
        }
        found.sort(Comparator.comparingInt(below -> below.rest().length()));
        return found;
    }
}
