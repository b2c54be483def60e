package dev.counterpart.mock.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.standalone.MappingFileException;
import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.fixtures.When;
import dev.counterpart.fixtures.folder.FolderFiles;
import dev.counterpart.mock.PlainClient;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.record.FixtureWriter;
import dev.counterpart.mock.record.SampleRequest;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Imports a folder of stub files of other projects, each with a document made of its URLs, and compares the answers with those of a
 * stock WireMock that serves the same file: {@code -Dstubs=DIR}. Bodies in files are in {@code DIR/__files}.
 */
@EnabledIfSystemProperty(named = "stubs", matches = ".+")
class PublicStubsTest {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");
    private static final String META = ".*[\\\\^$|?*+()\\[\\]{}].*|.*\\.[*+].*";

    @TempDir
    private Path folder;

    private final List<String> differences = new ArrayList<>();
    private int equal;
    private int skipped;

    @Test
    void a_stock_wiremock_gives_the_same_answers() throws IOException {
        int stubs = 0;
        int imported = 0;
        List<Path> files;
        try (var all = Files.list(Path.of(System.getProperty("stubs")))) {
            files = all.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        for (var file : files) {
            var root = folder.resolve(file.getFileName().toString());
            Files.createDirectories(root.resolve("mappings"));
            Files.copy(file, root.resolve("mappings/stub.json"));
            copy(file.resolveSibling("__files"), root.resolve("__files"));
            var contract = contract(Json.read(Files.readString(file)));
            var result = WireMockImport.read(root, contract);
            result.left().forEach(each -> System.out.println("STUBS " + file.getFileName() + ": " + each));
            stubs += result.stubs();
            imported += result.stubs() - (int) result.left().stream().distinct().count();
            FixtureWriter.write(root.resolve("fixtures"), contract, result.drafts(), result.scenarios());
            if (!result.drafts().isEmpty()) {
                compareUnlessRefused(root, contract);
            }
        }
        System.out.println(
                "STUBS " + files.size() + " files, " + stubs + " stubs, " + imported + " imported, " + equal
                        + " exchanges equal, " + differences.size() + " different, " + skipped
                        + " not compared, because they have a fault or a scenario, no request is known, or WireMock does not load them");
        assertThat(differences).isEmpty();
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                FolderFiles.write(to.resolve(from.relativize(file)), Files.readAllBytes(file));
            }
        }
    }

    private void compareUnlessRefused(Path root, Contract contract) throws IOException {
        try {
            compare(root, contract);
        } catch (MappingFileException refused) {
            System.out.println("STUBS " + root.getFileName() + ": WireMock does not load it: " + refused.getMessage());
            skipped++;
        }
    }

    private void compare(Path root, Contract contract) throws IOException {
        var fixtures = FixtureReader.read(root.resolve("fixtures"), contract).fixtures();
        var mock = new MockEngine(contract, fixtures, MockOptions.defaults());
        var samples = new SampleRequest(contract);
        var server = new WireMockServer(
                WireMockConfiguration.options().dynamicPort().usingFilesUnderDirectory(root.toString()));
        server.start();
        try {
            for (var fixture : fixtures.all()) {
                if (fixture.fault().isPresent() || fixture.when().asksOf(When.Part.SCENARIO)) {
                    skipped++;
                    continue;
                }
                var made = samples.of(fixture.operation().orElseThrow(), fixture.when(), Map.of());
                if (!made.unmet().isEmpty()) {
                    System.out.println("STUBS " + fixture.file() + ": no request is known for " + made.unmet());
                    skipped++;
                    continue;
                }
                var request = made.request().with("Host", "a.test");
                compare(fixture, request, mock.answer(request).response(), sent(server, request));
            }
        } finally {
            server.stop();
        }
    }

    private static Response sent(WireMockServer server, Request request) throws IOException {
        return PlainClient.send(
                URI.create(server.baseUrl()),
                request.withHeaders(request.headers().without("Host")));
    }

    private void compare(Fixture fixture, Request request, Response ours, Response theirs) {
        String expected = theirs.status() + " " + fields(fixture, theirs) + body(theirs);
        String actual = ours.status() + " " + fields(fixture, ours) + body(ours);
        if (actual.equals(expected)) {
            equal++;
        } else {
            differences.add(fixture.file() + "\n" + request + "\n" + new String(request.body(), StandardCharsets.UTF_8)
                    + "\n" + actual + "\nWireMock: " + expected);
        }
    }

    /** JSON as its value, because a fixture has no spaces between its parts. */
    private static String body(Response response) {
        boolean mayBeJson = response.contentType().stream().allMatch(MediaType::isJson);
        return mayBeJson && Json.parse(response.body()) instanceof Json.Parsed.Value value
                ? Json.text(value.node())
                : response.text();
    }

    /** The header fields that the stub sets. */
    private static String fields(Fixture fixture, Response response) {
        return fixture.headers().fields().stream()
                .map(Map.Entry::getKey)
                .map(name -> name + ": " + response.headers().all(name) + "\n")
                .distinct()
                .collect(Collectors.joining());
    }

    /** A document with the method and path of each stub, and the statuses of all. */
    private static Contract contract(JsonNode file) {
        var paths = JsonNodeFactory.instance.objectNode();
        var stubs = file.isArray()
                ? file.values()
                : file.has("mappings") ? file.path("mappings").values() : List.of(file);
        for (var stub : stubs) {
            var request = stub.path("request");
            String path = path(request);
            String method = request.path("method").asString("GET").toLowerCase(Locale.ROOT);
            var operation = paths.withObjectProperty(path).withObjectProperty(method);
            for (var other : stubs) {
                operation
                        .withObjectProperty("responses")
                        .withObjectProperty(
                                other.path("response").path("status").asString("200"))
                        .put("description", "");
            }
            if (request.has("bodyPatterns")) {
                operation
                        .withObjectProperty("requestBody")
                        .withObjectProperty("content")
                        .withObjectProperty(isJson(request) ? "application/json" : "text/plain");
            }
            var parameters = operation.putArray("parameters");
            VARIABLE.matcher(path)
                    .results()
                    .forEach(found -> parameters
                            .addObject()
                            .put("name", found.group(1))
                            .put("in", "path")
                            .put("required", true)
                            .putObject("schema")
                            .put("type", "string"));
        }
        var document = JsonNodeFactory.instance.objectNode().put("openapi", "3.1.0");
        document.putObject("info").put("title", "stubs").put("version", "1");
        document.set("paths", paths);
        return ((ReadResult.Read) ContractReader.read(
                        Json.text(document).getBytes(StandardCharsets.UTF_8), "stubs.json", ReadOptions.defaults()))
                .contract();
    }

    private static boolean isJson(JsonNode request) {
        return request.path("bodyPatterns")
                .valueStream()
                .anyMatch(each -> each.has("equalToJson") || each.has("matchesJsonPath"));
    }

    private static String path(JsonNode request) {
        var name = Stream.of("url", "urlPath", "urlPathTemplate", "urlPattern", "urlPathPattern")
                .filter(request::has)
                .findFirst()
                .orElseThrow();
        String url = request.path(name).asString();
        boolean isPattern = name.endsWith("Pattern");
        var segments = url.replaceAll(isPattern ? "\\\\?\\?.*" : "\\?.*", "").split("/", -1);
        var path = new ArrayList<String>();
        for (int i = 0; i < segments.length; i++) {
            path.add(isPattern && segments[i].matches(META) ? "{p" + i + "}" : segments[i]);
        }
        return path.stream().collect(Collectors.joining("/"));
    }
}
