package dev.counterpart.embed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.LoggerFactory;

/** The packed jar, as users get it: nothing in it can take the place of a library that their project has in another version. */
@EnabledIfSystemProperty(named = "jar", matches = ".+", disabledReason = "the build sets it after packing")
class JarIT {

    private static final Path JAR = Path.of(System.getProperty("jar", ""));
    private static final Path POM = Path.of(System.getProperty("pom", ""));

    /** Optional for users: what refers to these is loaded only by those who have them. */
    private static final List<String> OPTIONAL = List.of(
            "org.junit.",
            "org.opentest4j.",
            "org.apiguardian.",
            "io.restassured.",
            "org.apache.http.",
            "org.springframework.",
            "org.reactivestreams.",
            "reactor.core.",
            "io.swagger.v3.",
            "com.fasterxml.jackson.");

    private static final Set<String> DRAFTS_OF_JSON_SCHEMA = Set.of("draft", "draft-04", "draft-06", "draft-07");
    private static final Set<String> TABLES_OF_FORMATS = Set.of("ucd", "leap_second_dates.csv");
    private static final Set<String> OURS = Set.of("room", "openapi");

    @Test
    void every_class_is_in_a_package_of_the_product() throws IOException {
        assertThat(names())
                .filteredOn(name -> name.endsWith(".class"))
                .hasSizeGreaterThan(5000)
                .allMatch(name -> name.startsWith("dev/counterpart/"));
    }

    @Test
    void other_files_are_in_folders_of_the_product_or_are_the_same_in_every_version() throws IOException {
        var known = new TreeSet<String>(Set.of("dev", "META-INF"));
        known.addAll(DRAFTS_OF_JSON_SCHEMA);
        known.addAll(TABLES_OF_FORMATS);
        known.addAll(OURS);

        assertThat(names()).extracting(name -> name.split("/", -1)[0]).isSubsetOf(known);
        assertThat(names())
                .filteredOn(name -> name.matches("META-INF/.+"))
                .extracting(name -> name.split("/", -1)[1])
                .isSubsetOf("MANIFEST.MF", "licenses", "services");
    }

    @Test
    void services_are_relocated_with_their_providers() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            var services = jar.stream()
                    .filter(entry -> entry.getName().matches("META-INF/services/.+"))
                    .toList();
            assertThat(services).hasSizeGreaterThan(4);
            for (var service : services) {
                assertThat(service.getName()).startsWith("META-INF/services/dev.counterpart.shaded.");
                new String(jar.getInputStream(service).readAllBytes(), UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .forEach(provider -> assertThat(jar.getEntry(provider.replace('.', '/') + ".class"))
                                .as(provider)
                                .isNotNull());
            }
        }
    }

    @Test
    void the_classes_of_the_product_refer_to_nothing_that_is_missing() throws IOException {
        var names = names().stream()
                .map(name -> name.replace('/', '.').replaceAll("\\.class$", ""))
                .collect(Collectors.toSet());

        var missing = new ClassFileImporter()
                        .withImportOption(location -> !location.contains("/dev/counterpart/shaded/"))
                        .importUrl(JAR.toUri().toURL())
                        .stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(type -> !type.isPrimitive() && !names.contains(type.getName()))
                        .map(JavaClass::getName)
                        .filter(name -> !isOfTheJdk(name) && !name.matches("org\\.(jspecify|slf4j)\\..*"))
                        .filter(name -> OPTIONAL.stream().noneMatch(name::startsWith))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(missing).isEmpty();
    }

    private static boolean isOfTheJdk(String name) {
        return ModuleLayer.boot().modules().stream()
                .filter(module -> module.getName().matches("(java|jdk)\\..*"))
                .anyMatch(module ->
                        module.getPackages().contains(name.substring(0, Math.max(0, name.lastIndexOf('.')))));
    }

    @Test
    void users_get_two_dependencies_and_no_parent() throws IOException {
        String pom = Files.readString(POM);

        assertThat(pom).doesNotContain("<parent>");
        assertThat(Pattern.compile("<artifactId>([^<]+)<")
                        .matcher(pom)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactly("counterpart-junit", "slf4j-api", "jspecify");
    }

    @Test
    void a_mock_runs_on_the_jar_and_slf4j_alone() throws Exception {
        URL[] path = {
            JAR.toUri().toURL(),
            Objects.requireNonNull(LoggerFactory.class.getProtectionDomain().getCodeSource())
                    .getLocation()
        };
        try (var loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            var builder = loader.loadClass("dev.counterpart.mock.MockServer")
                    .getMethod("builder")
                    .invoke(null);
            builder.getClass()
                    .getMethod("document", String.class)
                    .invoke(builder, "../spec/openapi/dynamic-oauth-access-token.yaml");
            builder.getClass().getMethod("port", int.class).invoke(builder, 0);
            try (var mock =
                    (AutoCloseable) builder.getClass().getMethod("start").invoke(builder)) {
                var url = (URI) mock.getClass().getMethod("url").invoke(mock);

                assertThat(get(url + "/oauthAccounts/0f8fad5b-d9cb-469f-a165-70867728950e/accessToken"))
                        .contains("\"accessToken\"");
                assertThat(get(url + "/__counterpart/health")).contains("\"status\"");
            }
        }
    }

    private static String get(String url) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer t")
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static List<String> names() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            return jar.stream().map(JarEntry::getName).toList();
        }
    }
}
