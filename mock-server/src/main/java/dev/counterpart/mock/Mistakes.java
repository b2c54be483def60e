package dev.counterpart.mock;

import dev.counterpart.fixtures.BrokenFixture;
import dev.counterpart.fixtures.OperationSelector;
import java.util.List;
import java.util.stream.Collectors;

/** Mistakes in the calls of a test. */
final class Mistakes {

    private Mistakes() {}

    /** @throws IllegalArgumentException if there are any; the message lists them */
    static void refuse(List<BrokenFixture> mistakes, OperationSelector operation) {
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(mistakes.stream()
                    .map(BrokenFixture::violation)
                    .map(violation -> violation.text(operation.toString()))
                    .collect(Collectors.joining("\n")));
        }
    }
}
