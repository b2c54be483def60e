package dev.counterpart.verify.junit;

import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * Reports exchanges at the end of a test run. Versions of JUnit before 5.13 do not close what is only {@link AutoCloseable}.
 *
 * @param exchanges may be closed twice
 */
@SuppressWarnings("deprecation")
record EndOfRun(ContractExchanges exchanges) implements Store.CloseableResource, AutoCloseable {

    @Override
    public void close() {
        exchanges.close();
    }
}
