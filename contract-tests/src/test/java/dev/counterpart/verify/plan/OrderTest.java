package dev.counterpart.verify.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.data.Origin;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final CasePlan PLAN = CasePlan.of(
            ((ReadResult.Read) ContractReader.read("src/test/resources/contracts/things.yaml", ReadOptions.defaults()))
                    .contract(),
            GateData.none(),
            Fixtures.none(),
            Map.of(),
            Optional.empty());

    @Test
    void every_operation_is_asked_once_before_any_is_asked_again() {
        var ordered = Order.mostTellingFirst(PLAN.cases());
        long operations = PLAN.cases().stream().map(Case::operation).distinct().count();

        assertThat(ordered.stream().limit(operations).map(Case::operation).distinct())
                .hasSize((int) operations);
        assertThat(ordered).containsExactlyInAnyOrderElementsOf(PLAN.cases());
    }

    @Test
    void what_may_change_the_provider_comes_after_what_does_not() {
        var first = Order.mostTellingFirst(PLAN.cases()).stream()
                .filter(each -> each.origin().source() == Origin.Source.EXAMPLE)
                .map(each -> each.operation().key().method().isSafe())
                .toList();

        assertThat(first)
                .contains(true, false)
                .isEqualTo(first.stream()
                        .sorted(java.util.Comparator.reverseOrder())
                        .toList());
    }

    @Test
    void the_order_of_equals_is_that_of_the_document() {
        var safe = PLAN.cases().stream()
                .filter(each -> each.origin().source() == Origin.Source.EXAMPLE)
                .filter(each -> each.operation().key().method().isSafe())
                .toList();

        assertThat(safe).hasSizeGreaterThan(1);
        assertThat(Order.mostTellingFirst(safe)).isEqualTo(safe);
    }
}
