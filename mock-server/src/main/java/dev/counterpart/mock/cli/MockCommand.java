package dev.counterpart.mock.cli;

import dev.counterpart.fixtures.Durations;
import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.folder.Bundled;
import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.callback.CallbackHosts;
import dev.counterpart.mock.callback.CallbackSender;
import dev.counterpart.mock.cli.files.WireMockStubs;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.engine.Service;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.cli.ExitCode;
import dev.counterpart.spec.cli.ReadingOptions;
import dev.counterpart.spec.rule.ErrorName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code counterpart mock}. */
@Command(
        name = "mock",
        description = "Serves mocks of OpenAPI documents. Edits of documents and fixtures take effect at once.",
        footer = {
            "",
            "Examples:",
            "  counterpart mock                             the bundled contract and its fixtures",
            "  counterpart mock openapi.yaml --dynamic      realistic bodies",
            "  counterpart mock shop=shop.yaml pay=pay.yaml several documents, each below its prefix",
            "  counterpart mock openapi.yaml --compat prism -p 8080"
        },
        abbreviateSynopsis = true,
        sortOptions = false)
final class MockCommand implements Callable<Integer> {

    private static final PerOperation<MockOptions.Auth> AUTH =
            new PerOperation<>("--auth", "presence, jwt or off", MockCommand::auth);
    private static final PerOperation<Boolean> VALIDATE =
            new PerOperation<>("--validate-request", "true or false", MockCommand::bool);
    private static final PerOperation<Fixture.Delay> DELAY = new PerOperation<>(
            "--delay",
            "a time such as 200ms or 100ms..2s, at most " + Durations.LONGEST.toHours() + "h",
            Durations::parseDelay);

    @Parameters(
            arity = "0..*",
            paramLabel = "[PREFIX=]DOCUMENT",
            description =
                    "OpenAPI documents, as paths or URLs, optionally below a prefix. Default: the bundled contract.")
    private List<String> documents = List.of();

    @Option(
            names = "--fixtures",
            paramLabel = "DIR",
            description =
                    "Folder of fixtures; with several documents, a subfolder for each prefix or file. Bundled contract: fixtures/bundled.")
    private @Nullable Path fixtures;

    @Option(
            names = "--wiremock",
            paramLabel = "DIR",
            description = "WireMock folder; its stubs are served instead of --fixtures.")
    private @Nullable Path wiremock;

    private Optional<WireMockStubs> stubs = Optional.empty();

    @Mixin
    private final ReadingOptions reading = new ReadingOptions();

    @Mixin
    private final ServingOptions serving = new ServingOptions();

    @Option(
            names = {"-d", "--dynamic"},
            negatable = true,
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description = "Generate realistic bodies instead of sending examples.")
    private boolean dynamic;

    @Option(names = "--seed", description = "Seed of generated bodies.")
    private @Nullable String seed;

    @Option(
            names = "--ignoreExamples",
            negatable = true,
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description = "Ignore the examples of media types.")
    private boolean ignoreExamples;

    @Option(
            names = "--errors",
            negatable = true,
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description = "Replace answers that violate the contract by a 500.")
    private boolean errors;

    @Option(
            names = "--stateful",
            negatable = true,
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description = "Collections keep what requests create, change and remove.")
    private boolean stateful;

    @Option(
            names = "--auth",
            paramLabel = "[OPERATION=]MODE",
            description =
                    "presence: credentials are required. jwt: bearer tokens are checked, see counterpart token. off: not checked. Default: presence.")
    private List<String> auth = List.of();

    @Option(
            names = "--validate-request",
            arity = "0..1",
            paramLabel = "[OPERATION=]BOOL",
            fallbackValue = "true",
            description = "Validate requests. Default: true.")
    private List<String> validateRequest = List.of();

    @Option(
            names = "--delay",
            paramLabel = "[OPERATION=]TIME",
            description = "Delay of every answer, or of one operation: 200ms or 100ms..2s.")
    private List<String> delay = List.of();

    @Option(names = "--problems", hidden = true)
    private @Nullable Problems problems;

    /** The values of the former option {@code --problems}. */
    private enum Problems {
        FULL,
        PRISM
    }

    @Option(
            names = "--callbacks",
            negatable = true,
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "true",
            description = "Send declared callbacks to the URLs in requests. Default: ${DEFAULT-VALUE}.")
    private boolean callbacks;

    @Option(
            names = "--callback-hosts",
            paramLabel = "HOST",
            split = ",",
            description = "Other hosts to which callbacks may be sent; without it, only this machine.")
    private Set<String> callbackHosts = Set.of();

    @Option(
            names = "--callback-delay",
            paramLabel = "TIME",
            description = "Time between an answer and its callbacks. Default: 100ms.")
    private @Nullable String callbackDelay;

