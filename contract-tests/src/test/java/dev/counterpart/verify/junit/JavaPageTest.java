package dev.counterpart.verify.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The project of docs/tasks/java.md, written as its reader does. {@code mvn -Pit} builds the same project with the packed jar. */
class JavaPageTest {

    private static final Path PAGES = Path.of("../docs/tasks");
    private static final Path PROJECT = Path.of("../it/java-page");
    private static final Pattern FILE = Pattern.compile("(?ms)^\\*\\*`([^`]+)`\\*\\*[^\n]*\n\n```\\w+\n(.*?)^```$");
    private static final String DOCUMENT = "src/test/resources/openapi.yaml";

    @TempDir
    private Path folder = Path.of("");

    /** The files of the page, by path. */
    private static Map<String, String> files() throws IOException {
        var files = new LinkedHashMap<String, String>();
        FILE.matcher(Files.readString(PAGES.resolve("java.md")))
                .results()
                .forEach(found -> files.put(found.group(1), found.group(2)));
        return files;
    }

    @Test
    void the_tests_of_the_page_pass() throws Exception {
        for (var file : files().entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.writeString(path, file.getValue());
        }
        var classes = Files.createDirectories(folder.resolve("classes"));
        Files.copy(PAGES.resolve("openapi.yaml"), classes.resolve("openapi.yaml"));
        compile(classes);

        var summary = tested(classes);

        assertThat(summary.getFailures())
                .extracting(failure -> failure.getException().toString())
                .isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(5);
    }

    @Test
    void the_project_that_Maven_builds_is_that_of_the_page() throws IOException {
        var files = files();

        assertThat(files).hasSize(3);
        for (var file : files.entrySet()) {
            assertThat(PROJECT.resolve(file.getKey()))
                    .hasContent(file.getValue().replace("0.1.0-SNAPSHOT", "@project.version@"));
        }
        assertThat(PROJECT.resolve(DOCUMENT)).hasSameTextualContentAs(PAGES.resolve("openapi.yaml"));
    }

    private void compile(Path classes) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var sources = manager.getJavaFileObjects(
                    folder.resolve("src/main/java/tasks/TaskClient.java"),
                    folder.resolve("src/test/java/tasks/TaskClientTest.java"));
            var options = List.of("-d", classes.toString(), "--release", "17", "-proc:none");
            boolean isCompiled = compiler.getTask(messages, manager, null, options, null, sources)
                    .call();
            assertThat(isCompiled).as(messages.toString()).isTrue();
        }
    }

    private static TestExecutionSummary tested(Path classes) throws Exception {
        var listener = new SummaryGeneratingListener();
        try (var loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, Thread.currentThread().getContextClassLoader())) {
            var request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(loader.loadClass("tasks.TaskClientTest")))
                    .build();
            LauncherFactory.create().execute(request, listener);
        }
        return listener.getSummary();
    }
}
