package dev.counterpart.mock.cli.files;

import dev.counterpart.mock.record.NewFixtures;
import dev.counterpart.spec.Counted;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.cli.BaseCommand;
import dev.counterpart.spec.cli.ExitCode;
import dev.counterpart.spec.rule.ErrorName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code counterpart fixtures new}. */
@Command(
        name = "new",
        description = "Drafts a valid fixture for each operation and status that has none.",
        footer = {
            "",
            "Examples:",
            "  counterpart fixtures new openapi.yaml --fixtures fixtures",
            "  counterpart fixtures new openapi.yaml --fixtures fixtures --only getPet --only listPets=404"
        })
final class NewCommand extends BaseCommand {

    @Mixin
    private final DocumentOptions document = new DocumentOptions();

    @Option(
            names = "--only",
            paramLabel = "OPERATION[=STATUS]",
            description = "Draft only this operation, or this status of it; repeatable.")
    private List<String> only = List.of();

    @Override
    public Integer call() {
        var line = commandLine();
        var input = Input.read(line, document);
        if (input.isEmpty()) {
            return ExitCode.FAILED;
        }
        var folder = input.get()
                .folder()
                .orElseThrow(() -> new ParameterException(line, "--fixtures DIR is needed to write fixtures"));
        check(line, input.get().contract().operations());
        try {
            var result = NewFixtures.into(
                    folder, input.get().contract(), input.get().fixtures().fixtures(), this::isWanted);
            print(line, folder, result);
            return result.failed().isEmpty() ? ExitCode.FINE : ExitCode.VIOLATIONS;
        } catch (IOException failed) {
            line.getErr().println("counterpart: fixtures cannot be written to " + folder + ": " + failed.getMessage());
            line.getErr().println(ErrorName.NOT_WRITABLE.toFix("choose a folder that can be written"));
            return ExitCode.FAILED;
        }
    }

    private static void print(CommandLine line, Path folder, NewFixtures.Result result) {
        result.failed().forEach(each -> line.getErr().println("not drafted: " + each));
        result.written().forEach(file -> line.getOut().println("  " + file));
        line.getOut().println(Counted.of(result.written().size(), "fixture") + " drafted in " + folder);
    }

    private boolean isWanted(Operation operation, StatusKey status) {
        return only.isEmpty()
                || only.stream().anyMatch(name -> isCalled(operation, name) || isCalled(operation, status, name));
    }

    private static boolean isCalled(Operation operation, String name) {
        return operation.name().equals(name) || operation.key().toString().equals(name);
    }

    private static boolean isCalled(Operation operation, StatusKey status, String name) {
        int equals = name.lastIndexOf('=');
        return equals > 0
                && isCalled(operation, name.substring(0, equals))
                && status.text().equalsIgnoreCase(name.substring(equals + 1));
    }

    private void check(CommandLine line, List<Operation> operations) {
        for (var name : only) {
            boolean isKnown = operations.stream()
                    .anyMatch(operation -> isCalled(operation, name)
                            || operation.responses().stream()
                                    .anyMatch(declared -> isCalled(operation, declared.status(), name)));
            if (!isKnown) {
                throw new ParameterException(
                        line, "--only must be OPERATION or OPERATION=STATUS of the document but was \"" + name + "\"");
            }
        }
    }
}