    @Option(
            names = "--json-schema-faker-fillProperties",
            negatable = true,
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description = "Ignored; accepted for compatibility with Prism.")
    @SuppressWarnings("UnusedVariable") // accepted, so that existing command lines work
    private boolean fillProperties;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var line = commandLine();
        var options = options(line);
        var after = callbackDelay(line);
        if (wiremock != null && !readStubs(line, wiremock)) {
            return ExitCode.FAILED;
        }
        var sources = sources(line);
        if (sources.isEmpty()) {
            return withoutDocument(line);
        }
        var log = serving.log(line);
        var served = log.loaded(sources);
        if (served.size() < sources.size()) {
            return ExitCode.FAILED;
        }
        check(line, options, served);
        return serve(served, options, after, log);
    }

    private static int withoutDocument(CommandLine line) {
        line.getErr().println("counterpart: no document was named, and the bundled contract was not found");
        line.getErr()
                .println(ErrorName.NO_DOCUMENT.toFix(
                        "counterpart mock DOCUMENT, or start it by the launcher in the project's folder"));
        return ExitCode.FAILED;
    }

    /** Takes the stubs of a WireMock as fixtures; returns whether they can be read. */
    private boolean readStubs(CommandLine line, Path folder) {
        if (fixtures != null || documents.size() > 1) {
            throw new ParameterException(line, "--wiremock is for one document, without --fixtures");
        }
        stubs = WireMockStubs.of(line, folder);
        return stubs.isPresent();
    }

    /** The document that was named, or the bundled one. */
    private Optional<ServedDocument> onlyDocument() {
        return documents.stream()
                .findFirst()
                .or(() -> Bundled.contract().map(Path::toString))
                .map(text -> ServedDocument.of(text, reading.readOptions()));
    }

    /** All documents, or the bundled one, with their fixtures. */
    private List<ServedDocument> sources(CommandLine line) {
        String base = serving.basePath(line);
        return sources().stream().map(source -> source.below(base)).toList();
    }

    private List<ServedDocument> sources() {
        if (stubs.isPresent()) {
            return onlyDocument().stream()
                    .map(source -> source.with(stubs.get()))
                    .toList();
        }
        var options = reading.readOptions();
        var given =
                documents.stream().map(text -> ServedDocument.of(text, options)).toList();
        if (given.isEmpty()) {
            return Bundled.contract().stream()
                    .map(path -> ServedDocument.of(path.toString(), options).with(fixturesFolder()))
                    .toList();
        }
        return given.size() == 1
                ? List.of(given.get(0).with(Optional.ofNullable(fixtures)))
                : given.stream().map(source -> source.with(subfolder(source))).toList();
    }

    /** With several documents, each has a folder of its own. */
    private Optional<Path> subfolder(ServedDocument source) {
        return Optional.ofNullable(fixtures)
                .map(folder -> folder.resolve(source.name()))
                .filter(Files::exists);
    }

    private Optional<Path> fixturesFolder() {
        return Optional.ofNullable(fixtures).or(() -> documents.isEmpty() ? Bundled.fixtures() : Optional.empty());
    }

    private int serve(List<Served> served, MockOptions options, Duration after, MockLog log) {
        var sender = new CallbackSender(new CallbackHosts(callbackHosts), after, log::callback);
        Function<MockEngine, Service> front = callbacks ? sender::before : engine -> engine;
        var mounted = served.stream().map(Served::mounted).toList();
        var store = serving.store(commandLine(), log);
        if (store.isEmpty()) {
            return ExitCode.FAILED;
        }
        var server = MockServer.start(mounted, options, front, log::exchange, store.get());
        if (server.isEmpty()) {
            return serving.taken(commandLine());
        }
        log.ready(server.get(), served, options.compat());
        keepServing(server.get(), served, log);
        return Training.wanted() ? Training.run(server.get(), served.get(0).contract()) : ExitCode.FINE;
    }

    private void keepServing(MockServer server, List<Served> served, MockLog log) {
        serving.open(server, commandLine());
        log.conflicts(served);
        served.forEach(each -> log.fakerOptions(each.contract()));
        served.forEach(each -> log.examples(each.contract()));
        serving.atTheEnd(server, commandLine(), () -> {});
        Reload.watch(server, served, log);
    }

    private Duration callbackDelay(CommandLine line) {
        String time = callbackDelay;
        return time == null
                ? CallbackSender.SOON
                : Durations.parse(time)
                        .orElseThrow(
                                () -> new ParameterException(line, Durations.refusal("--callback-delay", "2s", time)));
    }

    private MockOptions options(CommandLine line) {
        var options = serving.options(line, reading)
                .withDynamic(dynamic)
                .withSeed(Optional.ofNullable(seed))
                .withIgnoreExamples(ignoreExamples)
                .withErrors(errors)
                .withStateful(stateful || serving.keepsState())
                .withAuth(AUTH.setting(line, auth, MockOptions.Auth.PRESENCE))
                .withValidateRequest(VALIDATE.setting(line, validateRequest, true))
                .withDelay(DELAY.setting(line, delay, MockOptions.AT_ONCE));
        return problems == null ? options : options.withCompat(named(problems, line));
    }

    /** What the former option asks for, with a line about its successor. */
    private static MockOptions.Compat named(Problems problems, CommandLine line) {
        var named = problems == Problems.PRISM ? MockOptions.Compat.PRISM : MockOptions.Compat.NONE;
        String name = named.name().toLowerCase(Locale.ROOT);
        line.getErr().println("counterpart: --problems is deprecated; use --compat " + name);
        return named;
    }

    private static void check(CommandLine line, MockOptions options, List<Served> served) {
        var operations = served.stream()
                .flatMap(each -> each.contract().operations().stream())
                .toList();
        AUTH.check(line, options.auth(), operations);
        VALIDATE.check(line, options.validateRequest(), operations);
        DELAY.check(line, options.delay(), operations);
    }

    private static Optional<MockOptions.Auth> auth(String text) {
        return Stream.of(MockOptions.Auth.values())
                .filter(mode -> mode.name().equalsIgnoreCase(text))
                .findFirst();
    }

    private static Optional<Boolean> bool(String text) {
        return Stream.of(true, false)
                .filter(value -> value.toString().equalsIgnoreCase(text))
                .findFirst();
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec, "picocli sets it").commandLine();
    }
}
