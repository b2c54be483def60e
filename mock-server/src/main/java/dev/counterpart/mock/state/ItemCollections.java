package dev.counterpart.mock.state;

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

    private ItemCollections(Contract contract) {
        this.contract = contract;
        this.subschemas = new Subschemas(contract.documents());
    }

    public static ItemCollections of(Contract contract) {
        var collections = new ItemCollections(contract);
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

    private void read(String path) {
        var matcher = ITEM.matcher(path);
        if (!matcher.matches()) {
            return;
        }
        var operations = new ArrayList<>(operations(matcher.group(1), OF_COLLECTIONS));
        var ofItems = operations(path, OF_ITEMS);
        if (operations.isEmpty() || ofItems.isEmpty()) {
            return;
        }
        operations.addAll(ofItems);
        var item = item(ofItems, operations);
        var id = item.flatMap(schema -> id(schema, matcher.group(2)));
        if (id.isPresent()) {
            var collection = new ItemCollection(
                    matcher.group(1), matcher.group(2), id.get(), item.get(), envelope(operations), operations);
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
    private Optional<Schema> item(List<Operation> ofItems, List<Operation> all) {
        return ofItems.stream()
                .filter(operation -> !operation.key().method().equals(Method.DELETE))
                .flatMap(operation -> success(operation).stream())
                .filter(schema -> !subschemas.properties(Set.of(schema.place())).isEmpty())
                .findFirst()
                .or(() -> all.stream()
                        .filter(operation -> operation.key().method().equals(Method.GET))
                        .flatMap(operation -> success(operation).stream())
                        .flatMap(schema -> listItems(schema).stream())
                        .findFirst());
    }

    private Optional<Schema> listItems(Schema list) {
        var direct = subschemas.items(Set.of(list.place()));
        var inside = direct.isEmpty()
                ? envelope(list)
                        .map(name -> subschemas.items(
                                subschemas.properties(Set.of(list.place())).getOrDefault(name, Set.of())))
                        .orElse(Set.of())
                : direct;
        return inside.stream().map(contract::schema).findFirst();
    }

    /** The schema of the lowest 2xx response in JSON. */
    public static Optional<Schema> success(Operation operation) {
        return operation.responses().stream()
                .filter(response -> response.status().text().startsWith("2"))
                .map(DeclaredResponse::content)
                .flatMap(List::stream)
                .filter(content -> content.mediaType().isJson())
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
