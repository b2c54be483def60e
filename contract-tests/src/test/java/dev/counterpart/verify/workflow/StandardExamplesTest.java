package dev.counterpart.verify.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.workflow.WorkflowReader;
import dev.counterpart.verify.ContractSuite;
import dev.counterpart.verify.SuiteOptions;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.send.Target;
import dev.counterpart.verify.send.Transports;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the Arazzo Specification, run against mocks of their documents. */
class StandardExamplesTest {

    private static final Path FOLDER = Path.of("../spec/src/test/resources/workflows");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # example            | inputs                            | the results
            LoginAndRetrievePets | username=me password=hunter2      | step loginStep passed; step getPetStep passed
            pet-coupons          | my_pet_tags=["a"]                 | step find-pet passed; step find-coupons passed; step place-order > place-order passed; step find-pet passed; step place-order > place-order passed
            FAPI-PAR             | client_id=me client_assertion={} PARrequestBody={"a":"b"} redirect_uri=a code_verifier=b | step PARStep passed; step AuthzCodeStep passed; step TokenStep passed
            """)
    void an_example_runs(String name, String inputs, String results) {
        var document = FOLDER.resolve(name + ".openapi.yaml").toString();
        var contract = ((ReadResult.Read) ContractReader.read(document, ReadOptions.defaults())).contract();
        var read = (WorkflowReader.Result.Read)
                WorkflowReader.read(FOLDER.resolve(name + ".arazzo.yaml"), name, contract, ReadOptions.defaults());
        var given = List.of(inputs.split(" +")).stream()
                .collect(Collectors.toMap(each -> each.split("=")[0], each -> each.split("=")[1]));
        var workflows =
                new WorkflowOptions(List.of(read.workflows()), new GivenInputs(given, Map.of()), Map.of(), true);
        try (var mock = MockServer.start(
                        contract, Fixtures.none(), MockOptions.defaults().withPort(0))
                .orElseThrow()) {
            var target =
                    Target.of(mock.url().toString(), Target.DEFAULT_TIMEOUT).orElseThrow();
            var options = SuiteOptions.of(target, GateData.none()).withWorkflows(workflows);
            try (var transports = Transports.to(target)) {
                var outcome = new ContractSuite(contract, options).run(transports, result -> {});

                assertThat(((ContractSuite.Outcome.Ran) outcome)
                                .report().cases().stream()
                                        .map(each -> each.title() + " "
                                                + each.verdict().word() + " "
                                                + each.verdict().violations().stream()
                                                        .map(v -> v.rule().id() + ": " + v.actual())
                                                        .collect(Collectors.joining(", ")))
                                        .map(String::strip)
                                        .collect(Collectors.joining("; ")))
                        .isEqualTo(results);
            }
        }
    }
}
