package dev.counterpart.spec.workflow;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.read.DataFile;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a file of workflows (Arazzo 1.0 or 1.1, YAML or JSON) over the operations of a contract, and the files that its steps need. */
public final class WorkflowReader {

    /** The result of reading. */
    public sealed interface Result {
        record Read(Workflows workflows) implements Result {}

        /** All violations and warnings, in the order of the file. */
        record Rejected(List<Violation> violations) implements Result {
            public Rejected {
                violations = List.copyOf(violations);
            }
        }
    }

    private WorkflowReader() {}

    /**
     * Reads a file.
     *
     * @param name the name in messages
     * @param contract of the tested document
     * @param options for the other files; without remote references, all must be local
     */
    public static Result read(Path file, String name, Contract contract, ReadOptions options) {
        var read = DataFile.read(file, name);
        return read instanceof DataFile.Read document
                ? read(document.document(), contract, options)
                : new Result.Rejected(((DataFile.Rejected) read).violations());
    }

    private static Result read(Document main, Contract contract, ReadOptions options) {
        var violations = new ArrayList<Violation>();
        var library = new Library(main, options);
        var workflows = new ArrayList<>(WorkflowFileReader.read(main, "", contract, library, violations));
        for (var next = library.next(); next.isPresent(); next = library.next()) {
            var file = next.get();
            library.document(file)
                    .ifPresent(document -> workflows.addAll(
                            WorkflowFileReader.read(document, file.prefix(), contract, library, violations)));
        }
        new WorkflowChecks(violations).check(workflows);
        return violations.stream().anyMatch(each -> each.severity() == Severity.ERROR)
                ? new Result.Rejected(violations)
                : new Result.Read(
                        new Workflows(workflows, violations.stream().distinct().toList()));
    }
}
