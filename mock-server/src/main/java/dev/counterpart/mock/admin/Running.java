package dev.counterpart.mock.admin;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.fixtures.OperationSelector;
import dev.counterpart.fixtures.StagedAnswer;
import dev.counterpart.fixtures.StagedAnswerReader;
import dev.counterpart.fixtures.When;
import dev.counterpart.mock.control.Control;
import dev.counterpart.mock.coverage.Coverage;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.journal.Journal;
import dev.counterpart.mock.live.EventLog;
import dev.counterpart.mock.live.Exchanges;
import dev.counterpart.spec.Contract;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The running server that the admin API is about. */
public interface Running {

    /**
     * A contract that is served now.
     *
     * @param prefix of its paths
     * @param document the path or URL of the document; may be empty
     * @param folder of the fixtures
     */
    record Served(
            String prefix,
            Contract contract,
            Fixtures fixtures,
            String document,
            Optional<Path> folder,
            MockEngine engine) {}

    /** The base URL, without a trailing slash. */
    URI url();

    /** The contracts, in the order of their positions. */
    List<Served> served();

    Coverage coverage();

    Exchanges exchanges();

    Journal journal();

    EventLog events();

    Control control();

    /** The contract of an exchange, as it is served now. */
    default Optional<Served> served(Journal.Entry entry) {
        var all = served();
        return entry.exchange().contract().filter(index -> index < all.size()).map(all::get);
    }

    /** The values of an exchange that conditions can use. */
    default When.Facts facts(Journal.Entry entry) {
        var exchange = entry.exchange();
        return exchange.answer()
                .route()
                .flatMap(route ->
                        served(entry).<When.Facts>map(served -> served.engine().facts(route, exchange.request())))
                .orElse(key -> Optional.empty());
    }

    /**
     * Reads an answer that is set for operations. Checked against each contract that has such operations, or the first one; what is right
     * for one of them is right.
     */
    default StagedAnswerReader.Result read(JsonNode answer, OperationSelector selector) {
        var all = served();
        var within = selector.withinDocument();
        var about = all.stream()
                .filter(served -> selector.isOf(served.prefix()))
                .filter(served -> !within.of(served.contract()).isEmpty())
                .toList();
        var asked = about.isEmpty() ? all.subList(0, 1) : about;
        var results = asked.stream()
                .map(served ->
                        StagedAnswerReader.read(answer, within, served.contract(), served.fixtures(), "the override"))
                .toList();
        return results.stream()
                .filter(result -> result.broken().isEmpty())
                .findFirst()
                .orElse(results.get(0));
    }

    /** An answer that another server has set. If it is invalid here, because the files of the servers differ, it is ignored. */
    default StagedAnswer answer(JsonNode answer, OperationSelector selector) {
        var read = read(answer, selector);
        return read.broken().isEmpty() ? read.answer() : StagedAnswer.NOTHING;
    }

    /** The same answer, which says that it is about this server, if others share its state. */
    default ObjectNode ofThisMock(ObjectNode answer) {
        return control().store().isShared()
                ? answer.put(
                        "note",
                        "of this mock only; other mocks share its state, but have their own journal and coverage")
                : answer;
    }

    /** Whether requests change the items of collections. */
    boolean isStateful();

    /** Reads edited files now. */
    void reload();
}
