package dev.counterpart.verify.workflow;

import dev.counterpart.verify.report.Result;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A workflow has ended.
 *
 * @param last the last result, if anything was sent
 */
record Ended(boolean hasSucceeded, ObjectNode outputs, Optional<Result> last) {}
