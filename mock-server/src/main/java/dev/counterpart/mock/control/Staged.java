package dev.counterpart.mock.control;

import dev.counterpart.fixtures.StagedAnswer;

/**
 * What is set about the answer to one request.
 *
 * @param reason in words, for the log
 */
public record Staged(StagedAnswer answer, String reason) {}
