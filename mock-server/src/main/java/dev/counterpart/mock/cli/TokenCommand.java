package dev.counterpart.mock.cli;

import dev.counterpart.fixtures.Durations;
import dev.counterpart.mock.access.Jwt;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.cli.BaseCommand;
import dev.counterpart.spec.cli.ExitCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code counterpart token}. */
@Command(
        name = "token",
        description = "Prints a token for a mock that was started with --auth jwt. Other servers reject it.")
final class TokenCommand extends BaseCommand {

    @Option(names = "--scope", paramLabel = "SCOPE", description = "Scope of the token; repeatable.")
    private List<String> scopes = List.of();

    @Option(
            names = "--claim",
            paramLabel = "NAME=VALUE",
            description = "Claim of the token; a value that is JSON stays JSON. Repeatable.")
    private Map<String, String> claims = new LinkedHashMap<>();

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "Lifetime; -1h prints an expired token. Default: ${DEFAULT-VALUE}.")
    private String expires = "1h";

    @Override
    public Integer call() {
        var line = commandLine();
        boolean past = expires.startsWith("-");
        var time = Durations.parse(past ? expires.substring(1) : expires)
                .orElseThrow(() -> new ParameterException(
                        line,
                        "--expires must be a time such as 30m or -1h" + Durations.bound(expires.replaceFirst("^-", ""))
                                + " but was \"" + expires + "\""));
        var now = Instant.now();
        var all = new LinkedHashMap<String, Object>();
        if (!scopes.isEmpty()) {
            all.put("scope", String.join(" ", scopes));
        }
        claims.forEach((name, value) -> all.put(name, value(value)));
        line.getOut().println(Jwt.token(all, now, past ? now.minus(time) : now.plus(time)));
        return ExitCode.FINE;
    }

    private static Object value(String text) {
        var parsed = Json.parse(text.getBytes(StandardCharsets.UTF_8));
        if (parsed instanceof Json.Parsed.Value value) {
            var node = value.node();
            if (node.isBoolean()) {
                return node.asBoolean();
            }
            if (node.isIntegralNumber() && node.canConvertToLong()) {
                return node.asLong();
            }
            if (node.isArray()) {
                return node.valueStream()
                        .map(each -> each.isString() ? each.asString() : each.toString())
                        .toList();
            }
        }
        return text;
    }
}
