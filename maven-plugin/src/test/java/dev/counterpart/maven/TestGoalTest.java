package dev.counterpart.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestGoalTest {

    @Test
    void settings_of_workflows_are_options_of_the_command() {
        var goal = new TestGoal();
        goal.workflows = List.of(new File("order.arazzo.yaml"), new File("pay.arazzo.yaml"));
        goal.inputs = Map.of("item", "tea=green");
        goal.sourceUrls = Map.of("bills", "http://127.0.0.1:4011");

        assertThat(goal.arguments())
                .containsExactly(
                        "test",
                        "--workflow",
                        "order.arazzo.yaml",
                        "--workflow",
                        "pay.arazzo.yaml",
                        "--input",
                        "item=tea=green",
                        "--source-url",
                        "bills=http://127.0.0.1:4011",
                        "--report",
                        "counterpart");
    }

    @Test
    void nothing_is_added_without_settings() {
        assertThat(new TestGoal().arguments()).containsExactly("test", "--report", "counterpart");
    }
}
