package dev.counterpart.spec.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.keyword.FormatKeyword;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.KeywordType;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.keyword.NonValidationKeyword;
import dev.counterpart.spec.document.Place;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The dialects of schemas: their keywords and implementations. Thread-safe.
 *
 * <p>Most applicators are the library's. References, alternatives and all assertions are ours. A keyword with an
 * invalid value is recorded as a fault and ignored.
 */
final class Dialects {

    private static final String OPENAPI_30 = "https://spec.openapis.org/oas/3.0/dialect";
    private static final String JSON_SCHEMA = "https://json-schema.org/draft/2020-12/schema";
    private static final String VALIDATION = "https://json-schema.org/draft/2020-12/vocab/validation";

    /** We resolve identifiers ourselves, so that every location from the library is a location in the file. */
    private static final String NO_ID = "\u0000id";

    private static final List<KeywordType> EVERYWHERE =
            List.of(KeywordType.TRUE, KeywordType.PROPERTIES, KeywordType.ADDITIONAL_PROPERTIES);
    private static final List<KeywordType> UNTIL_2019 = List.of(KeywordType.ITEMS_LEGACY);
    private static final List<KeywordType> JSON_SCHEMA_EVERYWHERE = List.of(KeywordType.DEPENDENCIES);
    private static final Map<SpecificationVersion, List<KeywordType>> SINCE = Map.of(
            SpecificationVersion.DRAFT_6,
            List.of(KeywordType.CONTAINS, KeywordType.PROPERTY_NAMES),
            SpecificationVersion.DRAFT_7,
            List.of(KeywordType.IF_THEN_ELSE),
            SpecificationVersion.DRAFT_2019_09,
            List.of(KeywordType.DEPENDENT_SCHEMAS, KeywordType.UNEVALUATED_ITEMS, KeywordType.UNEVALUATED_PROPERTIES),
            SpecificationVersion.DRAFT_2020_12,
            List.of(KeywordType.PREFIX_ITEMS, KeywordType.ITEMS));
    private static final Set<String> OF_ONE_SCHEMA = Set.of(
            "additionalProperties",
            "contains",
            "propertyNames",
            "if",
            "not",
            "unevaluatedItems",
            "unevaluatedProperties");

    private final Compiled compiled;
    private final Dialect standard;
    private final boolean isJsonSchema;
    private final Map<String, Dialect> byId = new ConcurrentHashMap<>();

    Dialects(Compiled compiled, boolean isJsonSchema) {
        this.compiled = compiled;
        this.isJsonSchema = isJsonSchema;
        this.standard = isJsonSchema ? jsonSchema(JSON_SCHEMA, SpecificationVersion.DRAFT_2020_12, true) : openApi30();
    }

    /** The dialect of schemas that declare none. */
    Dialect standard() {
        return standard;
    }

    /** The dialect with that URI; the standard dialect if it is unknown. */
    Dialect named(String id) {
        if (!isJsonSchema || id.equals(standard.getId())) {
            return standard;
        }
        return byId.computeIfAbsent(id, this::make);
    }

    private Dialect make(String id) {
        if (id.contains("json-schema.org/draft-04/")) {
            return jsonSchema(id, SpecificationVersion.DRAFT_4, true);
        }
        if (id.contains("json-schema.org/draft-06/")) {
            return jsonSchema(id, SpecificationVersion.DRAFT_6, true);
        }
        if (id.contains("json-schema.org/draft-07/")) {
            return jsonSchema(id, SpecificationVersion.DRAFT_7, true);
        }
        if (id.contains("json-schema.org/draft/2019-09/")) {
            return jsonSchema(id, SpecificationVersion.DRAFT_2019_09, true);
        }
        var vocabulary = vocabulary(id);
        boolean asserts = vocabulary.isMissingNode() || vocabulary.has(VALIDATION);
        return asserts ? standard : jsonSchema(id, SpecificationVersion.DRAFT_2020_12, false);
    }

    private JsonNode vocabulary(String id) {
        try {
            return compiled.references().at(Place.root(URI.create(id))).path("$vocabulary");
        } catch (IllegalArgumentException noUri) {
            return tools.jackson.databind.node.MissingNode.getInstance();
        }
    }

    private Dialect openApi30() {
        var keywords = new HashMap<String, Keyword>();
        applicators(keywords, EVERYWHERE);
        applicators(keywords, UNTIL_2019);
        ours(keywords, true);
        assertions(keywords, Assertions.common());
        assertions(keywords, Assertions.formats());
        assertions(keywords, Assertions.ofOpenApi30());
        return dialect(OPENAPI_30, SpecificationVersion.DRAFT_7, keywords);
    }

    private Dialect jsonSchema(String id, SpecificationVersion version, boolean asserts) {
        var keywords = new HashMap<String, Keyword>();
        applicators(keywords, version);
        ours(keywords, false);
        dynamicReferences(keywords, version);
        assertions(keywords, Assertions.formats());
        if (asserts) {
            assertions(keywords, Assertions.common());
            if (isSince(version, SpecificationVersion.DRAFT_6)) {
                assertions(keywords, Assertions.sinceDraft6());
            }
        }
        return dialect(
                id, isSince(version, SpecificationVersion.DRAFT_7) ? version : SpecificationVersion.DRAFT_7, keywords);
    }

