package dev.counterpart.mock.stored;

import dev.counterpart.mock.dialect.Offer;
import dev.counterpart.mock.source.AnswerSource;
import dev.counterpart.mock.source.Choice;
import dev.counterpart.mock.source.ChosenResponse;
import dev.counterpart.mock.source.Documented;
import dev.counterpart.mock.source.DocumentedRefusal;
import dev.counterpart.mock.source.Materials;
import dev.counterpart.mock.source.Question;
import dev.counterpart.mock.state.ItemCollection;
import dev.counterpart.mock.state.ItemCollections;
import dev.counterpart.mock.state.Items;
import dev.counterpart.mock.state.JsonPatch;
import dev.counterpart.mock.state.ListQuery;
import dev.counterpart.mock.state.MergePatch;
import dev.counterpart.mock.state.Rows;
import dev.counterpart.mock.store.StateUnavailable;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers with the items of collections, which requests create, replace, change and remove. What cannot be answered validly in this way is
 * left to the sources that follow.
 */
public final class StoredItem implements AnswerSource {

    private static final int CREATED = 201;
    private static final int NOT_MODIFIED = 304;
    private static final String JSON_PATCH = "json-patch+json";

    private final Materials materials;
    private final Documented documented;
    private final ItemRefusals refusals;
    private final List<AnswerSource> bodies;
    private final Rows rows;
    private final ItemCollections collections;
    private final Map<ItemCollection, ItemSchema> schemas = new HashMap<>();
    private final Map<ItemCollection, EntityTags> tags = new HashMap<>();
    private final Map<ItemCollection, Map<String, ObjectNode>> seeds = new ConcurrentHashMap<>();

    /**
     * @param refusals make a refusal in the document's words
     * @param bodies sources of a body, for responses that are not about the item
     */
    public StoredItem(Materials materials, DocumentedRefusal refusals, List<AnswerSource> bodies, Rows rows) {
        this.materials = materials;
        this.documented = new Documented(materials);
        this.refusals = new ItemRefusals(refusals);
        this.bodies = bodies;
        this.rows = rows;
        this.collections =
                ItemCollections.of(materials.contract(), materials.fixtures().state());
        collections.all().forEach(collection -> {
            schemas.put(collection, new ItemSchema(materials, collection));
            tags.put(collection, new EntityTags(materials, collection));
        });
    }

    /** A request, and the collection that it is about. */
    private record Call(
            Question question, ItemCollection collection, ItemSchema schema, EntityTags tags, String name, String id) {

        boolean changes() {
            return !question.operation().key().method().equals(Method.GET);
        }

        /** No body is an object without members; anything else than an object is not an item. */
        Optional<ObjectNode> body() {
            if (!question.request().hasBody()) {
                return Optional.of(JsonNodeFactory.instance.objectNode());
            }
            return question.facts().body() instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        }

        boolean isOfItem() {
            return collection.isOfItem(question.operation());
        }
    }

    @Override
    public Optional<Choice> answer(Question question) {
        var collection = collections.of(question.operation());
        if (collection.isEmpty()
                || question.chosen().isPresent()
                || question.preference().dynamic().orElse(false)) {
            return Optional.empty();
        }
        var values = question.facts().route().pathValues();
        var call = new Call(
                question,
                collection.get(),
                Objects.requireNonNull(schemas.get(collection.get())),
                Objects.requireNonNull(tags.get(collection.get())),
                collection.get().name(values),
                values.getOrDefault(collection.get().variable(), ""));
        return call.changes() ? changing(call) : reading(call);
    }

    /** What cannot be stored is never acknowledged. */
    private Optional<Choice> changing(Call call) {
        try {
            return rows.change(items -> {
                items.begin(call.name(), seeds(call));
                return switch (call.question().operation().key().method().name()) {
                    case "POST" -> create(call, items);
                    case "PUT" -> replace(call, items);
                    case "PATCH" -> change(call, items);
                    case "DELETE" -> remove(call, items);
                    default -> Optional.empty();
                };
            });
        } catch (StateUnavailable unavailable) {
            return Optional.of(refusals.unavailable(call.question(), Objects.requireNonNull(unavailable.getMessage())));
        }
    }

