package dev.counterpart.verify.source;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.write.ParameterWriter;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Answer;
import dev.counterpart.verify.data.GateData.Entry;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.Origin.Source;
import java.util.ArrayList;
import java.util.List;

/** A case for each entry of the data file. */
public final class DataCases implements CaseSource {

    @Override
    public List<Case> cases(Operation operation, Known known) {
        var cases = new ArrayList<Case>();
        for (var entry : known.data().of(operation).entries()) {
            if (entry.unreachable().isEmpty()) {
                cases.add(new Case(
                        operation,
                        entry.status().text(),
                        title(entry, cases.size()),
                        known.requests().of(operation, entry),
                        new Answer(entry.status(), entry.expect(), entry.sameAs(), entry.limit()),
                        Origin.of(entry.source(), by(entry) + " says that this request is answered " + entry.status())
                                .declaredAt(entry.place()),
                        entry.rules()));
            }
        }
        return cases;
    }

    private static String by(Entry entry) {
        return entry.source() == Source.FIXTURE ? "a fixture" : "the data file";
    }

    static String title(Entry entry, int index) {
        if (!entry.title().isEmpty()) {
            return entry.title();
        }
        var parts = new ArrayList<String>();
        entry.as().ifPresent(name -> parts.add("as " + name));
        entry.parameters().path().forEach((name, value) -> parts.add(name + "=" + ParameterWriter.text(value)));
        entry.parameters().query().forEach((name, value) -> parts.add("?" + name + "=" + ParameterWriter.text(value)));
        entry.header().forEach((name, value) -> parts.add(name));
        return parts.isEmpty() ? "entry " + (index + 1) : String.join(", ", parts);
    }
}
