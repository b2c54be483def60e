package dev.counterpart.verify.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.verify.data.Flaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GateRulesTest {

    @ParameterizedTest
    @CsvSource({
        "REQUEST_PATH, refusal.path.accepted, valid.path.refused",
        "REQUEST_QUERY, refusal.query.accepted, valid.query.refused",
        "REQUEST_HEADER, refusal.header.accepted, valid.header.refused",
        "REQUEST_COOKIE, refusal.cookie.accepted, valid.cookie.refused",
        "REQUEST_BODY, refusal.body.accepted, valid.body.refused"
    })
    void a_part_of_a_request_has_rules(Part part, String accepted, String refused) {
        assertThat(GateRules.refusal(part).id()).isEqualTo(accepted);
        assertThat(GateRules.validRefused(part).id()).isEqualTo(refused);
    }

    @ParameterizedTest
    @EnumSource(Flaw.class)
    void the_rule_of_a_flaw_is_among_all_rules(Flaw flaw) {
        assertThat(GateRules.all()).contains(GateRules.accepted(flaw));
    }

    @Test
    void rules_are_in_a_fixed_order_and_each_is_there_once() {
        assertThat(GateRules.all())
                .extracting(Rule::id)
                .doesNotHaveDuplicates()
                .startsWith("connection.unanswered", "connection.timeout");
    }

    @Test
    void a_response_has_no_rule_of_refusal() {
        assertThatThrownBy(() -> GateRules.refusal(Part.RESPONSE_BODY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no rule for RESPONSE_BODY");
    }
}