    private Optional<Choice> reading(Call call) {
        var seeds = seeds(call);
        if (!seeds.isEmpty() && !rows.read(items -> items.isBegun(call.name())) && !begun(call, seeds)) {
            return Optional.empty();
        }
        return rows.read(items -> call.isOfItem() ? read(call, items) : list(call, items));
    }

    /** Fills a collection that is used for the first time; returns whether that was possible. */
    private boolean begun(Call call, Map<String, ObjectNode> seeds) {
        try {
            return rows.change(items -> {
                items.begin(call.name(), seeds);
                return items.isBegun(call.name());
            });
        } catch (StateUnavailable unavailable) {
            return false;
        }
    }

    /** The items that a collection begins with, by id: those of its fixtures and examples. */
    public static Map<String, ObjectNode> seeds(Materials materials, ItemCollection collection) {
        return new Seeds(materials, collection, new ItemSchema(materials, collection)).items();
    }

    private Map<String, ObjectNode> seeds(Call call) {
        return seeds.computeIfAbsent(
                call.collection(), collection -> new Seeds(materials, collection, call.schema()).items());
    }

    private Optional<Choice> read(Call call, Items items) {
        var item = items.find(call.name(), call.id());
        return item.isEmpty()
                ? missing(call, items)
                : condition(call, item)
                        .or(() -> response(call, item.get(), "the item " + call.id() + " of " + call.name()));
    }

    private Optional<Choice> list(Call call, Items items) {
        var query = new ListQuery(
                call.question().operation(),
                call.question().request(),
                call.collection().rules());
        var matching =
                query.matching(items.all(call.name()).values(), call.schema().properties());
        var page = query.page(matching);
        var representation = JsonNodeFactory.instance.arrayNode().addAll(page).add(matching.size());
        return condition(call, Optional.of(representation))
                .or(() -> made(
                        call,
                        content -> call.schema().list(content, page, matching.size()),
                        Headers.none(),
                        Optional.of(representation),
                        matching.size() + " items of " + call.name()));
    }

    /** The answer to a request whose conditions do not hold for what is there now (RFC 9110 §13.2.2). */
    private Optional<Choice> condition(Call call, Optional<? extends JsonNode> current) {
        var question = call.question();
        if (call.tags().failsMatch(question.request(), current)) {
            return Optional.of(
                    refusals.refusal(question, "If-Match names another version", ItemRefusals.PRECONDITION_FAILED));
        }
        if (!call.tags().failsNoneMatch(question.request(), current)) {
            return Optional.empty();
        }
        if (call.changes()) {
            return Optional.of(
                    refusals.refusal(question, "If-None-Match names what is there", ItemRefusals.PRECONDITION_FAILED));
        }
        return Optional.of(notModified(question, call.tags().tag(current.orElseThrow())));
    }

    private static Choice notModified(Question question, String tag) {
        boolean isDeclared = question.operation().responseFor(NOT_MODIFIED).isPresent();
        var response = Response.of(NOT_MODIFIED).with("ETag", tag);
        return new Choice.OfOurOwn(
                response, !isDeclared, List.of("If-None-Match names the version that the client has"));
    }

    private Optional<Choice> create(Call call, Items items) {
        var sent = call.body();
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        var given = call.schema().isSetByServer()
                ? Optional.<String>empty()
                : call.schema().id(sent.get());
        var conflict = call.question().operation().responseFor(ItemRefusals.CONFLICT);
        if (given.flatMap(id -> items.find(call.name(), id)).isPresent() && conflict.isPresent()) {
            return Optional.of(refusals.refusal(
                    call.question(), call.name() + " already has an item " + given.get(), ItemRefusals.CONFLICT));
        }
        JsonNode id = given.isPresent()
                ? sent.get().get(call.collection().id())
                : call.schema().newId(call.name(), items);
        return call.schema()
                .item(sent.get(), JsonNodeFactory.instance.objectNode(), id)
                .flatMap(item -> stored(call, items, item, "created"));
    }

