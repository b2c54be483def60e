package dev.counterpart.spec.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.counterpart.spec.Direction;
import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.SourceMap;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The official JSON Schema Test Suite, each schema as a component of an OpenAPI document.
 *
 * <p>Its folder is the system property {@code json-schema-test-suite}; without the folder the test is skipped, unless
 * {@code json-schema-test-suite.required=true}. Cases known to differ are listed in {@code
 * json-schema-test-suite-differences.txt}, which may only shrink.
 */
class JsonSchemaTestSuiteTest {

    private static final Path SUITE =
            Path.of(System.getProperty("json-schema-test-suite", "../../shared/json-schema-test-suite"));
    private static final boolean REQUIRED = Boolean.getBoolean("json-schema-test-suite.required");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource({"draft2020-12, V3_1", "draft4, V3_0"})
    void the_official_suite_is_passed_but_for_the_listed_differences(String draft, OpenApiVersion version)
            throws IOException {
        boolean present = Files.isDirectory(SUITE.resolve("tests").resolve(draft));
        assertThat(present || !REQUIRED)
                .as("the JSON Schema Test Suite must be in %s", SUITE)
                .isTrue();
        assumeTrue(present, "skipped: there is no JSON Schema Test Suite in " + SUITE);

        var failing = new TreeSet<String>();
        int cases = 0;
        var remotes = remotes();
        for (var file : files(draft)) {
            String name = SUITE.resolve("tests").relativize(file).toString().replace('\\', '/');
            for (var group : JSON.readTree(file)) {
                cases += run(name, group, version, remotes, failing);
            }
        }

        assertThat(cases).isGreaterThan(900);
        assertThat(String.join("\n", failing)).isEqualTo(String.join("\n", differences(draft)));
    }

    private static int run(
            String file, JsonNode group, OpenApiVersion version, List<Document> remotes, Set<String> failing) {
        var documents = new Documents(document(component(group.path("schema"), version)), remotes);
        var validator = new SchemaValidator(documents, version);
        var place = documents.root().member("components").member("schemas").member("x");
        var schema = new Schema(place, documents.at(place));
        for (var test : group.path("tests")) {
            boolean valid = validator
                    .findings(schema, test.path("data"), Direction.REQUEST)
                    .isEmpty();
            if (valid != test.path("valid").booleanValue()) {
                failing.add(String.join(
                        " / ",
                        file,
                        group.path("description").stringValue(),
                        test.path("description").stringValue()));
            }
        }
        return group.path("tests").size();
    }

    /** The suite's schemas are the root of their file; as a component, their {@code #} must still mean themselves. */
    private static JsonNode component(JsonNode schema, OpenApiVersion version) {
        var copy = schema.deepCopy();
        if (!version.hasJsonSchema()) {
            prefixReferences(copy);
        } else if (copy instanceof ObjectNode root && !root.has("$id")) {
            root.put("$id", "test:/schema.json");
        }
        return copy;
    }

    private static void prefixReferences(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("$ref").asString("").startsWith("#")) {
            object.put(
                    "$ref",
                    "#/components/schemas/x" + object.path("$ref").stringValue().substring(1));
        }
        node.forEach(JsonSchemaTestSuiteTest::prefixReferences);
    }

    private static Document document(JsonNode schema) {
        var root = JSON.createObjectNode();
        root.putObject("components").putObject("schemas").set("x", schema);
        return document(URI.create("test:/openapi.json"), root);
    }

    private static Document document(URI uri, JsonNode tree) {
        return new Document(uri, uri.toString(), tree, SourceMap.none());
    }

    private static List<Document> remotes() throws IOException {
        var remotes = new ArrayList<Document>();
        var folder = SUITE.resolve("remotes");
        for (var file : json(folder)) {
            String path = folder.relativize(file).toString().replace('\\', '/');
            remotes.add(document(URI.create("http://localhost:1234/" + path), JSON.readTree(file)));
        }
        return remotes;
    }

    private static List<Path> files(String draft) throws IOException {
        return json(SUITE.resolve("tests").resolve(draft));
    }

    private static List<Path> json(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    /** Lines that begin with # give the reason of those below. */
    private static Set<String> differences(String draft) throws IOException {
        var listed = new TreeSet<String>();
        try (var stream =
                JsonSchemaTestSuiteTest.class.getResourceAsStream("/json-schema-test-suite-differences.txt")) {
            new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(draft + "/"))
                    .forEach(listed::add);
        }
        return listed;
    }
}
