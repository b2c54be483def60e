package dev.counterpart.spec.validate;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.decode.BodyDecoder;
import dev.counterpart.spec.decode.Decoded;
import dev.counterpart.spec.decode.ItemSplitter;
import dev.counterpart.spec.decode.Shape;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.format.BoundedSearch;
import dev.counterpart.spec.http.BodyFormat;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.reference.Subschemas;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Validates the items of a response's sequence while it arrives, each when it is complete: by {@code itemSchema}, by the items of an array
 * schema, or by the schema itself. What only the whole shows ({@code minItems}, {@code uniqueItems}) is not validated.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.2.0.html#sequential-media-types">OpenAPI 3.2.0, Sequential Media Types</a>
 */
public final class StreamValidator {

    /** Further violations are counted, not kept. */
    private static final int MOST_KEPT = 100;

    private final Documents documents;
    private final Subschemas subschemas;
    private final BodyDecoder bodies;
    private final WriteOnly writeOnly;
    private final ContentStrings strings;
    private final Values values;
    private final PartValidator parts;
    private final MediaType type;
    private final Content content;
    private final int largest;
    private final List<Violation> found = new ArrayList<>();
    private final ItemSplitter splitter;
    private int items;
    private int unseen;
    private int unkept;

    /**
     * A validator of one body.
     *
     * @param type of the message, with its parameters
     * @param largest maximum size of an item in bytes; larger items are not validated
     * @return empty if the body is not a sequence, or its schema describes the text as a whole
     */
    public static Optional<StreamValidator> of(
            Contract contract, SchemaValidator schemas, MediaType type, Content content, int largest) {
        boolean isText = content.itemSchema().isEmpty()
                && content.schema()
                        .map(schema -> Shape.of(contract.documents(), schema))
                        .filter(shape -> shape.declares("string") && !shape.isArray() && !shape.isObject())
                        .isPresent();
        boolean isSequence = ItemSplitter.of(type, 0, unit -> {}).isPresent();
        return isText || !isSequence
                ? Optional.empty()
                : Optional.of(new StreamValidator(contract, schemas, type, content, largest));
    }

    private StreamValidator(Contract contract, SchemaValidator schemas, MediaType type, Content content, int largest) {
        this.documents = contract.documents();
        this.subschemas = new Subschemas(documents);
        this.bodies = new BodyDecoder(documents);
        this.writeOnly = new WriteOnly(documents);
        this.strings = new ContentStrings(contract, schemas);
        this.values = new Values(documents, schemas);
        this.parts = new PartValidator(contract, schemas, Part.RESPONSE_BODY, Direction.RESPONSE);
        this.type = type;
        this.content = content;
        this.largest = largest;
        this.splitter = ItemSplitter.of(type, largest, this::unit).orElseThrow();
    }

    /** Takes the next bytes of the body. */
    public void add(byte[] bytes, int from, int count) {
        splitter.add(bytes, from, count);
    }

    /** The body has ended. */
    public void end() {
        splitter.end();
    }

    /** The number of items so far. */
    public int items() {
        return items;
    }

    /** The violations so far, each at the index of its item. */
    public List<Violation> violations() {
        return List.copyOf(found);
    }

    /** What is not among the violations: items that were too large, and violations beyond the limit. */
    public List<String> remarks() {
        var remarks = new ArrayList<String>();
        if (unseen > 0) {
            remarks.add(
                    "%d of %d items are larger than %d bytes and were not validated".formatted(unseen, items, largest));
        }
        if (unkept > 0) {
            remarks.add("%d more violations of items are not listed".formatted(unkept));
        }
        return remarks;
    }

    private void unit(ItemSplitter.Unit unit) {
        if (!unit.isWhole()) {
            items++;
            unseen++;
            return;
        }
        if (new String(unit.bytes(), StandardCharsets.ISO_8859_1).isBlank() && !isMultipart()) {
            return;
        }
        if (isMultipart()) {
            keep(parts.violations(wrapped(unit.bytes()), type, content, items));
        }
        var decoded = decoded(unit.bytes());
        if (decoded instanceof Decoded.Malformed malformed) {
            malformed(malformed);
        } else if (decoded instanceof Decoded.Sequence sequence) {
            sequence.items().forEach(this::item);
        } else if (decoded instanceof Decoded.Value value) {
            item(value);
        }
    }

    private void malformed(Decoded.Malformed malformed) {
        keep(List.of(Violation.of(
                        MessageRules.RESPONSE_BODY_SYNTAX,
                        new Spot(Part.RESPONSE_BODY, index()),
                        malformed.reason(),
                        malformed.actual())
                .declaredAt(documents.location(content.place()))));
        items++;
    }

    /** One item: lines and records are JSON; an event or a part is the only one of its sequence. */
    private Decoded decoded(byte[] bytes) {
        var format = BodyFormat.of(type);
        var schema = schemas().stream().findFirst();
        var single = new Content(
                content.key(), content.mediaType(), schema, List.of(), content.encodings(), content.place());
        if (format == BodyFormat.JSON_LINES || format == BodyFormat.JSON_SEQUENCE) {
            return bodies.decoded(bytes, new MediaType("application", "json", Map.of()), single);
        }
        var sequence = new Content(
                content.key(),
                content.mediaType(),
                Optional.empty(),
                List.of(),
                content.encodings(),
                content.positions(),
                schema.or(() -> Optional.of(new Schema(content.place(), JsonNodeFactory.instance.booleanNode(true)))),
                content.place());
        return bodies.decoded(isMultipart() ? wrapped(bytes) : bytes, type, sequence);
    }

    private boolean isMultipart() {
        return BodyFormat.of(type) == BodyFormat.MULTIPART;
    }

    /** A body with this part alone. */
    private byte[] wrapped(byte[] part) {
        String delimiter = "--" + type.parameter("boundary").orElseThrow();
        var body = new ByteArrayOutputStream();
        body.writeBytes((delimiter + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        body.writeBytes(part);
        body.writeBytes((delimiter + "--\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return body.toByteArray();
    }

    private void item(Decoded.Value value) {
        var at = index();
        for (var schema : schemas()) {
            keep(BoundedSearch.together(
                    () -> values.violations(Part.RESPONSE_BODY, () -> at, schema, value, Direction.RESPONSE)));
            keep(writeOnly.violations(schema, value.first(), at));
            keep(strings.violations(Part.RESPONSE_BODY, schema, value.first(), at, Direction.RESPONSE));
        }
        items++;
    }

    private JsonPointer index() {
        return JsonPointer.empty().appendIndex(items);
    }

    /** The schemas of the next item. */
    private List<Schema> schemas() {
        if (content.itemSchema().isPresent()) {
            return List.of(content.itemSchema().get());
        }
        if (content.schema().isEmpty()) {
            return List.of();
        }
        var schema = content.schema().get();
        if (!Shape.of(documents, schema).isArray()) {
            return List.of(schema);
        }
        var whole = subschemas.certain(Set.of(schema.place()));
        return subschemas.element(whole, items).stream()
                .map(place -> new Schema(place, documents.at(place)))
                .toList();
    }

    private void keep(List<Violation> violations) {
        for (var violation : violations) {
            if (found.size() < MOST_KEPT) {
                found.add(violation);
            } else {
                unkept++;
            }
        }
    }
}