    private Optional<Choice> replace(Call call, Items items) {
        var before = items.find(call.name(), call.id());
        var operation = call.question().operation();
        boolean mayCreate = operation.responseFor(ItemRefusals.NOT_FOUND).isEmpty()
                || (operation.responseFor(CREATED).isPresent() && !call.schema().isSetByServer());
        if (before.isEmpty() && !mayCreate) {
            return missing(call, items);
        }
        return condition(call, before)
                .or(() -> call.body()
                        .flatMap(sent -> call.schema()
                                .item(sent, before.orElseGet(JsonNodeFactory.instance::objectNode), idOf(call, before)))
                        .flatMap(item -> stored(call, items, item, "replaced")));
    }

    /** In JSON, the id is what the path says, in the type of the property. */
    private static JsonNode idOf(Call call, Optional<ObjectNode> before) {
        if (before.isPresent()) {
            return before.get().get(call.collection().id());
        }
        var sent = call.body().map(body -> body.path(call.collection().id())).filter(JsonNode::isValueNode);
        return sent.filter(id -> id.asString("").equals(call.id()))
                .orElseGet(() -> JsonNodeFactory.instance.stringNode(call.id()));
    }

    private Optional<Choice> change(Call call, Items items) {
        var before = items.find(call.name(), call.id());
        if (before.isEmpty()) {
            return missing(call, items);
        }
        return condition(call, before).or(() -> patched(call, items, before.get()));
    }

    /** Other media types than those of JSON Merge Patch and JSON Patch are left to other sources. */
    private Optional<Choice> patched(Call call, Items items, ObjectNode before) {
        var type = call.question().request().contentType().filter(MediaType::isJson);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        if (!type.get().subtype().equals(JSON_PATCH)) {
            return call.body().flatMap(patch -> changed(call, items, before, MergePatch.applied(before, patch)));
        }
        return jsonPatched(call, items, before);
    }

    private Optional<Choice> jsonPatched(Call call, Items items, ObjectNode before) {
        var result = JsonPatch.applied(before, call.question().facts().body());
        if (result instanceof JsonPatch.Result.Patched patched) {
            return changed(call, items, before, patched.value())
                    .or(() -> Optional.of(refusals.refusal(
                            call.question(),
                            "the result of the patch is invalid",
                            ItemRefusals.UNPROCESSABLE,
                            ItemRefusals.BAD_REQUEST)));
        }
        return Optional.of(refused(call, result));
    }

    /** The statuses that RFC 5789 §2.2 names, and those that documents often have instead. */
    private Choice refused(Call call, JsonPatch.Result result) {
        if (result instanceof JsonPatch.Result.Malformed malformed) {
            return refusals.refusal(
                    call.question(), malformed.reason(), ItemRefusals.BAD_REQUEST, ItemRefusals.UNPROCESSABLE);
        }
        if (result instanceof JsonPatch.Result.Untrue untrue) {
            return refusals.refusal(
                    call.question(),
                    untrue.reason(),
                    ItemRefusals.CONFLICT,
                    ItemRefusals.UNPROCESSABLE,
                    ItemRefusals.BAD_REQUEST);
        }
        return refusals.refusal(
                call.question(),
                ((JsonPatch.Result.Impossible) result).reason(),
                ItemRefusals.UNPROCESSABLE,
                ItemRefusals.CONFLICT,
                ItemRefusals.BAD_REQUEST);
    }

    private Optional<Choice> changed(Call call, Items items, ObjectNode before, ObjectNode after) {
        return call.schema()
                .item(after, before, idOf(call, Optional.of(before)))
                .flatMap(item -> stored(call, items, item, "changed"));
    }

    private Optional<Choice> remove(Call call, Items items) {
        var before = items.find(call.name(), call.id());
        if (before.isEmpty()) {
            return missing(call, items);
        }
        return condition(call, before).or(() -> {
            items.remove(call.name(), call.id());
            return response(call, before.get(), "the item " + call.id() + " of " + call.name() + " was removed");
        });
    }

