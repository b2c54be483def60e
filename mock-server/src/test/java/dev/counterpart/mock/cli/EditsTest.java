package dev.counterpart.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.PlainClient;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.read.ReadOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the first request after an edit gets. */
@Isolated("the parts of one edit must follow each other at once")
class EditsTest {

    private static final String DOCUMENT = """
            openapi: 3.0.0
            info: {title: t, version: '1'}
            paths:
              /a:
                get:
                  operationId: a
                  responses:
                    '200': {description: ok, content: {application/json: {schema: {type: object, properties: {n: {type: integer}}}}}}
                    '404': {description: no}
              /b:
                get:
                  responses:
                    '200': {description: ok, content: {application/json: {schema: {$ref: parts/b.json}}}}
            """;

    private static final int TIMES = 5;

    /** Requests look at files, or ask for events, only so often, see Reload and FolderWatch. */
    private static final int PAUSE_MILLIS = 10;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private Optional<MockServer> server = Optional.empty();

    @AfterEach
    void stop() {
        server.ifPresent(MockServer::close);
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # where the fixture is               | what happens to it              | how it is noticed
            fixtures/a/200.json                  | written                         | by events
            fixtures/a/200.json                  | written with equal size and time| by events
            fixtures/a/200.json                  | replaced                        | by events
            fixtures/a/200.json                  | replaced with equal size and time | by events
            fixtures/a/200.json                  | emptied, then written           | by events
            fixtures/a/200.json                  | written in two parts            | by events
            fixtures/a/200.json                  | deleted and made again          | by events
            fixtures/a/200.json                  | its folder is replaced          | by events
            fixtures/_bodies/body.json           | written                         | by events
            a link to fixtures/_shared/1.json    | written                         | by events
            a link to fixtures/_shared/1.json    | replaced                        | by events
            a link to fixtures/_shared/1.json    | pointed elsewhere               | by events
            in a linked folder of the operation  | written                         | by events
            in a linked folder of the operation  | pointed elsewhere               | by events
            in a linked folder of fixtures       | written                         | by events
            in a linked folder of fixtures       | pointed elsewhere               | by events
            fixtures/a/200.json                  | written                         | by looking
            fixtures/a/200.json                  | written with equal size and time| by looking
            fixtures/a/200.json                  | replaced with equal size and time | by looking
            fixtures/a/200.json                  | emptied, then written           | by looking
            a link to fixtures/_shared/1.json    | pointed elsewhere               | by looking
            in a linked folder of fixtures       | pointed elsewhere               | by looking
            """)
    void the_next_request_sees_it(String place, String edit, String notice) throws Exception {
        write("a.yaml", DOCUMENT);
        write("parts/b.json", "{\"type\": \"integer\", \"default\": 1}");
        var file = layOut(place);
        start(notice.equals("by events"));

        for (int n = 10; n < 10 + TIMES; n++) {
            edit(file, edit, n);
            Thread.sleep(PAUSE_MILLIS);
            assertThat(get("/a")).as("edit " + (n - 9)).isEqualTo("{\"n\":" + n + "}");
        }
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # what               | how it is noticed
            the document         | by events
            a referenced file    | by events
            the document         | by looking
            a referenced file    | by looking
            """)
    void the_next_request_sees_an_edit_of(String what, String notice) throws Exception {
        write("a.yaml", DOCUMENT);
        write("parts/b.json", "{\"type\": \"integer\", \"default\": 1}");
        Files.createDirectories(folder.resolve("fixtures"));
        start(notice.equals("by events"));

        for (int n = 10; n < 10 + TIMES; n++) {
            if (what.equals("the document")) {
                write("a.yaml", DOCUMENT.replace("/b:", "/b" + n + ":"));
                Thread.sleep(PAUSE_MILLIS);
                assertThat(get("/b" + n)).isEqualTo("1");
            } else {
                write("parts/b.json", "{\"type\": \"integer\", \"default\": " + n + "}");
                Thread.sleep(PAUSE_MILLIS);
                assertThat(get("/b")).isEqualTo(Integer.toString(n));
            }
        }
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # by events or not
            by events
            by looking
            """)
    void the_next_call_of_the_admin_api_sees_an_edit(String notice) throws Exception {
        write("a.yaml", DOCUMENT);
        write("parts/b.json", "{\"type\": \"integer\", \"default\": 1}");
        write("fixtures/_scenarios/0.yaml", "steps: [{answers: {a: {status: 404}}}]");
        start(notice.equals("by events"));

        for (int n = 1; n <= TIMES; n++) {
            Files.move(
                    folder.resolve("fixtures/_scenarios/" + (n - 1) + ".yaml"),
                    folder.resolve("fixtures/_scenarios/" + n + ".yaml"));
            Thread.sleep(PAUSE_MILLIS);
            assertThat(get("/__counterpart/scenarios")).contains("\"name\" : \"" + n + "\"");
        }
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # by events or not
            by events
            by looking
            """)
    void an_edit_between_loading_and_watching_is_seen(String notice) throws Exception {
        write("a.yaml", DOCUMENT);
        write("parts/b.json", "{\"type\": \"integer\", \"default\": 1}");
        write("fixtures/a/200.json", "{\"n\":1}");
        var log = new MockLog(new PrintWriter(out), new PrintWriter(err), ServingOptions.Level.INFO);
        var served = log.loaded(List.of(source()));
        write("fixtures/a/200.json", "{\"n\":2}");
        serve(served, log, notice.equals("by events"));

        assertThat(get("/a")).isEqualTo("{\"n\":2}");
    }

