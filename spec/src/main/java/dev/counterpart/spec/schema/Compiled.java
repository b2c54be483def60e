package dev.counterpart.spec.schema;

import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.path.PathType;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.format.EcmaPattern;
import dev.counterpart.spec.reference.Discriminator;
import dev.counterpart.spec.reference.References;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** The compiled schemas of one contract. They are compiled in place, on first use. Thread-safe. */
final class Compiled {

    private final References references;
    private final Faults faults;
    private final SchemaRegistry registry;
    private final Dialects dialects;
    private final Discriminators discriminators;
    private final Map<Place, Schema> byPlace = new ConcurrentHashMap<>();

    Compiled(References references, boolean isJsonSchema, Discriminators discriminators) {
        this.references = references;
        this.discriminators = discriminators;
        this.faults = new Faults();
        this.dialects = new Dialects(this, isJsonSchema);
        this.registry = SchemaRegistry.builder()
                .defaultDialectId(dialects.standard().getId())
                .dialectRegistry((id, unused) -> dialects.named(id))
                .schemaCacheEnabled(false)
                .schemaRegistryConfig(SchemaRegistryConfig.builder()
                        .pathType(PathType.JSON_POINTER)
                        .preloadSchema(false)
                        .locale(Locale.ROOT)
                        .regularExpressionFactory(Compiled::expression)
                        .build())
                .build();
    }

    /** A pattern that does not compile matches nothing. It is recorded as a fault. */
    private static com.networknt.schema.regex.RegularExpression expression(String source) {
        var pattern = EcmaPattern.compile(source);
        return text -> pattern.isPresent() && found(pattern.get(), text);
    }

    static boolean found(EcmaPattern pattern, String text) {
        return pattern.search(text).orElseThrow(() -> Assertions.tooLong(pattern));
    }

    References references() {
        return references;
    }

    /** Whether a value must match the schema that it names. */
    boolean discriminates() {
        return discriminators == Discriminators.DECIDE;
    }

    /** The discriminator of that schema, if it has a valid one and discriminators are not ignored. */
    Optional<Discriminator> discriminator(JsonNode schemaNode, Place schema) {
        return discriminators == Discriminators.IGNORED
                ? Optional.empty()
                : Discriminator.of(schemaNode, schema, references);
    }

    Faults faults() {
        return faults;
    }

    /** The schema at that place; empty if there is no schema. */
    Optional<Schema> at(Place place) {
        var known = byPlace.get(place);
        return known != null ? Optional.of(known) : at(place, references.at(place));
    }

    /** The schema at that place, with that node. */
    @SuppressWarnings("ReferenceEquality")
    Optional<Schema> at(Place place, JsonNode node) {
        var known = byPlace.get(place);
        if (known != null && known.getSchemaNode() == node) {
            return Optional.of(known);
        }
        if (!node.isObject() && !node.isBoolean()) {
            return Optional.empty();
        }
        try {
            var dialect = references.dialect(place).map(dialects::named).orElse(dialects.standard());
            var context = new LenientContext(dialect, registry);
            var schema = registry.create(context, location(place), node, null);
            byPlace.putIfAbsent(place, schema);
            return Optional.of(schema);
        } catch (SchemaException notCompilable) {
            faults.note(place, String.valueOf(notCompilable.getMessage()));
            return Optional.empty();
        }
    }

    private SchemaLocation location(Place place) {
        var path = new NodePath(PathType.JSON_POINTER);
        var node = references.at(Place.root(place.document()));
        for (var rest = place.pointer(); !rest.matches(); rest = rest.tail()) {
            if (node.isArray()) {
                path = path.append(rest.getMatchingIndex());
                node = node.path(rest.getMatchingIndex());
            } else {
                path = path.append(rest.getMatchingProperty());
                node = node.path(rest.getMatchingProperty());
            }
        }
        return new SchemaLocation(AbsoluteIri.of(place.document().toString()), path);
    }

    static Place place(SchemaLocation location) {
        return new Place(URI.create(location.getAbsoluteIri().toString()), pointer(location.getFragment()));
    }

    static JsonPointer pointer(NodePath path) {
        var names = new ArrayDeque<String>();
        for (var step = path; step != null && step.getElement(-1) != null; step = step.getParent()) {
            names.addFirst(step.getElement(-1).toString());
        }
        var text = new StringBuilder();
        names.forEach(name -> text.append('/').append(Place.escaped(name)));
        return JsonPointer.compile(text.toString());
    }

    /** Treats a node that is not a schema as an empty schema, and records it as a fault. */
    private final class LenientContext extends SchemaContext {

        LenientContext(com.networknt.schema.dialect.Dialect dialect, SchemaRegistry registry) {
            super(dialect, registry);
        }

        @Override
        public Schema newSchema(SchemaLocation location, JsonNode node, Schema parent) {
            if (node.isObject() || node.isBoolean()) {
                return super.newSchema(location, node, parent);
            }
            faults.note(place(location), Assertions.noSchema(node));
            return super.newSchema(location, tools.jackson.databind.node.BooleanNode.TRUE, parent);
        }
    }
}