    private Optional<Choice> stored(Call call, Items items, ObjectNode item, String what) {
        String id = call.schema().id(item).orElse(call.id());
        var repeated = repeated(call, items, id, item);
        if (repeated.isPresent()) {
            return Optional.of(refusals.refusal(
                    call.question(),
                    "another item of " + call.name() + " has this " + repeated.get(),
                    ItemRefusals.CONFLICT));
        }
        var stored = items.put(call.name(), id, item);
        if (stored.isFull()) {
            return Optional.of(refusals.outside(ItemRefusals.FULL, stored.bound()));
        }
        return response(call, item, "the item " + id + " of " + call.name() + " was " + what);
    }

    /** A unique property whose value another item has, where the document declares 409. */
    private static Optional<String> repeated(Call call, Items items, String id, ObjectNode item) {
        var unique = call.collection().rules().unique();
        boolean isDeclared =
                call.question().operation().responseFor(ItemRefusals.CONFLICT).isPresent();
        if (unique.isEmpty() || !isDeclared) {
            return Optional.empty();
        }
        var others = new HashMap<>(items.all(call.name()));
        others.remove(id);
        return unique.stream()
                .filter(name -> item.has(name)
                        && others.values().stream()
                                .anyMatch(other -> item.get(name).equals(other.get(name))))
                .findFirst();
    }

    /** The response of the operation with the item; the usual body if the response is not about the item. */
    private Optional<Choice> response(Call call, ObjectNode item, String reason) {
        var headers = call.question().operation().key().method().name().equals("POST")
                ? Headers.of("Location", location(call, item))
                : Headers.none();
        return made(call, content -> call.schema().body(content, item), headers, Optional.of(item), reason);
    }

    /** Relative, so that it is right behind any prefix and proxy (RFC 9110 §10.2.2). */
    private static String location(Call call, ObjectNode item) {
        return call.collection()
                .pathOf(
                        call.schema().id(item).orElse(""),
                        call.question().request().path(),
                        call.question().facts().route().pathValues());
    }

    private Optional<Choice> made(
            Call call,
            Function<Schema, Optional<? extends JsonNode>> body,
            Headers headers,
            Optional<? extends JsonNode> representation,
            String reason) {
        var usual = ChosenResponse.usual(call.question().operation());
        if (usual.isEmpty()) {
            return Optional.empty();
        }
        var chosen = usual.get();
        var tag = call.tags().header(chosen.declared(), representation);
        var all = tag.map(value -> headers.and("ETag", value)).orElse(headers);
        var offer = documented.offer(call.question(), chosen);
        if (offer instanceof Offer.Unacceptable) {
            return Optional.of(documented.notAcceptable(call.question(), chosen));
        }
        if (offer instanceof Offer.Empty empty) {
            return Optional.of(withHeaders(documented.empty(chosen, empty), all));
        }
        var content = ((Offer.Body) offer).content();
        var value = content.schema().filter(schema -> content.canBeJson()).flatMap(body);
        var choice = value.isPresent()
                ? documented.body(chosen, content, value.get(), reason)
                : AnswerSource.first(bodies, call.question().about(chosen));
        return Optional.of(withHeaders(choice, all));
    }

    private static Choice withHeaders(Choice choice, Headers headers) {
        return choice instanceof Choice.FromDocument document
                        && !headers.fields().isEmpty()
                ? new Choice.FromState(document, headers)
                : choice;
    }

    /**
     * An item that is not there. Where the document does not declare 404, only an item that was removed gets one; the others are left to
     * the other sources, and so is a repeated DELETE.
     */
    private Optional<Choice> missing(Call call, Items items) {
        var operation = call.question().operation();
        boolean isDeclared = operation.responseFor(ItemRefusals.NOT_FOUND).isPresent();
        boolean isGone = items.wasRemoved(call.name(), call.id())
                && !operation.key().method().equals(Method.DELETE);
        return isDeclared || isGone
                ? Optional.of(refusals.refusal(
                        call.question(), call.name() + " has no item " + call.id(), ItemRefusals.NOT_FOUND))
                : Optional.empty();
    }
}
