package dev.counterpart.verify.cli;

import dev.counterpart.fixtures.Durations;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.verify.ContractSuite;
import dev.counterpart.verify.ContractSuite.Outcome;
import dev.counterpart.verify.SuiteOptions;
import dev.counterpart.verify.cli.Inputs.Unusable;
import dev.counterpart.verify.data.Credential;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.prove.Proof;
import dev.counterpart.verify.prove.ProofText;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.send.Target;
import dev.counterpart.verify.send.Transports;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code counterpart test}. */
@Command(
        name = "test",
        description =
                "Tests a provider against the document. Exit code 0: nothing wrong; 1: violations; 2: it could not be tested.",
        sortOptions = false,
        subcommands = MergeCommand.class)
final class TestCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DOCUMENT",
            description = "An OpenAPI document: a path or an http(s) URL. Without one, the bundled contract.")
    private @Nullable String document;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The provider: http://host:port/path. Default: the url of the data file.")
    private @Nullable String url;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Which request provokes which status: see docs/gate.md.")
    private @Nullable Path data;

    @Option(
            names = "--fixtures",
            paramLabel = "DIR",
            description =
                    "Fixtures whose \"when\" names a request: it is to be answered with their status, where the data"
                            + " file has no entry for that.")
    private @Nullable Path fixtures;

    @Option(
            names = "--as",
            paramLabel = "NAME=TOKEN",
            description = "Credentials; the first are used where the data file names none.")
    private Map<String, String> credentials = new LinkedHashMap<>();

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "The value of a parameter, where the data file has none.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long an answer may take. Default: ${DEFAULT-VALUE}.")
    private String timeout = "30s";

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description =
                    "Wait until somebody takes connections there, at most so long: 60s. Without it, nothing is waited for.")
    private @Nullable String wait;

    @Option(
            names = "--prove",
            description = "First serve mutants of the contract, and show that the gate fails each; without --url"
                    + " nothing else is done.")
    private boolean prove;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Vary the values that are made up. The same seed makes the same; without one they are fixed.")
    private @Nullable String seed;

    @Mixin
    private final SelectionOptions selection = new SelectionOptions();

    @Mixin
    private final EffortOptions effort = new EffortOptions();

    @Mixin
    private final ReportOptions reports = new ReportOptions();

    @Option(names = "--allow-remote-refs", description = "Follow $refs to http(s) URLs.")
    private boolean allowRemoteRefs;

    @Option(names = "--help", usageHelp = true, description = "Print this.")
    @SuppressWarnings("UnusedVariable") // read by picocli
    private boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    /** Stands for the provider where only the gate itself is proved; nothing is sent there. */
    private static final Target UNNAMED =
            Target.of("http://127.0.0.1", Target.DEFAULT_TIMEOUT).orElseThrow();

    @Override
    public Integer call() {
        try {
            return tested();
        } catch (Unusable unusable) {
            err().println(unusable.getMessage());
            return Main.FAILED;
        }
    }

    private int tested() throws Unusable {
        var acceptance = reports.acceptance();
        var known = data == null ? GateData.none() : Inputs.data(data);
        for (var credential : credentials.entrySet()) {
            known = known.with(credential(credential.getKey(), credential.getValue()));
        }
        var contract = Inputs.contract(
                Optional.ofNullable(document).or(known::document),
                ReadOptions.defaults().withAllowRemoteRefs(allowRemoteRefs));
        Inputs.check(known, contract);
        boolean provesOnly = prove && url == null;
        var options = new SuiteOptions(
                provesOnly ? UNNAMED : target(known),
                known,
                fixtures == null ? Fixtures.none() : Inputs.fixtures(fixtures, contract),
                parameters,
                Optional.ofNullable(seed),
                selection.selection(),
                effort.effort(),
                acceptance,
                reports.wantsExchanges());
        boolean proved = !prove || proved(contract, options);
        if (provesOnly) {
            return proved ? Main.FINE : Main.VIOLATIONS;
        }
        awaitProvider(options.target());
        int code = reports.tell(report(contract, options), out());
        return proved ? code : Main.VIOLATIONS;
    }

    private Report report(Contract contract, SuiteOptions options) throws Unusable {
        var suite = new ContractSuite(contract, options);
        try (var transports = transports(options);
                var progress =
                        new Progress(err(), Terminal.isWatched(), suite.cases().size())) {
            var outcome = suite.run(transports, progress::tell);
            if (outcome instanceof Outcome.Unreachable unreachable) {
                throw new Unusable(
                        "nothing could be tested at " + options.target() + ": " + unreachable.message(),
                        "start the provider, or correct --url");
            }
            return ((Outcome.Ran) outcome).report();
        }
    }

    private static Transports transports(SuiteOptions options) {
        var transports = Transports.to(options.target());
        var rate = options.effort().rate();
        return rate.isPresent() ? transports.paced(rate.getAsDouble()) : transports;
    }

    private boolean proved(Contract contract, SuiteOptions options) {
        var proof = Proof.of(contract, options);
        out().print(ProofText.of(proof));
        out().flush();
        return proof.holds();
    }

    private static Credential credential(String name, String value) throws Unusable {
        if (value.isEmpty()) {
            throw new Unusable("the token of --as " + name + " is empty", "give it as NAME=TOKEN");
        }
        String variable = "$" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_TOKEN";
        return new Credential(name, Map.of(Credential.ANY, new Secret(value, variable)), Optional.empty());
    }

    private Target target(GateData known) throws Unusable {
        var named = Optional.ofNullable(url).or(known::url);
        if (named.isEmpty()) {
            throw new Unusable("no provider was named", "give its URL with --url http://host:port");
        }
        return Target.of(named.get(), time("--timeout", timeout))
                .orElseThrow(() -> new Unusable(
                        "the URL \"" + named.get() + "\" is not that of a provider",
                        "write it like http://localhost:4010, without query and user"));
    }

    private static Duration time(String option, String text) throws Unusable {
        return Durations.parse(text)
                .filter(time -> !time.isZero())
                .orElseThrow(() ->
                        new Unusable(option + " " + text + " is no length of time", "write it like 30s or 500ms"));
    }

    private void awaitProvider(Target target) throws Unusable {
        if (wait != null && !target.isUpWithin(time("--wait", wait))) {
            throw new Unusable(
                    "nobody has taken connections at " + target + " for " + wait,
                    "start the provider, correct --url, or wait longer");
        }
    }

    private PrintWriter out() {
        return line().getOut();
    }

    private PrintWriter err() {
        return line().getErr();
    }

    private picocli.CommandLine line() {
        if (spec == null) {
            throw new IllegalStateException("the command was not started by picocli");
        }
        return spec.commandLine();
    }
}
