package dev.counterpart.mock.engine;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Server;
import dev.counterpart.spec.format.BoundedSearch;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether a URL is one of the servers of an operation; used for {@code __server}. */
final class ServerUrls {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");

    /** Longer URLs are never declared ones. */
    private static final int LONGEST = 2_000;

    private final boolean isEmpty;

    ServerUrls(Contract contract) {
        this.isEmpty = contract.operations().stream()
                .allMatch(operation -> operation.servers().stream()
                        .allMatch(server -> server.url().equals("/")));
    }

    /** Whether no operation has servers. */
    boolean isEmpty() {
        return isEmpty;
    }

    boolean has(Operation operation, String url) {
        return url.length() <= LONGEST
                && operation.servers().stream()
                        .anyMatch(server ->
                                BoundedSearch.matches(pattern(server), url).orElse(false));
    }

    private static Pattern pattern(Server server) {
        var text = new StringBuilder();
        var matcher = VARIABLE.matcher(server.url());
        int end = 0;
        while (matcher.find()) {
            text.append(Pattern.quote(server.url().substring(end, matcher.start())));
            var variable = server.variables().get(matcher.group(1));
            text.append(
                    variable == null || variable.allowed().isEmpty()
                            ? ".*?"
                            : variable.allowed().stream()
                                    .map(Pattern::quote)
                                    .collect(Collectors.joining("|", "(?:", ")")));
            end = matcher.end();
        }
        return Pattern.compile(text + Pattern.quote(server.url().substring(end)));
    }
}
