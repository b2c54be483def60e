package dev.counterpart.mock.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.StagedAnswer;
import dev.counterpart.mock.control.Control;
import dev.counterpart.mock.store.StateKey;
import dev.counterpart.mock.store.StateKind;
import dev.counterpart.mock.store.StateStore;
import dev.counterpart.mock.store.StateView;
import dev.counterpart.spec.Json;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The items of a contract in the store of an earlier version, which named contracts by their position. */
class RowsTest {

    private final StateStore store = StateStore.inMemory();

    private Control control() {
        return new Control(store, InstantSource.system(), subject -> {}, (answer, operation) -> StagedAnswer.NOTHING);
    }

    private Set<String> ids(Function<StateView, Set<String>> reader) {
        return store.read(reader);
    }

    private void write(String owner, String collection, String id) {
        store.change(state -> {
            state.put(new StateKey(StateKind.COLLECTION, owner, collection, ""), Json.read("{}"));
            state.put(new StateKey(StateKind.ITEM, owner, collection, id), Json.read("{\"id\":\"" + id + "\"}"));
            return true;
        });
    }

    @Test
    void are_taken_over_once() {
        write("0", "/pets", "a");
        var control = control();
        control.of(0, "/shop", "Shop", List.of());

        assertThat(control.rows(0).read(Items::counts)).containsExactly(Map.entry("/pets", 1));
        assertThat(ids(state -> state.groups(StateKind.ITEM, "0"))).isEmpty();

        var again = control();
        again.of(0, "/other", "Other", List.of());
        again.of(1, "/shop", "Shop", List.of());
        assertThat(again.rows(0).read(Items::counts)).isEmpty();
        assertThat(again.rows(1).read(Items::counts)).containsExactly(Map.entry("/pets", 1));
    }

    @Test
    void stay_where_they_are_if_the_contract_has_items_of_its_own() {
        write("0", "/pets", "a");
        write("/shop#Shop", "/pets", "b");
        var control = control();
        control.of(0, "/shop", "Shop", List.of());

        assertThat(ids(state -> state.all(StateKind.ITEM, "/shop#Shop", "/pets").keySet()))
                .containsExactly("b");
        assertThat(control.rows(0).read(Items::counts)).containsExactly(Map.entry("/pets", 1));
        assertThat(ids(state -> state.groups(StateKind.ITEM, "0"))).containsExactly("/pets");
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
