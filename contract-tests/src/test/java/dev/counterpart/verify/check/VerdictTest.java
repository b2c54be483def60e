package dev.counterpart.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.data.RuleSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void a_verdict_has_a_word() {
        assertThat(new Verdict.Passed(List.of()).word()).isEqualTo("passed");
        assertThat(new Verdict.Failed(List.of()).word()).isEqualTo("failed");
        assertThat(new Verdict.Errored("nobody answers").word()).isEqualTo("errored");
        assertThat(new Verdict.Skipped("not today").word()).isEqualTo("skipped");
    }

    @Test
    void a_case_whose_only_rule_is_switched_off_is_skipped() {
        assertThat(Checks.pointless(Cases.sent("expired"), switchedOff("auth.token.*")))
                .contains(new Verdict.Skipped("auth.token.expired-accepted is switched off"));
        assertThat(Checks.pointless(Cases.sent("expired"), switchedOff("auth.missing-accepted")))
                .isEmpty();
        assertThat(Checks.pointless(Cases.sent("near miss"), switchedOff("*"))).isEmpty();
    }

    private static RuleSettings switchedOff(String pattern) {
        return new RuleSettings(List.of(new RuleSettings.Setting(pattern, Optional.<Severity>empty())));
    }
}
