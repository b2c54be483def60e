package dev.counterpart.mock.cli;

import dev.counterpart.fixtures.Durations;
import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.cli.files.RecordOptions;
import dev.counterpart.mock.proxy.Proxy;
import dev.counterpart.mock.proxy.Upstream;
import dev.counterpart.mock.record.Recorder;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.mock.settings.Setting;
import dev.counterpart.mock.store.StateStore;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.cli.ExitCode;
import dev.counterpart.spec.cli.ReadingOptions;
import dev.counterpart.spec.secret.Secrets;
import dev.counterpart.spec.tls.Trust;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code counterpart proxy}. */
@Command(
        name = "proxy",
        description = "Forwards requests to a server and reports violations of the document in both directions.",
        footer = {
            "",
            "Examples:",
            "  counterpart proxy openapi.yaml http://127.0.0.1:8080",
            "  counterpart proxy openapi.yaml https://api.example.com --errors",
            "  counterpart proxy openapi.yaml https://api.example.com --record fixtures"
        },
        abbreviateSynopsis = true,
        sortOptions = false)
final class ProxyCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "DOCUMENT", description = "OpenAPI document, as a path or URL.")
    private @Nullable String source;

    @Parameters(
            index = "1",
            paramLabel = "UPSTREAM",
            description = "http or https URL of the server, optionally with a path.")
    private @Nullable String upstream;

    @Mixin
    private final ServingOptions serving = new ServingOptions();

    @Option(
            names = "--errors",
            negatable = true,
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description = "Reject invalid requests, and replace invalid answers by a 500.")
    private boolean errors;

    @Option(
            names = "--validate-request",
            negatable = true,
            arity = "0..1",
            paramLabel = "BOOL",
            fallbackValue = "true",
            defaultValue = "true",
            description = "Validate requests; credentials are always checked. Default: ${DEFAULT-VALUE}.")
    private boolean validateRequest;

    @Option(
            names = "--upstream-proxy",
            paramLabel = "URL",
            description = "HTTP proxy between Counterpart and the upstream server.")
    private @Nullable String upstreamProxy;

    @Option(
            names = "--upstream-timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "Maximum silence of the upstream server before a 504. Default: ${DEFAULT-VALUE}.")
    private String upstreamTimeout = "60s";

    @Option(
            names = "--ssl-no-verify",
            arity = "0..1",
            fallbackValue = "true",
            description = "Accept any certificate of the upstream server.")
    private boolean sslNoVerify;

    @Option(
            names = "--ssl-ca",
            paramLabel = "FILE",
            description = "Additional trusted certificates of the upstream server, in PEM.")
    private @Nullable Path sslCa;

    @Option(
            names = "--mock-501",
            negatable = true,
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "true",
            description = "Mock operations that the server answers with 501. Default: ${DEFAULT-VALUE}.")
    private boolean mock501;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "Write the answers of the server to this folder as fixtures, without secrets.")
    private @Nullable Path record;

    @Mixin
    private final RecordOptions recording = new RecordOptions();

    @Mixin
    private final ReadingOptions reading = new ReadingOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var line = commandLine();
        var upstreamServer = upstreamServer(line);
        var options = options(line);
        var log = serving.log(line);
        var setup = setup(line, log);
        if (setup.isEmpty()) {
            return ExitCode.FAILED;
        }
        return serve(setup.get(), upstreamServer.get(), options, log);
    }

    private int serve(Setup setup, Upstream forwarding, MockOptions options, MockLog log) {
        var recorder = setup.recorder();
        Proxy.Forwarding used = recorder.map(each -> each.recording(forwarding)).orElse(forwarding);
        var running = MockServer.start(
                List.of(setup.served().mounted()),
                options,
                engine -> new Proxy(engine, options, used, mock501, log::stream),
                log::exchange,
                setup.store());
        if (running.isEmpty()) {
            forwarding.close();
            recorder.ifPresent(Recorder::close);
            return serving.taken(commandLine());
        }
        running.get().whenClosed(forwarding::close);
        log.ready(running.get(), List.of(setup.served()), options.compat());
        keepServing(running.get(), setup, log);
        return ExitCode.FINE;
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec, "picocli sets it").commandLine();
    }

    private void keepServing(MockServer server, Setup setup, MockLog log) {
        var line = commandLine();
        serving.open(server, line);
        serving.atTheEnd(server, line, () -> setup.recorder().ifPresent(each -> end(each, line)));
        Reload.watch(server, List.of(setup.served()), log);
    }

    /** How the client of the upstream server is made, from options that are valid. */
    private Supplier<Upstream> upstreamServer(CommandLine line) {
        var server = url(line, "UPSTREAM", Objects.requireNonNull(upstream, "picocli sets it"));
        var way = Optional.ofNullable(upstreamProxy).map(text -> url(line, "--upstream-proxy", text));
        var trust = trust(line);
        var patience = patience(line);
        return () -> new Upstream(server, way, trust, patience);
    }

    /** What must be there before the server starts. */
    private record Setup(Served served, StateStore store, Optional<Recorder> recorder) {}

    /** Empty if something is missing, which is reported. */
    private Optional<Setup> setup(CommandLine line, MockLog log) {
        var served = log.loaded(List.of(source(line)));
        var store = served.isEmpty() ? Optional.<StateStore>empty() : serving.store(line, log);
        if (store.isEmpty()) {
            return Optional.empty();
        }
        var recorder = recorder(line, served.get(0).contract(), log);
        if (record != null && recorder.isEmpty()) {
            store.get().close();
            return Optional.empty();
        }
        return Optional.of(new Setup(served.get(0), store.get(), recorder));
    }

    private ServedDocument source(CommandLine line) {
        return new ServedDocument(
                serving.basePath(line),
                Objects.requireNonNull(source),
                Optional.empty(),
                Optional.empty(),
                reading.readOptions());
    }

    /** Empty if nothing is recorded, or if the folder cannot be used, which is reported. */
    private Optional<Recorder> recorder(CommandLine line, Contract contract, MockLog log) {
        return record == null
                ? Optional.empty()
                : recording.recording(line, record, contract).map(into -> new Recorder(into, log::kept));
    }

    private void end(Recorder recorder, CommandLine line) {
        RecordOptions.print(line.getOut(), Objects.requireNonNull(record, "there is a recorder"), recorder.settled());
        recorder.close();
    }

    private static URI url(CommandLine line, String name, String text) {
        try {
            var url = URI.create(text);
            if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException malformed) {
            // reported below
        }
        throw new ParameterException(
                line,
                name + " must be an http(s) URL but was \"" + Secrets.byName().url(text) + "\"");
    }

    private Trust trust(CommandLine line) {
        if (sslNoVerify) {
            return Trust.anyone();
        }
        return sslCa == null
                ? Trust.usual()
                : Trust.usualAnd(sslCa)
                        .orElseThrow(() -> new ParameterException(
                                line, "--ssl-ca must be a file with certificates in PEM but was \"" + sslCa + "\""));
    }

    private Duration patience(CommandLine line) {
        return Durations.parsePositive(upstreamTimeout)
                .orElseThrow(() ->
                        new ParameterException(line, Durations.refusal("--upstream-timeout", "30s", upstreamTimeout)));
    }

    private MockOptions options(CommandLine line) {
        return serving.options(line, reading).withErrors(errors).withValidateRequest(Setting.of(validateRequest));
    }
}
