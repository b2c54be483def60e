package dev.counterpart.mock.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.StagedAnswer;
import dev.counterpart.mock.control.Control;
import dev.counterpart.mock.store.StateKey;
import dev.counterpart.mock.store.StateKind;
import dev.counterpart.mock.store.StateStore;
import dev.counterpart.spec.Json;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The items of a contract, which the store keeps under its prefix and title. */
class RowsTest {

    private final StateStore store = StateStore.inMemory();

    private Control control() {
        return new Control(store, InstantSource.system(), subject -> {}, (answer, operation) -> StagedAnswer.NOTHING);
    }

    private void write(String owner, String collection, String id) {
        store.change(state -> {
            state.put(new StateKey(StateKind.COLLECTION, owner, collection, ""), Json.read("{}"));
            state.put(new StateKey(StateKind.ITEM, owner, collection, id), Json.read("{\"id\":\"" + id + "\"}"));
            return true;
        });
    }

    @Test
    void stay_with_their_contract_when_the_documents_are_reordered() {
        write("/shop#Shop", "/pets", "a");
        var control = control();
        control.of(0, "/other", "Other", List.of());
        control.of(1, "/shop", "Shop", List.of());

        assertThat(control.rows(0).read(Items::counts)).isEmpty();
        assertThat(control.rows(1).read(Items::counts)).containsExactly(Map.entry("/pets", 1));
    }

    @Test
    void of_documents_with_the_same_prefix_and_title_are_apart() {
        var control = control();
        control.of(0, "", "Shop", List.of());
        control.of(1, "", "Shop", List.of());
        write("/#Shop#2", "/pets", "a");

        assertThat(control.rows(0).read(Items::counts)).isEmpty();
        assertThat(control.rows(1).read(Items::counts)).containsExactly(Map.entry("/pets", 1));
    }
}
