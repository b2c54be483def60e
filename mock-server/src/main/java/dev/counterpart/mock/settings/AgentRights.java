package dev.counterpart.mock.settings;

import java.util.List;

/**
 * What coding agents may do at {@code /__counterpart/mcp}, apart from reading.
 *
 * @param mayChange whether they may change answers and fixtures
 * @param testUrls the providers that they may test against the documents
 * @param reading options of the command {@code test} with which it reads the documents as the mock does
 */
public record AgentRights(boolean mayChange, List<String> testUrls, List<String> reading) {

    /** Reading only. */
    public static final AgentRights NONE = new AgentRights(false, List.of(), List.of());

    public AgentRights {
        testUrls = List.copyOf(testUrls);
        reading = List.copyOf(reading);
    }
}
