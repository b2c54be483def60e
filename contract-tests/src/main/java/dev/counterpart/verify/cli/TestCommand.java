package dev.counterpart.verify.cli;

import dev.counterpart.fixtures.Durations;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Severity;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.verify.ContractSuite;
import dev.counterpart.verify.ContractSuite.Outcome;
import dev.counterpart.verify.SuiteOptions;
import dev.counterpart.verify.cli.Inputs.Unusable;
import dev.counterpart.verify.pass.Passes;
import dev.counterpart.verify.plan.Credential;
import dev.counterpart.verify.plan.GateData;
import dev.counterpart.verify.plan.Secret;
import dev.counterpart.verify.prove.Proof;
import dev.counterpart.verify.prove.ProofText;
import dev.counterpart.verify.report.ConsoleFormat;
import dev.counterpart.verify.report.HarFormat;
import dev.counterpart.verify.report.HtmlFormat;
import dev.counterpart.verify.report.JUnitXmlFormat;
import dev.counterpart.verify.report.JsonFormat;
import dev.counterpart.verify.report.MarkdownFormat;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.ReportFormat;
import dev.counterpart.verify.report.SarifFormat;
import dev.counterpart.verify.send.Target;
import dev.counterpart.verify.send.Transports;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code counterpart test}. */
@Command(
        name = "test",
        description =
                "Tests a provider against the document. Exit code 0: nothing wrong; 1: violations; 2: it could not be tested.",
        sortOptions = false)
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
            names = "--as",
            paramLabel = "NAME=TOKEN",
            description = "Credentials; the first are used where the data file names none.")
    private Map<String, String> credentials = new LinkedHashMap<>();

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "The value of a parameter, where the data file has none.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--report", paramLabel = "DIR", description = "Write reports into this folder.")
    private @Nullable Path folder;

    @Option(
            names = "--format",
            paramLabel = "F",
            split = ",",
            description = "Which reports: junit, json, html, markdown, sarif, har. Default: all.")
    private List<String> formats = List.of();

    @Option(
            names = "--only",
            paramLabel = "PATTERN",
            description = "Only cases whose operation, tag, status or title fits; * stands for any text.")
    private List<String> only = List.of();

    @Option(
            names = "--skip",
            paramLabel = "PATTERN",
            description = "No cases whose operation, tag, status or title fits.")
    private List<String> skip = List.of();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long an answer may take. Default: ${DEFAULT-VALUE}.")
    private String timeout = "30s";

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "error",
            description = "error (the default) or warning.")
    private Severity failOn = Severity.ERROR;

    @Option(names = "--read-only", description = "Send safe methods only: GET, HEAD, OPTIONS.")
    private boolean readOnly;

    @Option(
            names = "--prove",
            description = "First serve mutants of the contract, and show that the gate fails each; without --url"
                    + " nothing else is done.")
    private boolean prove;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "2",
            description = "How often each safe request is sent, 1 to 100. Default: ${DEFAULT-VALUE}.")
    private int repeat = 2;

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

    private static final List<ReportFormat> FILES = List.of(
            new JUnitXmlFormat(),
            new JsonFormat(),
            new HtmlFormat(),
            new MarkdownFormat(),
            new SarifFormat(),
            new HarFormat());

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
        var wanted = wantedFormats();
        var known = data == null ? GateData.none() : Inputs.data(data);
        for (var credential : credentials.entrySet()) {
            known = known.with(credential(credential.getKey(), credential.getValue()));
        }
        var contract = Inputs.contract(
                Optional.ofNullable(document).or(known::document),
                ReadOptions.defaults().withAllowRemoteRefs(allowRemoteRefs));
        Inputs.check(known, contract);
        boolean provesOnly = prove && url == null;
        var target = provesOnly ? UNNAMED : target(known);
        var options = SuiteOptions.of(target, known)
                .withParameters(parameters)
                .withOnly(only)
                .withSkip(skip)
                .withReadOnly(readOnly)
                .withPasses(passes());
        boolean proved = !prove || proved(contract, options);
        if (provesOnly) {
            return proved ? Main.FINE : Main.VIOLATIONS;
        }
        try (var transports = Transports.to(target)) {
            var outcome = new ContractSuite(contract, options).run(transports, result -> {});
            if (outcome instanceof Outcome.Unreachable unreachable) {
                throw new Unusable(
                        "nothing could be tested at " + target + ": " + unreachable.message(),
                        "start the provider, or correct --url");
            }
            int code = reported(((Outcome.Ran) outcome).report(), wanted);
            return proved ? code : Main.VIOLATIONS;
        }
    }

    private boolean proved(Contract contract, SuiteOptions options) {
        var proof = Proof.of(contract, options);
        out().print(ProofText.of(proof));
        out().flush();
        return proof.holds();
    }

    private Passes passes() throws Unusable {
        if (repeat < 1 || repeat > Passes.MOST) {
            throw new Unusable("--repeat " + repeat + " is out of range", "give a number from 1 to " + Passes.MOST);
        }
        return new Passes(repeat, Passes.defaults().clients());
    }

    private int reported(Report report, List<ReportFormat> wanted) throws Unusable {
        out().print(new ConsoleFormat(isTerminal()).text(report));
        out().flush();
        if (folder != null) {
            for (var format : wanted) {
                write(folder, format, report);
            }
        }
        return report.fails(failOn) ? Main.VIOLATIONS : Main.FINE;
    }

    private static void write(Path folder, ReportFormat format, Report report) throws Unusable {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(format.fileName()), format.text(report));
        } catch (IOException failed) {
            throw new Unusable(
                    "the report cannot be written to " + folder + ": " + failed.getMessage(),
                    "name a folder that can be written with --report");
        }
    }

    private List<ReportFormat> wantedFormats() throws Unusable {
        for (String name : formats) {
            if (FILES.stream().noneMatch(format -> format.name().equals(name))) {
                throw new Unusable(
                        "there is no report format " + name,
                        "--format takes "
                                + String.join(
                                        ", ",
                                        FILES.stream().map(ReportFormat::name).toList()));
            }
        }
        return FILES.stream()
                .filter(format -> formats.isEmpty() || formats.contains(format.name()))
                .toList();
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
        Optional<Duration> time = Durations.parse(timeout);
        if (time.isEmpty() || time.get().isZero()) {
            throw new Unusable("--timeout " + timeout + " is no length of time", "write it like 30s or 500ms");
        }
        return Target.of(named.get(), time.get())
                .orElseThrow(() -> new Unusable(
                        "the URL \"" + named.get() + "\" is not that of a provider",
                        "write it like http://localhost:4010, without query and user"));
    }

    /** Set by the launcher, which can tell. */
    private static boolean isTerminal() {
        return Boolean.getBoolean("counterpart.terminal") && System.getenv("NO_COLOR") == null;
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
