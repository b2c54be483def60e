package dev.counterpart.mock.stored;

import dev.counterpart.mock.dialect.Offer;
import dev.counterpart.mock.source.AnswerSource;
import dev.counterpart.mock.source.Choice;
import dev.counterpart.mock.source.Documented;
import dev.counterpart.mock.source.DocumentedRefusal;
import dev.counterpart.mock.source.Materials;
import dev.counterpart.mock.source.Question;
import dev.counterpart.mock.source.Target;
import dev.counterpart.mock.state.ItemCollection;
import dev.counterpart.mock.state.ItemCollections;
import dev.counterpart.mock.state.Items;
import dev.counterpart.mock.state.ListQuery;
import dev.counterpart.mock.state.MergePatch;
import dev.counterpart.mock.state.Rows;
import dev.counterpart.mock.store.StateUnavailable;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Problem;
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

    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final int CREATED = 201;
    private static final int UNAVAILABLE = 503;

    private final Materials materials;
    private final Documented documented;
    private final DocumentedRefusal refusals;
    private final List<AnswerSource> bodies;
    private final Rows rows;
    private final ItemCollections collections;
    private final Map<ItemCollection, ItemSchema> schemas = new HashMap<>();
    private final Map<ItemCollection, Map<String, ObjectNode>> seeds = new ConcurrentHashMap<>();

    /**
     * @param refusals make a refusal in the document's words
     * @param bodies sources of a body, for responses that are not about the item
     */
    public StoredItem(Materials materials, DocumentedRefusal refusals, List<AnswerSource> bodies, Rows rows) {
        this.materials = materials;
        this.documented = new Documented(materials);
        this.refusals = refusals;
        this.bodies = bodies;
        this.rows = rows;
        this.collections = ItemCollections.of(materials.contract());
        collections.all().forEach(collection -> schemas.put(collection, new ItemSchema(materials, collection)));
    }

    /** A request, and the collection that it is about. */
    private record Call(Question question, ItemCollection collection, ItemSchema schema, String name, String id) {

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
                || question.target().isPresent()
                || question.preference().dynamic().orElse(false)) {
            return Optional.empty();
        }
        var values = question.facts().route().pathValues();
        var schema = schemas.get(collection.get());
        var call = new Call(
                question,
                collection.get(),
                Objects.requireNonNull(schema),
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
            return Optional.of(unavailable(call, Objects.requireNonNull(unavailable.getMessage())));
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

    private Map<String, ObjectNode> seeds(Call call) {
        return seeds.computeIfAbsent(
                call.collection(), collection -> new Seeds(materials, collection, call.schema()).items());
    }

    private Optional<Choice> read(Call call, Items items) {
        return items.find(call.name(), call.id())
                .map(item -> response(call, item, "the item " + call.id() + " of " + call.name()))
                .orElseGet(() -> Optional.of(missing(call)));
    }

    private Optional<Choice> list(Call call, Items items) {
        var query = new ListQuery(call.question().operation(), call.question().request());
        var matching =
                query.matching(items.all(call.name()).values(), call.schema().properties());
        return made(
                call,
                content -> call.schema().list(content, query.page(matching), matching.size()),
                Headers.none(),
                matching.size() + " items of " + call.name());
    }

    private Optional<Choice> create(Call call, Items items) {
        var sent = call.body();
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        var given = call.schema().isSetByServer()
                ? Optional.<String>empty()
                : call.schema().id(sent.get());
        var conflict = call.question().operation().responseFor(CONFLICT);
        if (given.flatMap(id -> items.find(call.name(), id)).isPresent() && conflict.isPresent()) {
            return Optional.of(refusals.choice(
                    call.question(),
                    Target.refusal(CONFLICT, conflict.get(), call.name() + " already has an item " + given.get()),
                    List.of(CONFLICT)));
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
        boolean mayCreate = call.question().operation().responseFor(CREATED).isPresent()
                && !call.schema().isSetByServer();
        if (before.isEmpty() && !mayCreate) {
            return Optional.of(missing(call));
        }
        return call.body()
                .flatMap(sent -> call.schema()
                        .item(sent, before.orElseGet(JsonNodeFactory.instance::objectNode), idOf(call, before)))
                .flatMap(item -> stored(call, items, item, "replaced"));
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

    /** A JSON Patch (RFC 6902) is a list, which is left to other sources. */
    private Optional<Choice> change(Call call, Items items) {
        var before = items.find(call.name(), call.id());
        if (before.isEmpty()) {
            return Optional.of(missing(call));
        }
        boolean isMerge = call.question()
                .request()
                .contentType()
                .filter(MediaType::isJson)
                .isPresent();
        return call.body()
                .filter(patch -> isMerge)
                .map(patch -> MergePatch.applied(before.get(), patch))
                .flatMap(changed -> call.schema().item(changed, before.get(), idOf(call, before)))
                .flatMap(item -> stored(call, items, item, "changed"));
    }

    private Optional<Choice> remove(Call call, Items items) {
        var before = items.find(call.name(), call.id());
        if (before.isEmpty()) {
            return Optional.of(missing(call));
        }
        items.remove(call.name(), call.id());
        return response(call, before.get(), "the item " + call.id() + " of " + call.name() + " was removed");
    }

    private Optional<Choice> stored(Call call, Items items, ObjectNode item, String what) {
        String id = call.schema().id(item).orElse(call.id());
        var stored = items.put(call.name(), id, item);
        if (stored.isFull()) {
            return Optional.of(outside(507, "Insufficient Storage", stored.bound()));
        }
        return response(call, item, "the item " + id + " of " + call.name() + " was " + what);
    }

    /** The response of the operation with the item; the usual body if the response is not about the item. */
    private Optional<Choice> response(Call call, ObjectNode item, String reason) {
        var headers = call.question().operation().key().method().name().equals("POST")
                ? Headers.of("Location", location(call, item))
                : Headers.none();
        return made(call, content -> call.schema().body(content, item), headers, reason);
    }

    /** Relative, so that it is right behind any prefix and proxy (RFC 9110 §10.2.2). */
    private static String location(Call call, ObjectNode item) {
        String path = call.question().request().path().replaceAll("/$", "");
        return path + "/" + PercentEncoding.encoded(call.schema().id(item).orElse(""));
    }

    private Optional<Choice> made(
            Call call, Function<Schema, Optional<? extends JsonNode>> body, Headers headers, String reason) {
        var usual = Target.usual(call.question().operation());
        if (usual.isEmpty()) {
            return Optional.empty();
        }
        var target = usual.get();
        var offer = documented.offer(call.question(), target);
        if (offer instanceof Offer.Unacceptable) {
            return Optional.of(documented.notAcceptable(call.question(), target));
        }
        if (offer instanceof Offer.Empty empty) {
            return Optional.of(withHeaders(documented.empty(target, empty), headers));
        }
        var content = ((Offer.Body) offer).content();
        var value =
                content.schema().filter(schema -> content.mediaType().isJson()).flatMap(body);
        var choice = value.isPresent()
                ? documented.body(target, content, value.get(), reason)
                : AnswerSource.first(bodies, call.question().about(target));
        return Optional.of(withHeaders(choice, headers));
    }

    private static Choice withHeaders(Choice choice, Headers headers) {
        return choice instanceof Choice.FromDocument document
                        && !headers.fields().isEmpty()
                ? new Choice.FromState(document, headers)
                : choice;
    }

    private Choice missing(Call call) {
        String why = call.name() + " has no item " + call.id();
        return call.question()
                .operation()
                .responseFor(NOT_FOUND)
                .map(declared ->
                        refusals.choice(call.question(), Target.refusal(NOT_FOUND, declared, why), List.of(NOT_FOUND)))
                .orElseGet(() -> outside(NOT_FOUND, "Not Found", why + ", and the contract does not declare 404."));
    }

    private Choice unavailable(Call call, String why) {
        return call.question()
                .operation()
                .responseFor(UNAVAILABLE)
                .map(declared -> refusals.choice(
                        call.question(), Target.refusal(UNAVAILABLE, declared, why), List.of(UNAVAILABLE)))
                .orElseGet(() -> new Choice.OfOurOwn(
                        Problem.of("about:blank", "Service Unavailable", UNAVAILABLE, why)
                                .response()
                                .with("Retry-After", "1"),
                        true,
                        List.of(why)));
    }

    private static Choice outside(int status, String title, String detail) {
        return new Choice.OfOurOwn(
                Problem.of("about:blank", title, status, detail).response(), true, List.of(detail));
    }
}
