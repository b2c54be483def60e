package dev.counterpart.verify.junit;

import dev.counterpart.verify.report.Coverage;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What {@link ContractFilter} and {@code SpringContract} have in common: options, and the report at the end. Registered with JUnit Jupiter,
 * the end is that of all tests of the run, even if several classes register it; otherwise it is {@link #close()}.
 *
 * @param <T> the subclass
 */
public abstract class OwnTests<T extends OwnTests<T>> implements BeforeAllCallback, AutoCloseable {

    private final ContractExchanges exchanges;

    protected OwnTests(ContractExchanges exchanges) {
        this.exchanges = exchanges;
    }

    /** The same, which hands exchanges to others. */
    protected abstract T with(ContractExchanges others);

    /** Where exchanges are validated. */
    protected final ContractExchanges exchanges() {
        return exchanges;
    }

    /** The same without the rules that match the pattern; {@code *} matches any text. */
    public final T without(String pattern) {
        return with(exchanges.without(pattern));
    }

    /** The same, which at the end writes its reports to that folder: JUnit XML, JSON, HTML, Markdown, SARIF and HAR. */
    public final T reportingTo(Path reports) {
        return with(exchanges.reportingTo(reports));
    }

    /** The documented answers that the tests have seen so far. */
    public final Coverage coverage() {
        return exchanges.coverage();
    }

    /** Called by JUnit Jupiter. */
    @Override
    public final void beforeAll(ExtensionContext context) {
        exchanges.reportAfter(context);
    }

    /** Reports what was validated and what was not seen, and writes the reports; only once. */
    @Override
    public final void close() {
        exchanges.close();
    }
}
