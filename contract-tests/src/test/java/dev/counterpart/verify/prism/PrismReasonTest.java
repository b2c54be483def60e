package dev.counterpart.verify.prism;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A difference from Prism is on purpose only if users are told of it. */
class PrismReasonTest {

    static Stream<String> rows() {
        return Stream.concat(PrismReason.ALL.stream(), PrismProxyReasons.ALL.stream())
                .map(PrismReason::row)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void each_difference_has_a_row_in_the_documentation(String row) throws Exception {
        assertThat(Files.readString(Path.of("../docs/prism.md"))).contains("\n| " + row);
    }
}
