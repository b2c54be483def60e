package dev.counterpart.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.PlainClient;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server as a command line starts it, on a free port. */
final class Running {

    /** Closes the servers of a test after it. Tests run side by side, each on its thread. */
    static final class End implements AfterEachCallback {

        @Override
        public void afterEach(ExtensionContext context) {
            STARTED.get().forEach(MockServer::close);
            STARTED.remove();
        }
    }

    private static final ThreadLocal<List<MockServer>> STARTED = ThreadLocal.withInitial(ArrayList::new);

    private static final Pattern DURATION = Pattern.compile(" in \\d+ ms(?= )");
    private static final Pattern READY = Pattern.compile("listening on (\\S+)");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final URI url;
    private final MockServer server;

    private Running(String... arguments) {
        var all = Stream.concat(Arrays.stream(arguments), Stream.of("-p", "0")).toArray(String[]::new);
        var started = Main.serve(new PrintWriter(out), new PrintWriter(err), all);
        assertThat(started).as(err.toString()).isPresent();
        server = started.orElseThrow();
        STARTED.get().add(server);
        var matcher = READY.matcher(out.toString());
        assertThat(matcher.find()).isTrue();
        url = URI.create(matcher.group(1));
    }

    /** Closes it before the end of the test. */
    void close() {
        server.close();
        STARTED.get().remove(server);
    }

    static Running of(String... arguments) {
        return new Running(arguments);
    }

    URI url() {
        return url;
    }

    /** What was printed so far. */
    String out() {
        return out.toString();
    }

    /** What was complained of so far. */
    String err() {
        return err.toString();
    }

    Response get(String target) {
        return send(Request.of(Method.GET, target));
    }

    Response send(Request request) {
        try {
            return PlainClient.send(url, request);
        } catch (IOException failed) {
            return Assertions.fail("no answer", failed);
        }
    }

    void eventually(String target, String body) {
        until(() -> get(target).text().equals(body));
        assertThat(get(target).text()).isEqualTo(body);
    }

    void eventuallyTold(String text) {
        until(() -> err().contains(text));
        assertThat(err()).contains(text);
    }

    void eventuallySaid(List<String> texts) {
        until(() -> texts.stream().allMatch(out()::contains));
        assertThat(out()).contains(texts);
    }

    /** The log has the line, or will have it in a moment; durations are left out of it. */
    void eventuallyLogged(String line) {
        until(() -> logged().contains(line));
        assertThat(logged()).contains(line);
    }

    private String logged() {
        return DURATION.matcher(out()).replaceAll("");
    }

    /** Waits for what happens in a moment, and at most 20 seconds. */
    static void until(BooleanSupplier wish) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!wish.getAsBoolean() && System.nanoTime() < end) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
