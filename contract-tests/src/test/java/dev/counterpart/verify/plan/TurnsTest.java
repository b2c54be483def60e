package dev.counterpart.verify.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnsTest {

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # kind                              | finds what others do not | turns of the first operation | of the next 4 | of the next 40
            near-miss, Refusal: trailing space  | true                     | 1                            | 1             | 10
            broken, Refusal: null               | true                     | 1                            | 1             | 10
            near-miss, Refusal: trailing space  | false                    | 0                            | 1             | 10
            broken, Refusal: null               | false                    | 1                            | 1             | 10
            """)
    void a_kind_is_tried_in_a_share_of_the_operations(String kind, boolean findsMore, int first, int four, int forty) {
        assertThat(turns(kind, findsMore, 0, 1)).isEqualTo(first);
        assertThat(turns(kind, findsMore, 1, 5)).isEqualTo(four);
        assertThat(turns(kind, findsMore, 1, 41)).isEqualTo(forty);
        assertThat(turns(kind, findsMore, 0, 4)).as("one of the first 4").isPositive();
    }

    private static long turns(String kind, boolean findsMore, int from, int to) {
        return IntStream.range(from, to)
                .filter(operation -> Turns.isTurn(kind, operation, findsMore))
                .count();
    }
}
