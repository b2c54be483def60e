package dev.counterpart.mock.junit;

import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.MockSession;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Runs the mock of {@link CounterpartMock}. Uses only what JUnit Jupiter has had since 5.10. */
final class CounterpartMockExtension
        implements BeforeAllCallback, AfterAllCallback, AfterEachCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(CounterpartMockExtension.class);
    private static final String SERVER = "server";
    private static final String SESSIONS = "sessions";
    private static final String CLASSPATH = "classpath:";

    /** A nested class uses the mock of the class around it unless it has its own. */
    @Override
    public void beforeAll(ExtensionContext context) {
        var annotation = context.getRequiredTestClass().getAnnotation(CounterpartMock.class);
        if (annotation != null) {
            context.getStore(NAMESPACE).put(SERVER, start(annotation, context.getRequiredTestClass()));
        }
    }

    private static MockServer start(CounterpartMock annotation, Class<?> test) {
        try {
            var builder = MockServer.builder()
                    .document(file(annotation.document(), test))
                    .overlay(Stream.of(annotation.overlays())
                            .map(overlay -> Path.of(file(overlay, test)))
                            .toArray(Path[]::new))
                    .auth(annotation.auth())
                    .port(annotation.port());
            return (annotation.fixtures().isEmpty() ? builder : builder.fixtures(annotation.fixtures())).start();
        } catch (IllegalStateException | IllegalArgumentException failed) {
            throw new ExtensionConfigurationException("@CounterpartMock: " + failed.getMessage());
        }
    }

    /** A path, a URL, or the path of a file on the class path. */
    private static String file(String text, Class<?> test) {
        if (!text.startsWith(CLASSPATH)) {
            return text;
        }
        String name = text.substring(CLASSPATH.length());
        var resource = test.getClassLoader().getResource(name);
        if (resource == null || !resource.getProtocol().equals("file")) {
            throw new IllegalArgumentException("there is no file " + name + " on the class path");
        }
        try {
            return Path.of(resource.toURI()).toString();
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == MockServer.class || type == MockSession.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var server = server(context);
        if (parameter.getParameter().getType() == MockServer.class) {
            sessions(context).add(server.allRequests());
            return server;
        }
        var session = server.session(UUID.randomUUID().toString());
        sessions(context).add(session);
        return session;
    }

    private static MockServer server(ExtensionContext context) {
        return Objects.requireNonNull(
                context.getStore(NAMESPACE).get(SERVER, MockServer.class), "the mock of @CounterpartMock");
    }

    /** What the current test uses, so that it is reset afterwards. */
    private static List<MockSession> sessions(ExtensionContext context) {
        var store = context.getStore(NAMESPACE);
        var known = store.get(SESSIONS + context.getUniqueId(), Sessions.class);
        if (known == null) {
            known = new Sessions(new ArrayList<>());
            store.put(SESSIONS + context.getUniqueId(), known);
        }
        return known.used();
    }

    private record Sessions(List<MockSession> used) {}

    @Override
    public void afterEach(ExtensionContext context) {
        var used = sessions(context);
        try {
            if (context.getExecutionException().isEmpty()) {
                used.forEach(MockSession::verifyOpen);
            }
        } finally {
            used.forEach(MockSession::reset);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        var annotation = context.getRequiredTestClass().getAnnotation(CounterpartMock.class);
        if (annotation != null) {
            server(context).close();
        }
    }
}
