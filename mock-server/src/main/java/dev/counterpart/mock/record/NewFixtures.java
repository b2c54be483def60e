package dev.counterpart.mock.record;

import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.fixtures.When;
import dev.counterpart.fixtures.folder.FolderFiles;
import dev.counterpart.mock.record.Take.Recorded;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.validate.ResponseValidator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Drafts a fixture for each operation and status that has none, from the document's examples or generated. */
public final class NewFixtures {

    private static final String ABOUT = "Drafted by counterpart fixtures new. Replace the values by your own.";

    private final Path folder;
    private final Contract contract;
    private final Fixtures existing;
    private final FixtureAnswers answers;
    private final SampleRequest requests;
    private final List<String> written = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    /**
     * What was drafted.
     *
     * @param written files relative to the folder
     * @param failed operation, status and reason of each that could not be drafted
     */
    public record Result(List<String> written, List<String> failed) {
        public Result {
            written = List.copyOf(written);
            failed = List.copyOf(failed);
        }
    }

    private NewFixtures(Path folder, Contract contract, Fixtures existing) {
        this.folder = folder;
        this.contract = contract;
        this.existing = existing;
        this.answers = new FixtureAnswers(contract, Fixtures.none());
        this.requests = new SampleRequest(contract);
    }

    /**
     * Writes the drafts.
     *
     * @param isWanted whether an operation and status is to be drafted
     * @throws IOException if the folder cannot be written
     */
    public static Result into(
            Path folder, Contract contract, Fixtures existing, BiPredicate<Operation, StatusKey> isWanted)
            throws IOException {
        Files.createDirectories(folder);
        var drafting = new NewFixtures(folder, contract, existing);
        for (var operation : contract.operations()) {
            for (var declared : operation.responses()) {
                if (isWanted.test(operation, declared.status())) {
                    drafting.draft(operation, declared.status());
                }
            }
        }
        return new Result(drafting.written, drafting.failed);
    }

    /**
     * The draft of one fixture, which is not written to the folder of the fixtures.
     *
     * @param file relative to that folder
     */
    public record Draft(String file, String text) {}

    /**
     * Drafts one fixture; empty if the operation does not declare the status, or no response can be generated.
     *
     * @param status as the document writes it: 404, 4XX or default
     * @throws IOException if there is no place for temporary files
     */
    public static Optional<Draft> draft(Contract contract, Operation operation, String status) throws IOException {
        var folder = Files.createTempDirectory("counterpart-draft");
        try {
            var files = into(
                            folder,
                            contract,
                            Fixtures.none(),
                            (each, key) -> each.equals(operation) && key.text().equalsIgnoreCase(status))
                    .written();
            return files.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Draft(files.get(0), Files.readString(folder.resolve(files.get(0)))));
        } finally {
            FolderFiles.delete(folder);
        }
    }

    private void draft(Operation operation, StatusKey key) throws IOException {
        boolean isThere = existing.of(operation).stream()
                .anyMatch(fixture -> operation
                        .responseFor(fixture.status())
                        .filter(declared -> declared.status().equals(key))
                        .isPresent());
        var status = status(operation, key);
        if (isThere || status.isEmpty()) {
            return;
        }
        var request = requests.of(operation, When.always(), Map.of()).request();
        var response = answers.of(status.get(), request);
        if (response.isEmpty()) {
            failed.add(operation + " → " + key.text() + ": no response can be generated");
            return;
        }
        write(operation, status.get(), sendable(operation, response.get()));
    }

    /** Without the body that HTTP forbids in answers to HEAD and with 204, 205 and 304, also if the document declares one. */
    private static Response sendable(Operation operation, Response response) {
        boolean isForbidden = ResponseValidator.forbiddenBody(operation.key().method(), response)
                .isPresent();
        return isForbidden
                ? response.withBody(new byte[0]).withHeaders(response.headers().without("Content-Type"))
                : response;
    }

    /** The status that a key stands for: the first of its range, an error for {@code default}. */
    private static Optional<Integer> status(Operation operation, StatusKey key) {
        if (key.isExact()) {
            return Optional.of(Integer.parseInt(key.text())).filter(code -> code >= 200);
        }
        if (key.isRange()) {
            return Optional.of((key.text().charAt(0) - '0') * 100).filter(code -> code >= 200);
        }
        boolean hasSuccess =
                operation.responses().stream().anyMatch(each -> each.status().isSuccess());
        return Optional.of(hasSuccess ? 500 : 200)
                .filter(code -> operation
                        .responseFor(code)
                        .filter(each -> each.status().equals(key))
                        .isPresent());
    }

    private void write(Operation operation, int status, Response response) throws IOException {
        var cleaner = new Cleaner(SecretRules.nothing(), contract, Fakes.Style.READABLE);
        var answer = new AnswerText(cleaner, operation, false).of(response).orElseThrow();
        String subject = operation + " → " + status + ": ";
        var broken = FolderFiles.staged(folder, stage -> {
            write(operation, answer, stage, subject);
            return FixtureReader.read(stage, contract).broken();
        });
        if (!broken.isEmpty()) {
            failed.add(subject + "the generated answer is invalid: "
                    + broken.get(0).violation().line());
        } else if (write(operation, answer, folder, subject)) {
            written.add(FixtureText.folder(operation) + "/" + status + ".yaml");
        }
    }

    /** Whether the fixture was written; a file that exists is kept, and reported. */
    private boolean write(Operation operation, Recorded answer, Path to, String subject) throws IOException {
        int status = answer.status();
        var file = to.resolve(FixtureText.folder(operation)).resolve(status + ".yaml");
        if (Files.exists(file)) {
            failed.add(subject + file + " exists, and is invalid");
            return false;
        }
        var bodyFile = answer.body().map(body -> "_bodies/" + status + "." + body.extension());
        String text = FixtureText.of(List.of(ABOUT), Map.of(), answer.response(), bodyFile);
        FolderFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
        if (bodyFile.isPresent()) {
            FolderFiles.write(
                    file.resolveSibling(bodyFile.get()),
                    answer.body().orElseThrow().bytes());
        }
        return true;
    }
}
