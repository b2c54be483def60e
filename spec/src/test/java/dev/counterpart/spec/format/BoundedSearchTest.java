package dev.counterpart.spec.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BoundedSearchTest {

    private static final Pattern SLOW = Pattern.compile("^" + "a+".repeat(10) + "b$");
    private static final Pattern QUICK = Pattern.compile("^b");
    private static final String TEXT = "a".repeat(40) + "!";

    @Test
    void searches_of_one_message_share_one_limit() {
        var results = BoundedSearch.together(() -> {
            var slow = BoundedSearch.finds(SLOW, TEXT);
            var next = BoundedSearch.finds(QUICK, TEXT);
            var inner = BoundedSearch.together(() -> BoundedSearch.finds(QUICK, TEXT));
            return java.util.List.of(slow, next, inner);
        });

        assertThat(results).as("nothing is left for the second and third").allMatch(java.util.Optional::isEmpty);
    }

    @Test
    void the_next_message_has_its_own_limit() {
        assertThat(BoundedSearch.together(() -> BoundedSearch.finds(SLOW, TEXT)))
                .isEmpty();
        assertThat(BoundedSearch.together(() -> BoundedSearch.finds(QUICK, TEXT)))
                .contains(false);
        assertThat(BoundedSearch.finds(QUICK, TEXT)).contains(false);
    }
}