    private Path layOut(String place) throws IOException {
        return switch (place) {
            case "fixtures/a/200.json" -> write(place, "{\"n\":1}");
            case "fixtures/_bodies/body.json" -> {
                write("fixtures/a/200.yaml", "response: {bodyFile: _bodies/body.json}");
                yield write(place, "{\"n\":1}");
            }
            case "a link to fixtures/_shared/1.json" -> {
                write("fixtures/_shared/1.json", "{\"n\":1}");
                yield link("fixtures/a/200.json", "../_shared/1.json");
            }
            case "in a linked folder of the operation" -> {
                write("fixtures/_shared/1/200.json", "{\"n\":1}");
                link("fixtures/a", "_shared/1");
                yield folder.resolve("fixtures/a/200.json");
            }
            default -> {
                write("elsewhere/1/a/200.json", "{\"n\":1}");
                link("fixtures", "elsewhere/1");
                yield folder.resolve("fixtures/a/200.json");
            }
        };
    }

    private void edit(Path file, String edit, int n) throws Exception {
        String text = "{\"n\":" + n + "}";
        switch (edit) {
            case "written" -> Files.writeString(file, text);
            case "written with equal size and time" -> {
                var time = Files.getLastModifiedTime(file);
                Files.writeString(file, text);
                Files.setLastModifiedTime(file, time);
            }
            case "replaced" -> replace(file.toRealPath(), text);
            case "replaced with equal size and time" -> {
                var time = Files.getLastModifiedTime(file);
                var other = Files.writeString(file.resolveSibling(".new"), text);
                Files.setLastModifiedTime(other, time);
                Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
            }
            case "emptied, then written" -> {
                Files.writeString(file, "");
                later(() -> Files.writeString(file, text));
            }
            case "written in two parts" -> {
                Files.writeString(file, text.substring(0, 4));
                later(() -> Files.writeString(file, text));
            }
            case "deleted and made again" -> {
                Files.delete(file);
                Files.writeString(file, text);
            }
            case "its folder is replaced" -> {
                var other = Files.createDirectories(folder.resolve("other-" + n));
                Files.writeString(other.resolve("200.json"), text);
                Files.move(file.getParent(), folder.resolve("old-" + n));
                Files.move(other, file.getParent());
            }
            default -> pointElsewhere(file, text, n);
        }
    }

    /** A new target beside the old one, and the link set to it at once. */
    private void pointElsewhere(Path file, String text, int n) throws IOException {
        var link = Stream.iterate(file, EditsTest::parent)
                .filter(Files::isSymbolicLink)
                .findFirst()
                .orElseThrow();
        var old = link.resolveSibling(Files.readSymbolicLink(link));
        var target = old.resolveSibling(n + (Files.isDirectory(old) ? "" : ".json"));
        var inside = link.relativize(file).toString();
        var body = inside.isEmpty() ? target : target.resolve(inside);
        Files.createDirectories(body.getParent());
        Files.writeString(body, text);
        var next = Files.createSymbolicLink(
                folder.resolve("next-" + n), parent(link).relativize(target.normalize()));
        Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent());
    }

    private static void replace(Path file, String text) throws IOException {
        var other = Files.writeString(file.resolveSibling(".new"), text);
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private interface Step {
        Object take() throws IOException;
    }

    private static void later(Step step) {
        var thread = new Thread(() -> {
            try {
                Thread.sleep(50);
                step.take();
            } catch (IOException | InterruptedException failed) {
                throw new IllegalStateException(failed);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path link(String name, String target) throws IOException {
        var link = folder.resolve(name);
        Files.createDirectories(link.getParent());
        return Files.createSymbolicLink(link, Path.of(target));
    }

    private ServedDocument source() {
        return ServedDocument.of(folder.resolve("a.yaml").toString(), ReadOptions.defaults())
                .with(Optional.of(folder.resolve("fixtures")));
    }

    private void start(boolean events) {
        var log = new MockLog(new PrintWriter(out), new PrintWriter(err), ServingOptions.Level.INFO);
        serve(log.loaded(List.of(source())), log, events);
    }

    private void serve(List<Served> served, MockLog log, boolean events) {
        var watch = events ? FolderWatch.start() : Optional.<FolderWatch>empty();
        assumeTrue(!events || OS.LINUX.isCurrentOs() || watch.isPresent(), "the operating system has no events");
        assertThat(watch.isPresent()).as("events of the operating system").isEqualTo(events);
        server = MockServer.start(
                served.stream().map(Served::mounted).toList(),
                MockOptions.defaults().withPort(0),
                engine -> engine,
                exchange -> {});
        Reload.watch(server.orElseThrow(), served, log, watch);
    }

    private String get(String path) {
        try {
            return PlainClient.send(server.orElseThrow().url(), Request.of(Method.GET, path))
                    .text();
        } catch (IOException failed) {
            return Assertions.fail("no answer", failed);
        }
    }
}
