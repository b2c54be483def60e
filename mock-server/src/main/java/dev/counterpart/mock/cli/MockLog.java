package dev.counterpart.mock.cli;

import dev.counterpart.fixtures.BrokenFixture;
import dev.counterpart.fixtures.LoadedFixtures;
import dev.counterpart.fixtures.example.DocumentExamples;
import dev.counterpart.fixtures.generate.taste.FakerOptions;
import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.live.Exchange;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Counted;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Server;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.rule.ErrorName;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The output of a running mock: one line for each request, a block for each problem. */
final class MockLog {

    private final PrintWriter out;
    private final PrintWriter err;
    private final ServingOptions.Level level;

    MockLog(PrintWriter out, PrintWriter err, ServingOptions.Level level) {
        this.out = out;
        this.err = err;
        this.level = level;
    }

    /** The violations of a document and its fixtures. */
    void problems(Loaded loaded) {
        for (var violation : withoutRepeats(loaded.violations())) {
            boolean isError = violation.severity() == Severity.ERROR;
            if (level.shows(isError ? ServingOptions.Level.ERROR : ServingOptions.Level.WARN)) {
                block(violation.text(isError ? "" : "warning"));
            }
        }
        if (loaded.contract().isEmpty() && level.shows(ServingOptions.Level.ERROR)) {
            loaded.violations().stream()
                    .findFirst()
                    .ifPresent(first -> block(ErrorName.more(first.rule().id())));
        }
        if (level.shows(ServingOptions.Level.ERROR)) {
            loaded.fixtures().broken().forEach(broken -> block(broken.text()));
        }
        warnings(loaded.fixtures());
    }

    /** One misplaced reference stands for all of its document; {@code fixtures verify} lists them. */
    private static List<Violation> withoutRepeats(List<Violation> violations) {
        var files = new HashSet<String>();
        return violations.stream()
                .filter(violation -> !violation.rule().equals(DocumentRules.MISPLACED)
                        || files.add(violation.declared().map(Location::file).orElse("")))
                .toList();
    }

    /** The warnings about fixtures that are served. */
    void warnings(LoadedFixtures fixtures) {
        if (level.shows(ServingOptions.Level.WARN)) {
            fixtures.warnings().forEach(warning -> block("warning   " + warning.text()));
        }
    }

    /** The documents that can be served; violations of the documents and fixtures are reported. */
    List<Served> loaded(List<ServedDocument> sources) {
        var served = new ArrayList<Served>();
        for (var source : sources) {
            var loaded = source.load();
            problems(loaded);
            leftOut(loaded.fixtures());
            loaded.contract()
                    .map(contract -> new Served(
                            source, contract, loaded.fixtures().fixtures(), loaded.dangling(), loaded.begin()))
                    .ifPresent(served::add);
        }
        return served;
    }

    private void leftOut(LoadedFixtures fixtures) {
        if (!fixtures.broken().isEmpty()) {
            kept("The fixtures above are skipped; the others are served.\n"
                    + ErrorName.more(fixtures.broken().get(0).violation().rule().id()));
        }
    }

    /** Prints the URL, with {@code --compat prism} also in Prism's form, which some tools wait for. */
    void ready(MockServer server, List<Served> all, MockOptions.Compat compat) {
        if (!level.shows(ServingOptions.Level.INFO)) {
            return;
        }
        String name = compat == MockOptions.Compat.PRISM ? "Counterpart in the place of Prism" : "Counterpart";
        out.println(name + " is listening on " + server.url());
        server.controlRoom().ifPresent(page -> out.println("Control room: " + page));
        for (var served : all) {
            if (all.size() > 1) {
                out.println(served.source().document());
            }
            print(served);
        }
        out.flush();
    }

    private void print(Served served) {
        String prefix = served.source().prefix();
        served.contract().operations().forEach(operation -> out.println("  " + line(prefix, operation)));
        int count = served.fixtures().all().size();
        if (count > 0) {
            out.println("  " + Counted.of(count, "fixture"));
        }
    }

    /** Operations that several documents declare at the same path. */
    void conflicts(List<Served> all) {
        if (level.shows(ServingOptions.Level.WARN)) {
            Conflicts.of(all).forEach(this::block);
        }
    }

    /** Options of json-schema-faker in the document that have no effect. */
    void fakerOptions(Contract contract) {
        var ignored = FakerOptions.ignored(contract.documents().main().tree());
        if (!ignored.isEmpty() && level.shows(ServingOptions.Level.WARN)) {
            block("x-json-schema-faker: " + String.join(", ", ignored) + (ignored.size() == 1 ? " has" : " have")
                    + " no effect; docs/prism.md lists the options that have one");
        }
    }

    /** Validates the document's examples in the background, because that can take longer than the start. */
    void examples(Contract contract) {
        var thread = new Thread(() -> report(DocumentExamples.validate(contract)), "counterpart-examples");
        thread.setDaemon(true);
        thread.start();
    }

    private void report(DocumentExamples.Result examples) {
        var places =
                examples.broken().stream().map(BrokenFixture::where).distinct().toList();
        if (!places.isEmpty() && level.shows(ServingOptions.Level.WARN)) {
            block("Examples of the document violate their schema at "
                    + Counted.of(places.size(), "place") + ", first at " + places.get(0)
                    + "; see all: counterpart fixtures verify DOCUMENT");
        }
    }

    private static String line(String prefix, Operation operation) {
        List<String> bases = operation.servers().stream()
                .map(Server::basePath)
                .filter(path -> !path.isEmpty())
                .distinct()
                .map(path -> prefix + path)
                .toList();
        var key = operation.key();
        return key.method() + " " + prefix + key.path()
                + (bases.isEmpty() ? "" : "   also below " + String.join(", ", bases));
    }

    /** One line for an exchange and one for each violation; at level debug also the reasons, and the messages. */
    void exchange(Exchange exchange) {
        if (level.shows(ServingOptions.Level.INFO)) {
            out.println(ExchangeText.lines(exchange));
            if (level.shows(ServingOptions.Level.DEBUG)) {
                out.println(ExchangeText.details(exchange));
            }
            out.flush();
        }
    }

    /** A violation of a stream that has not ended. */
    void stream(String what) {
        callback(ExchangeText.escaped(what));
    }

    void callback(String what) {
        if (level.shows(ServingOptions.Level.INFO)) {
            out.println(what);
            out.flush();
        }
    }

    void reloaded(String what) {
        if (level.shows(ServingOptions.Level.INFO)) {
            out.println("Reloaded: " + what);
            out.flush();
        }
    }

    void kept(String what) {
        if (level.shows(ServingOptions.Level.ERROR)) {
            block(what);
        }
    }

    private void block(String text) {
        err.println(text);
        err.flush();
    }
}
