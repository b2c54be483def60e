package dev.counterpart.mock.settings;

import java.util.List;

/**
 * What coding agents may do at {@code /__counterpart/mcp}, apart from reading.
 *
 * @param mayChange whether they may change answers and fixtures
 * @param testUrls the providers that they may test against the first document
 */
public record AgentRights(boolean mayChange, List<String> testUrls) {

    /** Reading only. */
    public static final AgentRights NONE = new AgentRights(false, List.of());

    public AgentRights {
        testUrls = List.copyOf(testUrls);
    }
}
