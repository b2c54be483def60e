package dev.counterpart.verify.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.verify.ContractSuite;
import dev.counterpart.verify.Effort;
import dev.counterpart.verify.Selection;
import dev.counterpart.verify.Setup;
import dev.counterpart.verify.Setup.Loaded;
import dev.counterpart.verify.Setup.Testable;
import dev.counterpart.verify.SuiteOptions;
import dev.counterpart.verify.data.Credential;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.plan.Thoroughness;
import dev.counterpart.verify.report.Causes;
import dev.counterpart.verify.send.Target;
import dev.counterpart.verify.send.Transports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gate against servers that other people wrote: Debian's Alertmanager and PowerDNS, with their own documents in the folder that the
 * system property {@code real} names. What it reports is compared with a list in which each line was confirmed with curl: see
 * docs/found.md.
 */
@Tag("real")
class RealServersTest {

    private static final String KEY = "key-of-the-real-test";
    private static final int SECONDS_TO_START = 30;
    private static final Path LISTS = Path.of("src/test/resources/real");

    @TempDir
    private Path folder;

    @Test
    void alertmanager() throws IOException, InterruptedException {
        var program = program("prometheus-alertmanager");
        var contract = contract("alertmanager-0.25.yaml");
        var config = Files.writeString(folder.resolve("am.yml"), "route: {receiver: d}\nreceivers: [{name: d}]\n");
        for (boolean readOnly : new boolean[] {true, false}) {
            int port = freePort();
            var command = List.of(
                    program.toString(),
                    "--config.file=" + config,
                    "--storage.path=" + Files.createTempDirectory(folder, "am"),
                    "--web.listen-address=127.0.0.1:" + port,
                    "--cluster.listen-address=");
            compare(
                    "alertmanager",
                    readOnly,
                    contract,
                    command,
                    port,
                    options("http://127.0.0.1:" + port + "/api/v2", GateData.none(), readOnly));
        }
    }

    @Test
    void powerdns() throws IOException, InterruptedException {
        var program = program("pdns_server");
        var contract = contract("powerdns-4.7.yaml");
        var data = GateData.none()
                .with(new Credential("user", Map.of(Credential.ANY, new Secret(KEY, "$USER_TOKEN")), Optional.empty()));
        for (boolean readOnly : new boolean[] {true, false}) {
            int port = freePort();
            var home = Files.createTempDirectory(folder, "pdns");
            database(home.resolve("p.db"));
            Files.writeString(
                    home.resolve("pdns.conf"), """
                    launch=gsqlite3
                    gsqlite3-database=%s
                    local-address=127.0.0.1
                    local-port=%d
                    webserver=yes
                    webserver-address=127.0.0.1
                    webserver-port=%d
                    webserver-allow-from=127.0.0.1
                    api=yes
                    api-key=%s
                    socket-dir=%s
                    setuid=
                    setgid=
                    """.formatted(home.resolve("p.db"), freePort(), port, KEY, home));
            compare(
                    "powerdns",
                    readOnly,
                    contract,
                    List.of(program.toString(), "--config-dir=" + home, "--daemon=no", "--guardian=no"),
                    port,
                    options("http://127.0.0.1:" + port + "/api/v1", data, readOnly));
        }
    }

    private static void database(Path file) throws IOException, InterruptedException {
        var process = new ProcessBuilder(program("sqlite3").toString(), file.toString())
                .redirectInput(Path.of("/usr/share/doc/pdns-backend-sqlite3/schema.sqlite3.sql")
                        .toFile())
                .start();
        assertThat(process.waitFor()).isZero();
    }

    private static SuiteOptions options(String url, GateData data, boolean readOnly) {
        return SuiteOptions.of(Target.of(url, Duration.ofSeconds(20)).orElseThrow(), data)
                .withParameters(Map.of("server_id", "localhost"))
                .withSelection(new Selection(List.of(), List.of(), readOnly, Optional.empty()))
                .withEffort(Effort.defaults().with(Thoroughness.THOROUGH))
                .withKeepsExchanges(false);
    }

    /** Starts the server, runs the gate, ends the server, and compares. */
    private void compare(
            String name, boolean readOnly, Contract contract, List<String> command, int port, SuiteOptions options)
            throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        try {
            awaitPort(port);
            var list = LISTS.resolve(name + (readOnly ? "-read-only" : "") + ".txt");
            String found = found(contract, options);
            if (Boolean.getBoolean("counterpart.rewrite")) {
                Files.createDirectories(LISTS);
                Files.writeString(list, found);
            }
            assertThat(found).isEqualTo(Files.readString(list));
        } finally {
            process.destroy();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    /** One line for each entry of the report: severity, rule, first place and number of places. */
    private static String found(Contract contract, SuiteOptions options) {
        try (var transports = Transports.to(options.target())) {
            var outcome =
                    (ContractSuite.Outcome.Ran) new ContractSuite(contract, options).run(transports, result -> {});
            var lines = new ArrayList<String>();
            for (var group : Causes.of(outcome.report().causes())) {
                var violation = group.shortest().violation();
                var places = group.places();
                lines.add(violation.severity().label() + " " + violation.rule() + " " + places.get(0)
                        + (places.size() > 1 ? " and " + (places.size() - 1) + " more" : ""));
            }
            return String.join("\n", lines) + "\n";
        }
    }

    private static Path program(String name) {
        var found = List.of("/usr/bin/", "/usr/sbin/").stream()
                .map(folder -> Path.of(folder + name))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), name + " is not installed");
        return found.orElseThrow();
    }

    private static Contract contract(String file) {
        var documents = System.getProperty("real", "");
        assumeTrue(!documents.isEmpty(), "-Dreal=DIR names no folder with the documents");
        var loaded = Setup.testable(Path.of(documents, file).toString(), ReadOptions.defaults());
        var testable = ((Loaded.Usable<Testable>) loaded).value();
        assertThat(testable.untested().errors()).isEmpty();
        return testable.contract();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(int port) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(SECONDS_TO_START).toNanos();
        while (System.nanoTime() < end) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new AssertionError("the server does not listen on port " + port);
    }
}
