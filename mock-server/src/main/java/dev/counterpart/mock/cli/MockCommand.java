package dev.counterpart.mock.cli;

import dev.counterpart.fixtures.Durations;
import dev.counterpart.fixtures.Fixture;
import dev.counterpart.mock.CallbackSender;
import dev.counterpart.mock.MockOptions;
import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.engine.Answer;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Request;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code counterpart mock}. */
@Command(
        name = "mock",
        description = "Serves a mock of the document. Edited documents and fixtures are picked up while it runs.",
        sortOptions = false)
final class MockCommand implements Callable<Integer> {

    @Mixin
    private final DocumentOptions document = new DocumentOptions();

    @Mixin
    private final ServingOptions serving = new ServingOptions();

    @Option(
            names = {"-d", "--dynamic"},
            arity = "0..1",
            fallbackValue = "true",
            description = "Generate bodies, instead of using examples.")
    private boolean dynamic;

    @Option(names = "--seed", description = "The seed of generated bodies.")
    private @Nullable String seed;

    @Option(
            names = "--ignoreExamples",
            arity = "0..1",
            fallbackValue = "true",
            description = "Pass over the examples of media types.")
    private boolean ignoreExamples;

    @Option(
            names = "--errors",
            arity = "0..1",
            fallbackValue = "true",
            description = "Turn an answer that breaks the contract into a 500.")
    private boolean errors;

    @Option(
            names = "--auth",
            paramLabel = "MODE",
            defaultValue = "presence",
            description =
                    "presence (the default): credentials must be there. jwt: a bearer token must be a good one, see the command token. off: nothing is asked.")
    private MockOptions.Auth auth = MockOptions.Auth.PRESENCE;

    @Option(
            names = "--validate-request",
            arity = "0..1",
            paramLabel = "BOOL",
            fallbackValue = "true",
            defaultValue = "true",
            description = "Whether requests are judged. Default: ${DEFAULT-VALUE}.")
    private boolean validateRequest;

    @Option(names = "--delay", paramLabel = "TIME", description = "Wait before every answer: 200ms, or 100ms..2s.")
    private @Nullable String delay;

    @Option(
            names = "--problems",
            paramLabel = "KIND",
            description =
                    "full: our error documents say rule, place, value and remedy (the default with fixtures). prism: exactly as Prism's (the default without).")
    private MockOptions.@Nullable Problems problems;

    @Option(
            names = "--callbacks",
            negatable = true,
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "true",
            description =
                    "Send the callbacks that the document declares to the URLs that requests name (the default), or not.")
    private boolean callbacks;

    @Option(
            names = "--json-schema-faker-fillProperties",
            arity = "0..1",
            fallbackValue = "true",
            description = "Of no effect: properties are never invented.")
    @SuppressWarnings("UnusedVariable") // taken for the sake of command lines that have it
    private boolean fillProperties;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var line = commandLine();
        var options = options(line);
        var source = document.source();
        if (source.isEmpty()) {
            line.getErr().println("counterpart: no document was named, and the bundled contract was not found");
            line.getErr()
                    .println(
                            "to fix    counterpart mock DOCUMENT, or start it by the launcher in the project's folder");
            return Main.FAILED;
        }
        var loaded = Loaded.from(source.get(), document.fixturesFolder(), document.readOptions());
        var log = serving.log(line);
        log.problems(loaded);
        log.leftOut(loaded.fixtures());
        if (loaded.contract().isEmpty() || MockLog.isFatal(loaded)) {
            return Main.FAILED;
        }
        return serve(loaded.contract().get(), loaded, options, log);
    }

    private int serve(Contract contract, Loaded loaded, MockOptions options, MockLog log) {
        var sender = new CallbackSender(log::callback);
        Function<MockEngine, Function<Request, Answer>> front =
                callbacks ? engine -> request -> sender.answer(engine, request) : engine -> engine::answer;
        var server = MockServer.start(contract, loaded.fixtures().fixtures(), options, front, log::exchange);
        if (server.isEmpty()) {
            return serving.taken(commandLine());
        }
        if (Training.wanted()) {
            return Training.run(server.get(), contract);
        }
        log.ready(server.get().url(), contract, loaded.fixtures());
        log.examples(contract);
        Reload.watch(server.get(), contract, loaded.fixtures().fixtures(), document, log);
        return Main.FINE;
    }

    private MockOptions options(CommandLine line) {
        Optional<Fixture.Delay> parsed = Optional.ofNullable(delay).flatMap(Durations::parseDelay);
        if (delay != null && parsed.isEmpty()) {
            throw new ParameterException(
                    line, "--delay must be a time such as 200ms or 100ms..2s but was \"" + delay + "\"");
        }
        serving.check(line);
        var told = problems != null
                ? problems
                : document.fixturesFolder().isPresent() ? MockOptions.Problems.FULL : MockOptions.Problems.PRISM;
        return new MockOptions(
                serving.port,
                serving.host,
                dynamic,
                Optional.ofNullable(seed),
                ignoreExamples,
                errors,
                serving.cors,
                auth,
                validateRequest,
                parsed,
                told);
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec, "picocli sets it").commandLine();
    }
}
