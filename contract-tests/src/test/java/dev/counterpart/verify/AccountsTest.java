package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.data.DataReader;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.send.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several users of one provider: who sees what, and what they see of each other. */
@Execution(ExecutionMode.CONCURRENT)
class AccountsTest {

    private static final GateData DATA = ((DataReader.Result.Read)
                    DataReader.read(Path.of("src/test/resources/data/accounts.yaml"), name -> Optional.empty()))
            .data();

    /** How long two requests can meet in a provider that shares what it should not; longer than a busy machine takes between them. */
    private static final int RACE_MILLIS = 25;

    private static final String ID = "0f8fad5b-d9cb-469f-a165-00000000000";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        # habit                            | broken rules
        none                               |
        shares the answer being built      | stability.mixed-up
        shares the user who asks           | stability.concurrent
        lets everybody see everything      | auth.other-accepted
        says whose account it is           | leak.existence
        tells foreign accounts by an error | leak.existence
        is slow                            | connection.slow
        answers others with 403            |
        answers others with 500            | status.server-error
        takes small letters only as Bearer |
        counts in its answers              |
        """)
    void what_users_see_of_each_other(String habit, String rules) throws IOException {
        var expected = rules == null ? List.<String>of() : List.of(rules.split(", ", -1));

        assertThat(new Accounts(habit).brokenRules()).isEqualTo(expected);
    }

    /** A provider with that habit, right otherwise. */
    private static final class Accounts {
        private final String habit;
        private final AtomicInteger count = new AtomicInteger();
        private volatile String shared = "";

        Accounts(String habit) {
            this.habit = habit;
        }

        List<String> brokenRules() throws IOException {
            System.setProperty("sun.net.httpserver.nodelay", "true");
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
            var threads = Executors.newFixedThreadPool(16);
            server.setExecutor(threads);
            server.createContext("/", this::handle);
            server.start();
            var target = Target.of("http://127.0.0.1:" + server.getAddress().getPort(), Duration.ofSeconds(4))
                    .orElseThrow();
            try {
                return Accusations.of(Provider.CONTRACT, SuiteOptions.of(target, DATA), Severity.ERROR);
            } finally {
                server.stop(0);
                threads.shutdownNow();
            }
        }

        private boolean has(String name) {
            return habit.equals(name);
        }

        private void handle(HttpExchange exchange) throws IOException {
            try (exchange) {
                String path = exchange.getRequestURI().getRawPath();
                String id = path.replaceAll("^/oauthAccounts/|/accessToken$", "");
                if (!exchange.getRequestMethod().matches("GET|HEAD")) {
                    send(exchange, 405, "", "Allow", "GET, HEAD");
                    return;
                }
                String user = user(exchange);
                if (has("shares the user who asks")) {
                    shared = user;
                    pause(RACE_MILLIS);
                    user = shared;
                }
                answer(exchange, id, user);
            }
        }

        private String user(HttpExchange exchange) {
            String value = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                    .orElse("");
            String scheme = has("takes small letters only as Bearer") ? "Bearer" : "(?i:bearer)";
            return value.matches(scheme + " token-of-(ann|bob)-0123456789") ? value.replaceAll(".*-of-|-0.*", "") : "";
        }

        private void answer(HttpExchange exchange, String id, String user) throws IOException {
            var owners = Map.of(ID + "1", "ann", ID + "2", "bob", ID + "3", "cid");
            String owner = owners.getOrDefault(id, "");
            if (user.isEmpty()) {
                send(exchange, 401, "{\"error\": \"No jwt provided!\"}", "WWW-Authenticate", "Bearer");
            } else if (owner.isEmpty() || !id.matches("[0-9a-f-]{36}")) {
                send(exchange, 404, has("tells foreign accounts by an error") ? "{\"error\": \"x\"}" : "", "X-A", "1");
            } else if (owner.equals(user) || (has("lets everybody see everything") && !owner.equals("cid"))) {
                token(exchange, owner);
            } else if (has("answers others with 403") && !owner.equals("cid")) {
                send(exchange, 403, "{\"error\": \"Access Forbidden\"}", "X-A", "1");
            } else if (has("answers others with 500") && !owner.equals("cid")) {
                send(exchange, 500, "{\"error\": \"x\"}", "X-A", "1");
            } else {
                boolean tells = has("says whose account it is") || has("tells foreign accounts by an error");
                send(exchange, 404, tells ? "{\"error\": \"x\", \"owner\": \"cid\"}" : "", "X-A", "1");
            }
        }

        private void token(HttpExchange exchange, String owner) throws IOException {
            String body = "{\"accessToken\": \"ya29.of-" + owner + "\", \"scopes\": []"
                    + (has("counts in its answers") ? ", \"count\": " + count.incrementAndGet() : "") + "}";
            if (has("is slow") && owner.equals("ann")) {
                pause(1000);
            }
            if (has("shares the answer being built")) {
                shared = body;
                pause(RACE_MILLIS);
                body = shared;
            }
            send(exchange, 200, body, "Cache-Control", "no-store");
        }

        private static void pause(int millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        private static void send(HttpExchange exchange, int status, String body, String name, String value)
                throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.getResponseHeaders().add(name, value);
            if (bytes.length > 0) {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
            }
            exchange.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
            if (!head && bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }
}
