package dev.counterpart.mock.state;

import dev.counterpart.fixtures.StateRules;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.OperationKey;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.reference.Subschemas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises the collections of a contract: a path with GET or POST, and the same path with one more segment, a variable, with GET, PUT,
 * PATCH or DELETE. The items are JSON objects with a property that has the value of the variable: named like it, {@code id}, or the
 * last word of it.
 *
 * <p>Immutable.
 */
public final class ItemCollections {

    private static final Pattern ITEM = Pattern.compile("(/.+)/\\{([^{}/]+)}");
    private static final Set<Method> OF_ITEMS = Set.of(Method.GET, Method.PUT, Method.PATCH, Method.DELETE);
    private static final Set<Method> OF_COLLECTIONS = Set.of(Method.GET, Method.POST);

    private final Map<OperationKey, ItemCollection> byOperation = new HashMap<>();
    private final List<ItemCollection> all = new ArrayList<>();
    private final Contract contract;
    private final Subschemas subschemas;

    private final StateRules rules;

    private ItemCollections(Contract contract, StateRules rules) {
        this.contract = contract;
        this.rules = rules;
        this.subschemas = new Subschemas(contract.documents());
    }

    /** @param rules what people have said about them */
    public static ItemCollections of(Contract contract, StateRules rules) {
        var collections = new ItemCollections(contract, rules);
        rules.collections().stream()
                .filter(collection -> collection.isKept() && collection.item().isPresent())
                .forEach(collection ->
                        collections.read(collection.path(), collection.item().orElseThrow()));
        contract.operations().stream()
                .map(operation -> operation.key().path())
                .distinct()
                .forEach(collections::read);
        return collections;
    }

    /** The collection that an operation is about. */
    public Optional<ItemCollection> of(Operation operation) {
        return Optional.ofNullable(byOperation.get(operation.key()));
    }

    public List<ItemCollection> all() {
        return List.copyOf(all);
    }

    private void read(String itemPath) {
        var matcher = ITEM.matcher(itemPath);
        if (matcher.matches()) {
            var said = rules.of(matcher.group(1));
            boolean isSaid = said.filter(collection ->
                            !collection.isKept() || collection.item().isPresent())
                    .isPresent();
            if (!isSaid) {
                read(matcher.group(1), itemPath);
            }
        }
    }

    private void read(String path, String itemPath) {
        String variable = OperationKey.nameOf(itemPath.replaceAll(".*\\{|}$", ""));
        var said = rules.of(path).orElseGet(() -> StateRules.Collection.of(path));
        var operations = new ArrayList<>(operations(path, OF_COLLECTIONS));
        var ofItems = operations(itemPath, OF_ITEMS);
        if (operations.isEmpty() || ofItems.isEmpty()) {
            return;
        }
        operations.addAll(ofItems);
        var envelope = said.list()
                .filter(name -> !name.isEmpty())
                .or(() -> said.list().map(none -> Optional.<String>empty()).orElseGet(() -> envelope(operations)));
        var item = item(ofItems, operations, said.list());
        var id = item.flatMap(schema -> said.id().or(() -> id(schema, variable)));
        if (id.isPresent()) {
            var collection =
                    new ItemCollection(path, variable, id.get(), item.get(), envelope, operations, itemPath, said);
            all.add(collection);
            operations.forEach(operation -> byOperation.put(operation.key(), collection));
        }
    }

    private List<Operation> operations(String path, Set<Method> methods) {
        return contract.operations().stream()
                .filter(operation -> operation.key().path().equals(path))
                .filter(operation -> methods.contains(operation.key().method()))
                .toList();
    }

    /** The schema of a successful JSON response of the item; without one, that of the items in the list. */
    private Optional<Schema> item(List<Operation> ofItems, List<Operation> all, Optional<String> list) {
        return ofItems.stream()
                .filter(operation -> !operation.key().method().equals(Method.DELETE))
                .flatMap(operation -> success(operation).stream())
                .filter(schema -> !subschemas.properties(Set.of(schema.place())).isEmpty())
                .findFirst()
                .or(() -> all.stream()
                        .filter(operation -> operation.key().method().equals(Method.GET))
                        .flatMap(operation -> success(operation).stream())
                        .flatMap(schema -> listItems(schema, list).stream())
                        .findFirst());
    }

    private Optional<Schema> listItems(Schema response, Optional<String> list) {
        var places = Set.of(response.place());
        var direct = subschemas.items(places);
        var name = list.or(() -> direct.isEmpty() ? envelope(response) : Optional.empty());
        var inside = name.filter(text -> !text.isEmpty())
                .map(text -> subschemas.items(nested(places, text)))
                .orElse(direct);
        return inside.stream().map(contract::schema).findFirst();
    }

    private Set<Place> nested(Set<Place> schemas, String property) {
        var found = schemas;
        for (String name : property.split("/", -1)) {
            found = subschemas.properties(found).getOrDefault(name, Set.of());
        }
        return found;
    }

    /** The schema of the lowest 2xx response in JSON. */
    public static Optional<Schema> success(Operation operation) {
        return operation.responses().stream()
                .filter(response -> response.status().isSuccess())
                .map(DeclaredResponse::content)
                .flatMap(List::stream)
                .filter(Content::canBeJson)
                .flatMap((Content content) -> content.schema().stream())
                .findFirst();
    }

    private Optional<String> id(Schema item, String variable) {
        var names = subschemas.properties(Set.of(item.place())).keySet();
        String word = variable.replaceAll("^.*[_-]|^.*(?=[A-Z][^A-Z]*$)", "").toLowerCase(Locale.ROOT);
        return List.of(variable, "id", word, "_id").stream()
                .filter(names::contains)
                .findFirst();
    }

    private Optional<String> envelope(List<Operation> operations) {
        return operations.stream()
                .filter(operation -> operation.key().method().equals(Method.GET))
                .findFirst()
                .flatMap(ItemCollections::success)
                .filter(list -> subschemas.items(Set.of(list.place())).isEmpty())
                .flatMap(this::envelope);
    }

    /** The only property that is a list of objects. */
    private Optional<String> envelope(Schema list) {
        var lists = new ArrayList<String>();
        subschemas.properties(Set.of(list.place())).forEach((name, schemas) -> {
            Set<Place> items = subschemas.items(schemas);
            if (!items.isEmpty() && !subschemas.properties(items).isEmpty()) {
                lists.add(name);
            }
        });
        return lists.size() == 1 ? Optional.of(lists.get(0)) : Optional.empty();
    }
}
