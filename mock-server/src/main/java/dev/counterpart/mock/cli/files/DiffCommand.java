package dev.counterpart.mock.cli.files;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.FixtureFiles;
import dev.counterpart.mock.proxy.Upstream;
import dev.counterpart.mock.record.LiveComparison;
import dev.counterpart.mock.record.LiveComparison.Result;
import dev.counterpart.mock.record.SecretRules;
import dev.counterpart.spec.Counted;
import dev.counterpart.spec.cli.BaseCommand;
import dev.counterpart.spec.cli.ExitCode;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.secret.Secrets;
import dev.counterpart.spec.tls.Trust;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code counterpart fixtures diff}. */
@Command(
        name = "diff",
        description =
                "Compares each fixture with the answer of a live provider: status, headers, fields and their types.",
        footer = {
            "",
            "Examples:",
            "  counterpart fixtures diff openapi.yaml --fixtures fixtures --url https://api.example.com/v1",
            "  counterpart fixtures diff --url http://localhost:8080 -H \"Authorization: Bearer $TOKEN\" --update"
        })
final class DiffCommand extends BaseCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Mixin
    private final DocumentOptions document = new DocumentOptions();

    @Option(names = "--url", required = true, paramLabel = "URL", description = "http or https URL of the provider.")
    private @Nullable URI url;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "NAME:VALUE",
            description = "Header of every request, for credentials; repeatable.")
    private List<String> headers = List.of();

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "Value of a parameter that no condition gives; repeatable.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--unsafe", description = "Also send POST, PUT, PATCH and DELETE, which may change the provider.")
    private boolean unsafe;

    @Option(names = "--update", description = "Write the provider's bodies into the fixtures, without secrets.")
    private boolean update;

    @Mixin
    private final RecordOptions recording = new RecordOptions();

    private int same;
    private int drifted;
    private int updated;
    private int failed;
    private int skipped;

    @Override
    public Integer call() throws IOException {
        var line = commandLine();
        var provider = provider(line);
        var fields = fields(line);
        var input = Input.read(line, document);
        var rules = recording.rules(line);
        if (input.isEmpty() || rules.isEmpty()) {
            return ExitCode.FAILED;
        }
        var folder = input.get()
                .folder()
                .orElseThrow(() -> new ParameterException(line, "--fixtures DIR is needed to compare fixtures"));
        input.get().fixtures().broken().forEach(broken -> line.getErr().println(broken.text()));
        var sending = new LiveComparison.Sending(fields, parameters, unsafe);
        compare(input.get(), folder, provider, sending, rules.get());
        return result(line);
    }

    private void compare(Input input, Path folder, URI provider, LiveComparison.Sending sending, SecretRules rules)
            throws IOException {
        var fixtures = input.fixtures().fixtures();
        try (var upstream = new Upstream(provider, Optional.empty(), Trust.usual(), PATIENCE)) {
            var comparison = new LiveComparison(input.contract(), fixtures, upstream, sending, rules);
            for (var fixture : fixtures.all()) {
                report(commandLine(), fixture, folder, comparison);
            }
        }
    }

    private void report(CommandLine line, Fixture fixture, Path folder, LiveComparison comparison) throws IOException {
        var out = line.getOut();
        String file = fixture.file().file();
        var result = comparison.compare(fixture);
        if (result instanceof Result.Same) {
            same++;
        } else if (result instanceof Result.Skipped skip) {
            skipped++;
            out.println("skipped   " + file + ": " + skip.reason());
        } else if (result instanceof Result.Failed failure) {
            failed++;
            out.println("failed    " + file + ": " + failure.reason());
        } else {
            var drift = (Result.Drifted) result;
            out.println("differs   " + file + "   " + drift.request().method() + " "
                    + Secrets.byName().header("Location", drift.request().target()));
            drift.differences().forEach(each -> out.println("  " + each));
            update(out, update ? comparison.update(fixture, folder, drift) : Optional.of(""));
        }
    }

    /** @param reason why the fixture was not updated; empty if it was */
    private void update(PrintWriter out, Optional<String> reason) {
        updated += reason.isEmpty() ? 1 : 0;
        drifted += reason.isEmpty() ? 0 : 1;
        if (reason.isEmpty()) {
            out.println("  updated");
        } else if (update) {
            out.println("  not updated: " + reason.get());
        }
    }

    private int result(CommandLine line) {
        line.getOut()
                .println(Counted.of(same + updated + drifted + failed, "fixture") + " compared: " + same
                        + " like the provider, " + drifted + " different"
                        + (updated > 0 ? ", " + updated + " updated" : "")
                        + (failed > 0 ? ", " + failed + " without an answer" : "") + "; " + skipped + " skipped");
        if (failed > 0 || same + updated + drifted == 0) {
            return ExitCode.FAILED;
        }
        return drifted == 0 ? ExitCode.FINE : ExitCode.VIOLATIONS;
    }

    private URI provider(CommandLine line) {
        var given = Objects.requireNonNull(url, "picocli sets it");
        boolean isHttp = given.getHost() != null && List.of("http", "https").contains(given.getScheme());
        if (!isHttp) {
            throw new ParameterException(
                    line,
                    "--url must be an http(s) URL but was \"" + Secrets.byName().url(given.toString()) + "\"");
        }
        return given;
    }

    private Headers fields(CommandLine line) {
        var fields = Headers.none();
        for (var header : headers) {
            int colon = header.indexOf(':');
            String name = header.substring(0, Math.max(0, colon)).strip();
            String value = header.substring(colon + 1).strip();
            if (colon < 0 || name.isEmpty() || !FixtureFiles.isField(name, value)) {
                throw new ParameterException(line, "--header must be \"NAME: VALUE\" but was another text");
            }
            fields = fields.and(name, value);
        }
        return fields;
    }
}
