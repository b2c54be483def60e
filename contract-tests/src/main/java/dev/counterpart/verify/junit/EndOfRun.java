package dev.counterpart.verify.junit;

import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * Closes a filter at the end of a test run. Versions of JUnit before 5.13 do not close what is only {@link AutoCloseable}.
 *
 * @param filter may be closed twice
 */
@SuppressWarnings("deprecation")
record EndOfRun(ContractFilter filter) implements Store.CloseableResource, AutoCloseable {

    @Override
    public void close() {
        filter.close();
    }
}
