package dev.counterpart.verify.cli;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.cli.ExitCode;
import dev.counterpart.spec.cli.ReadingOptions;
import dev.counterpart.spec.rule.ErrorName;
import dev.counterpart.verify.ContractSuite;
import dev.counterpart.verify.ContractSuite.Outcome;
import dev.counterpart.verify.Preparation;
import dev.counterpart.verify.SuiteOptions;
import dev.counterpart.verify.cli.Inputs.Unusable;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.prove.Proof;
import dev.counterpart.verify.prove.ProofText;
import dev.counterpart.verify.report.Acceptance;
import dev.counterpart.verify.send.Observation.Reason;
import dev.counterpart.verify.send.Target;
import dev.counterpart.verify.send.Transports;
import dev.counterpart.verify.workflow.WorkflowOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code counterpart test}. */
@Command(
        name = "test",
        description = {
            "Tests a provider against an OpenAPI document.",
            "Exit code 0: no violations; 1: violations; 2: the test could not run."
        },
        footer = {
            "",
            "Examples:",
            "  counterpart test openapi.yaml --url http://localhost:8080",
            "  counterpart test openapi.yaml --url $URL --as alice=$TOKEN --report build",
            "  counterpart test --data contract-tests.yaml --workers 8 --max-time 5m",
            "  counterpart test openapi.yaml --url $URL --only 'GET /pets*' --read-only",
            "  counterpart test openapi.yaml --url $URL --workflow flows.arazzo.yaml"
        },
        abbreviateSynopsis = true,
        sortOptions = false,
        subcommands = MergeCommand.class)
final class TestCommand extends GateCommand {

    @Mixin
    private final DocumentParameter document = new DocumentParameter();

    @ArgGroup(validate = false, exclusive = false, heading = "%nProvider and data:%n")
    private ProviderOptions provider = new ProviderOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nCases:%n")
    private SelectionOptions selection = new SelectionOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nWorkflows:%n")
    private WorkflowArguments workflows = new WorkflowArguments();

    @ArgGroup(validate = false, exclusive = false, heading = "%nEffort:%n")
    private EffortOptions effort = new EffortOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nReports and exit code:%n")
    private ReportOptions reports = new ReportOptions();

    @Option(
            names = "--prove",
            description = "First run against mutants of the contract and show that the gate fails each. Without --url,"
                    + " do only this.")
    private boolean prove;

    @Mixin
    private final ReadingOptions reading = new ReadingOptions();

    /** Stands for the provider if only the gate itself is tested; nothing is sent there. */
    private static final Target UNNAMED =
            Target.of("http://127.0.0.1", Target.DEFAULT_TIMEOUT).orElseThrow();

    @Override
    int run() throws Unusable {
        var acceptance = reports.acceptance();
        provider.checkWait();
        var known = provider.data();
        var testable = Inputs.testable(document.named().or(known::document), reading.readOptions());
        var contract = testable.contract();
        Inputs.check(known, contract);
        var options = options(contract, known, acceptance)
                .withSelection(selection.selection().without(testable.untested()));
        options.workflows().warnings().forEach(warning -> err().println(warning.text("")));
        boolean proved = !prove || proved(contract, options);
        if (provesOnly()) {
            return proved ? ExitCode.FINE : ExitCode.VIOLATIONS;
        }
        provider.await(options.target());
        var ran = run(contract, options);
        int code = reports.write(ran.report(), out());
        if (ran.failure().isPresent()) {
            throw new Unusable(
                    ErrorName.INTERNAL_ERROR,
                    "internal error: " + ran.failure().get(),
                    "report it, with the command and the document");
        }
        return proved ? code : ExitCode.VIOLATIONS;
    }

    private boolean provesOnly() {
        return prove && !provider.isNamed();
    }

    private SuiteOptions options(Contract contract, GateData known, Acceptance acceptance) throws Unusable {
        var target = provesOnly() ? UNNAMED : provider.target(known);
        return SuiteOptions.of(target, known)
                .withFixtures(provider.fixtures(contract))
                .withParameters(provider.parameters())
                .withSeed(provider.seed())
                .withEffort(effort.effort())
                .withAcceptance(acceptance)
                .withKeepsExchanges(reports.wantsExchanges())
                .withWorkflows(Inputs.workflows(workflows.given(), contract, reading.readOptions(), known, target));
    }

    private Outcome.Ran run(Contract contract, SuiteOptions options) throws Unusable {
        try (var transports = options.effort().paced(Transports.to(options.target()))) {
            var prepared = Preparation.of(contract, options, transports);
            if (prepared instanceof Preparation.Outcome.Failed failed) {
                throw unprepared(options, failed);
            }
            return run(((Preparation.Outcome.Ready) prepared).suite(), options, transports);
        }
    }

    private static Unusable unprepared(SuiteOptions options, Preparation.Outcome.Failed failed) {
        return failed.unreachable().isPresent()
                ? new Unusable(
                        name(failed.unreachable().get()),
                        "the provider at " + options.target() + " cannot be tested: " + failed.message(),
                        remedy(failed.unreachable().get()))
                : new Unusable(failed.message(), "correct the login in the data file, or the provider");
    }

    private Outcome.Ran run(ContractSuite suite, SuiteOptions options, Transports transports) throws Unusable {
        try (var progress =
                new Progress(err(), Terminal.isWatched(), suite.cases().size())) {
            var outcome = suite.run(transports, progress::update);
            if (outcome instanceof Outcome.Unreachable unreachable) {
                throw new Unusable(
                        name(unreachable.reason()),
                        "the provider at " + options.target() + " cannot be tested: " + unreachable.message(),
                        remedy(unreachable.reason()));
            }
            return (Outcome.Ran) outcome;
        }
    }

    private static String remedy(Reason reason) {
        return switch (reason) {
            case UNTRUSTED ->
                "trust the certificate, or that of its issuer, with --ssl-ca FILE, or accept any with --ssl-no-verify";
            case OTHER_HOST -> "use the host name of the certificate in --url, or accept any with --ssl-no-verify";
            case CLIENT_CERTIFICATE -> "give a certificate that the provider accepts with --ssl-cert and --ssl-key";
            case NO_TLS ->
                "correct --url (http:// or another port?), or give a certificate with --ssl-cert and --ssl-key";
            case TLS_EXPECTED -> "write https:// in --url";
            default -> "start the provider, or correct --url";
        };
    }

    private static ErrorName name(Reason reason) {
        return switch (reason) {
            case UNTRUSTED, OTHER_HOST, CLIENT_CERTIFICATE, NO_TLS, TLS_EXPECTED -> ErrorName.CERTIFICATE;
            default -> ErrorName.PROVIDER_UNREACHABLE;
        };
    }

    private boolean proved(Contract contract, SuiteOptions options) {
        var proof = Proof.of(contract, options.withWorkflows(WorkflowOptions.none()));
        out().print(ProofText.of(proof));
        out().flush();
        return proof.holds();
    }
}
