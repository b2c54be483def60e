package dev.counterpart.cli;

import dev.counterpart.spec.Similarity;
import dev.counterpart.spec.cli.BaseCommand;
import dev.counterpart.spec.cli.ExitCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code counterpart explain}. */
@Command(
        name = "explain",
        description = "Describes an error or a rule by the name that messages and reports give it.",
        footer = {
            "",
            "Examples:",
            "  counterpart explain port-in-use",
            "  counterpart explain response.body.schema.type",
            "  counterpart explain auth"
        })
final class ExplainCommand extends BaseCommand {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description = "An error, a rule, or the beginning of rules. Without it: list all errors.")
    private @Nullable String name;

    @Override
    public Integer call() {
        var text = name == null ? Explanations.list() : Explanations.of(name);
        if (text.isEmpty()) {
            return unknown(Objects.requireNonNull(name));
        }
        out().print(text.get());
        out().flush();
        return ExitCode.FINE;
    }

    private int unknown(String wanted) {
        err().println("counterpart: \"" + wanted + "\" is not the name of an error or a rule");
        err().println("to fix    "
                + Similarity.nearest(wanted, Explanations.names())
                        .map(nearest -> "counterpart explain " + nearest)
                        .orElse("list the names of errors: counterpart explain"));
        return ExitCode.FAILED;
    }
}
