package dev.counterpart.mock.exchange;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Server;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parts of regular expressions that Java and JavaScript read alike. */
final class PathPatterns {

    private static final Pattern SPECIAL = Pattern.compile("[\\\\^$.|?*+()\\[\\]{}]");

    private PathPatterns() {}

    /** Matches this text. */
    static String literal(String text) {
        return SPECIAL.matcher(text).replaceAll("\\\\$0");
    }

    /** Matches the path of a server or nothing; empty if no server of the operation has a path. */
    static String bases(Operation operation) {
        String bases = operation.servers().stream()
                .map(Server::basePath)
                .filter(base -> !base.isEmpty())
                .distinct()
                .map(PathPatterns::literal)
                .collect(Collectors.joining("|"));
        return bases.isEmpty() ? "" : "(?:" + bases + ")?";
    }
}
