package dev.counterpart.verify.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.workflow.WorkflowReader;
import dev.counterpart.verify.send.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherTargetsTest {

    private static final String DOCUMENT = """
            openapi: 3.1.0
            info: {title: Bills, version: '1'}
            servers: [{url: 'SERVER'}]
            paths: {/bills: {post: {operationId: addBill, responses: {'201': {description: ok}}}}}
            """;

    private static final String FLOWS = """
            arazzo: 1.0.1
            info: {title: Flows, version: '1'}
            sourceDescriptions: [{name: pets, url: pets.yaml}, {name: bills, url: bills.yaml}]
            workflows: [{workflowId: w, steps: [{stepId: s, operationId: $sourceDescriptions.NAME.addBill}]}]
            """;

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest(name = "{0}, {1}, {2} → {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            # step goes to | server of its document       | --source-url                     | its provider, or the error
            pets           | https://bills.example.com    | -                                | -
            bills          | http://localhost:4011/v1     | -                                | http://localhost:4011/v1
            bills          | http://127.0.0.1:4011        | -                                | http://127.0.0.1:4011
            bills          | http://[::1]:4011            | -                                | http://[::1]:4011
            bills          | http://localhost:4011        | bills=http://127.0.0.2:80/       | http://127.0.0.2:80
            bills          | https://bills.example.com    | bills=https://staging.example    | https://staging.example
            bills          | https://bills.example.com    | -                                | workflows send requests to the document bills (bills.yaml), whose provider is not known: give its URL with --source-url bills=http://host:port
            bills          | http://localhost.example.com | -                                | workflows send requests to the document bills (bills.yaml), whose provider is not known: give its URL with --source-url bills=http://host:port
            bills          | /v1                          | -                                | workflows send requests to the document bills (bills.yaml), whose provider is not known: give its URL with --source-url bills=http://host:port
            bills          | /v1                          | bills=localhost                  | "localhost" is not the URL of the provider of bills: use the form http://localhost:4010, without user and query
            bills          | /v1                          | bils=http://localhost            | no step sends a request to a document with the name bils: use bills
            pets           | /v1                          | pets=http://localhost            | no step sends a request to a document with the name pets: remove the URL of pets
            """)
    void the_provider_of_another_document_is_named_or_on_this_machine(
            String name, String server, String named, String expected) throws IOException {
        Files.writeString(folder.resolve("pets.yaml"), DOCUMENT);
        Files.writeString(folder.resolve("bills.yaml"), DOCUMENT.replace("SERVER", server));
        Files.writeString(folder.resolve("flows.yaml"), FLOWS.replace("NAME", name));
        var contract = ((ReadResult.Read)
                        ContractReader.read(folder.resolve("pets.yaml").toString(), ReadOptions.defaults()))
                .contract();
        var read = (WorkflowReader.Result.Read)
                WorkflowReader.read(folder.resolve("flows.yaml"), "flows.yaml", contract, ReadOptions.defaults());
        Map<String, String> urls = new LinkedHashMap<>();
        if (named != null) {
            urls.put(named.split("=")[0], named.split("=")[1]);
        }
        var tested = Target.of("http://localhost:4010", Duration.ofSeconds(7)).orElseThrow();

        var result = OtherTargets.of(List.of(read.workflows()), urls, tested);

        if (result instanceof OtherTargets.Result.Unknown unknown) {
            assertThat((unknown.message() + ": " + unknown.remedy()).replaceAll("\\(/\\S*/", "("))
                    .isEqualTo(expected);
        } else {
            var providers = ((OtherTargets.Result.Known) result).providers();
            assertThat(providers.get("bills"))
                    .isEqualTo(
                            expected == null
                                    ? null
                                    : Target.of(expected, tested.timeout()).orElseThrow());
        }
    }
}