    private static boolean isSince(SpecificationVersion version, SpecificationVersion first) {
        return version.getOrder() >= first.getOrder();
    }

    private void applicators(Map<String, Keyword> keywords, SpecificationVersion version) {
        applicators(keywords, EVERYWHERE);
        applicators(keywords, JSON_SCHEMA_EVERYWHERE);
        SINCE.forEach((first, types) -> {
            if (isSince(version, first)) {
                applicators(keywords, types);
            }
        });
        if (!isSince(version, SpecificationVersion.DRAFT_2020_12)) {
            applicators(keywords, UNTIL_2019);
        }
        keyword(keywords, "patternProperties", site -> new PatternPropertiesKeyword(site, compiled));
        if (isSince(version, SpecificationVersion.DRAFT_2019_09)) {
            assertions(keywords, Assertions.counts());
            keyword(keywords, "dependentRequired", DependentRequiredKeyword::new);
        }
    }

    private void dynamicReferences(Map<String, Keyword> keywords, SpecificationVersion version) {
        if (isSince(version, SpecificationVersion.DRAFT_2019_09)) {
            String name = version == SpecificationVersion.DRAFT_2019_09 ? "$recursiveRef" : "$dynamicRef";
            keyword(keywords, name, site -> new DynamicReferenceKeyword(site, compiled));
        }
    }

    private void ours(Map<String, Keyword> keywords, boolean nullable) {
        assertions(keywords, Assertions.flags());
        keyword(keywords, "$ref", site -> new ReferenceKeyword(site, compiled));
        keyword(keywords, "allOf", site -> new AllOfKeyword(site, nullable));
        keyword(keywords, "anyOf", site -> new AlternativesKeyword(site, compiled, nullable));
        keyword(keywords, "oneOf", site -> new AlternativesKeyword(site, compiled, nullable));
        keyword(keywords, "not", NotKeyword::new);
        keyword(keywords, "required", site -> new RequiredKeyword(site, compiled));
        keyword(keywords, "discriminator", site -> new DiscriminatorKeyword(site, compiled));
        keyword(keywords, "false", FalseKeyword::new);
    }

    private void applicators(Map<String, Keyword> keywords, List<KeywordType> types) {
        for (var type : types) {
            keywords.put(type.getValue(), new Guarded(type.getValue(), type::newValidator));
        }
    }

    private void assertions(Map<String, Keyword> keywords, Map<String, Assertions.Factory> factories) {
        factories.forEach((name, factory) -> keyword(
                keywords,
                name,
                site -> new AssertionKeyword(
                        site.named(Assertions.named(name, site.parent().getSchemaNode())),
                        factory.of(site.limit(), site.parent().getSchemaNode()))));
    }

    private void keyword(
            Map<String, Keyword> keywords, String name, Function<CustomKeyword.Site, CustomKeyword> keyword) {
        keywords.put(
                name,
                new Guarded(
                        name,
                        (location, limit, parent, context) ->
                                keyword.apply(new CustomKeyword.Site(name, limit, location, parent))));
    }

    private Dialect dialect(String id, SpecificationVersion version, Map<String, Keyword> keywords) {
        var all = new ArrayList<>(keywords.values());
        var format = keywords.get("format");
        if (format != null) {
            all.remove(format);
            all.add(KeywordType.FORMAT);
        }
        for (String name : List.of("then", "else", "additionalItems")) {
            all.add(new NonValidationKeyword(name));
        }
        return Dialect.builder(id)
                .specificationVersion(version)
                .idKeyword(NO_ID)
                .keywords(all)
                .formatKeywordFactory(formats -> new OurFormat(format == null ? KeywordType.FORMAT : format))
                .unknownKeywordFactory((name, context) -> null)
                .build();
    }

    /** Creates the validator of one keyword. */
    @FunctionalInterface
    private interface Maker {
        KeywordValidator make(SchemaLocation location, JsonNode limit, Schema parent, SchemaContext context);
    }

    /** Ignores a keyword that cannot be applied, and records it as a fault. */
    private final class Guarded implements Keyword {

        private final String name;
        private final Maker maker;

        Guarded(String name, Maker maker) {
            this.name = name;
            this.maker = maker;
        }

        @Override
        public String getValue() {
            return name;
        }

        @Override
        @SuppressWarnings("NullAway") // In the library, null is a keyword without effect.
        public @Nullable KeywordValidator newValidator(
                SchemaLocation location, JsonNode limit, Schema parent, SchemaContext context) {
            try {
                if (OF_ONE_SCHEMA.contains(name)) {
                    Assertions.demandSchema(limit);
                }
                return maker.make(location, limit, parent, context);
            } catch (RuntimeException impossible) {
                compiled.faults().note(Compiled.place(location), String.valueOf(impossible.getMessage()));
                return null;
            }
        }
    }

    /** The library accepts only its own class for the keyword {@code format}. */
    private static final class OurFormat extends FormatKeyword {

        private final Keyword format;

        OurFormat(Keyword format) {
            super(Map.of());
            this.format = format;
        }

        @Override
        public KeywordValidator newValidator(
                SchemaLocation location, JsonNode limit, Schema parent, SchemaContext context) {
            try {
                return format.newValidator(location, limit, parent, context);
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
