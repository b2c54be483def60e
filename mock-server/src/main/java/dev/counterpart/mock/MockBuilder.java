package dev.counterpart.mock;

import dev.counterpart.fixtures.BrokenFixture;
import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.fixtures.LoadedFixtures;
import dev.counterpart.mock.database.JdbcStore;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.mock.store.StateStore;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.Violation;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts a mock in a JVM:
 *
 * <pre>{@code
 * try (var mock = MockServer.builder().document("openapi.yaml").fixtures("fixtures").start()) {
 *     mock.on("getPet").status(404);
 *     …
 *     mock.verify("getPet").times(1);
 * }
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class MockBuilder {

    private MockOptions options = MockOptions.defaults().withPort(0);
    private @Nullable String document;
    private List<String> overlays = List.of();
    private @Nullable Contract contract;
    private @Nullable Path fixtures;
    private @Nullable String place;

    MockBuilder() {}

    /** The document: a path or an http(s) URL. */
    public MockBuilder document(String pathOrUrl) {
        document = pathOrUrl;
        return this;
    }

    /** OpenAPI Overlays that are applied to the document, in this order. */
    public MockBuilder overlay(Path... files) {
        overlays = Stream.concat(overlays.stream(), Stream.of(files).map(Path::toString))
                .toList();
        return this;
    }

    /** A contract that was read before, instead of a document. */
    public MockBuilder contract(Contract read) {
        contract = read;
        return this;
    }

    /** The folder of fixtures. Default: none. */
    public MockBuilder fixtures(String folder) {
        fixtures = Path.of(folder);
        return this;
    }

    /** The port; 0, the default, for any free one. */
    public MockBuilder port(int number) {
        options = options.withPort(number);
        return this;
    }

    /**
     * How credentials are checked: {@code presence} (the default), {@code jwt} or {@code off}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public MockBuilder auth(String mode) {
        options = options.withAuth(Stream.of(MockOptions.Auth.values())
                .filter(auth -> auth.name().equals(mode.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("auth must be presence, jwt or off but was \"" + mode + "\"")));
        return this;
    }

    /** Generates realistic bodies instead of sending examples. */
    public MockBuilder dynamic() {
        options = options.withDynamic(true);
        return this;
    }

    /** Collections keep what requests create, change and remove. */
    public MockBuilder stateful() {
        options = options.withStateful(true);
        return this;
    }

    /**
     * Keeps items, overrides and scenario positions, and makes the mock stateful.
     *
     * @param where a file, or a URL such as {@code jdbc:postgresql://localhost/test}; its driver ({@code org.xerial:sqlite-jdbc} or
     *     {@code org.postgresql:postgresql}) must be on the class path
     * @throws IllegalArgumentException if it is something else
     */
    public MockBuilder state(String where) {
        if (!JdbcStore.isPlace(where)) {
            throw new IllegalArgumentException("the state must be in a file or jdbc:postgresql://HOST/DATABASE");
        }
        place = where;
        return stateful();
    }

    /**
     * Starts the mock.
     *
     * @throws IllegalStateException if the document cannot be read, a fixture or scenario is invalid, the state cannot be opened, or the port is in use;
     *     the message lists all reasons
     */
    public MockServer start() {
        var read = contract == null ? read() : contract;
        var loaded = Optional.ofNullable(fixtures)
                .map(folder -> FixtureReader.read(folder, read))
                .orElseGet(LoadedFixtures::none);
        if (!loaded.broken().isEmpty()) {
            throw new IllegalStateException("The fixtures are invalid:\n"
                    + loaded.broken().stream().map(BrokenFixture::text).collect(Collectors.joining("\n")));
        }
        var mounted = new Mounted(
                "", read, loaded.fixtures(), document == null ? "" : document, Optional.ofNullable(fixtures));
        return MockServer.start(List.of(mounted), options, engine -> engine, exchange -> {}, store())
                .orElseThrow(() -> new IllegalStateException("Port " + options.port() + " is in use."));
    }

    private StateStore store() {
        if (place == null) {
            return StateStore.inMemory();
        }
        var opening = JdbcStore.open(place);
        if (opening instanceof JdbcStore.Opening.Failed failed) {
            throw new IllegalStateException(
                    "The state in " + failed.place() + " cannot be used: " + failed.reason() + ".");
        }
        return ((JdbcStore.Opening.Opened) opening).store();
    }

    private Contract read() {
        if (document == null) {
            throw new IllegalStateException("A mock needs a document: MockServer.builder().document(\"openapi.yaml\")");
        }
        var result = ContractReader.read(document, ReadOptions.defaults().withOverlays(overlays));
        if (result instanceof ReadResult.Rejected rejected) {
            throw new IllegalStateException("The document cannot be read:\n"
                    + rejected.violations().stream()
                            .map((Violation violation) -> violation.text(""))
                            .collect(Collectors.joining("\n")));
        }
        return ((ReadResult.Read) result).contract();
    }
}
