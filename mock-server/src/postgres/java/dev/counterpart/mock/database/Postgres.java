package dev.counterpart.mock.database;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL server of the tests, on a free port of this machine, in a temporary folder, run by a user who is not root. Where
 * PostgreSQL is not installed, tests are skipped, except with {@code -Dpostgres.required=true}.
 */
public final class Postgres implements AutoCloseable {

    /** The password of the only user; tests look for it in all output. */
    public static final String PASSWORD = "Tr0ub4dor-and-3";

    private static final boolean REQUIRED = Boolean.getBoolean("postgres.required");
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private final Path programs;
    private final Path folder;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();
    private final Thread end = new Thread(this::close);

    private Postgres(Path programs) throws IOException {
        this.programs = programs;
        this.folder = Files.createTempDirectory("counterpart-postgres");
        try (var free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
    }

    /** The server that test classes share, each with databases of its own. */
    private static final class Shared {
        static final Postgres SERVER = start();
    }

    public static Postgres shared() {
        programs(); // so that the reason is reported for each class
        return Shared.SERVER;
    }

    /** A server of its own, for tests that stop it. */
    public static Postgres start() {
        try {
            var server = new Postgres(programs());
            server.create();
            Runtime.getRuntime().addShutdownHook(server.end);
            server.resume();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path programs() {
        var found = installed();
        if (found.isEmpty()) {
            String missing =
                    "PostgreSQL is not tested, because initdb was not found below " + DEBIAN + " or in the PATH";
            if (REQUIRED) {
                Assertions.fail(missing);
            }
            Assumptions.abort(missing);
        }
        return found.get();
    }

    private static Optional<Path> installed() {
        var folders = new ArrayList<Path>();
        if (Files.isDirectory(DEBIAN)) {
            try (var versions = Files.list(DEBIAN)) {
                versions.sorted(Comparator.reverseOrder())
                        .map(version -> version.resolve("bin"))
                        .forEach(folders::add);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(Path::of)
                .forEach(folders::add);
        return folders.stream()
                .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                .findFirst();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private void create() throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), PASSWORD);
        if (isRoot()) {
            run(List.of("chown", "-R", "postgres", folder.toString()));
        }
        run(program(
                "initdb",
                "-D",
                data(),
                "-U",
                "tester",
                "-A",
                "scram-sha-256",
                "--pwfile",
                secret.toString(),
                "-E",
                "UTF8",
                "--no-locale",
                "--no-sync"));
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /** Starts it, or starts it again. */
    public void resume() {
        run(program(
                "pg_ctl",
                "-D",
                data(),
                "-w",
                "-t",
                "60",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-p " + port
                        + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=50",
                "start"));
    }

    /** Stops it as a crash would. */
    public void stop() {
        run(program("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop"));
    }

    /** Sends a signal to all its processes: {@code STOP} makes it hang, {@code CONT} ends that. */
    public void signal(String name) {
        try {
            long server = Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid"))
                    .get(0)
                    .strip());
            var processes = Stream.concat(
                            Stream.of(server),
                            ProcessHandle.of(server).stream()
                                    .flatMap(ProcessHandle::children)
                                    .map(ProcessHandle::pid))
                    .map(String::valueOf)
                    .collect(Collectors.joining(" "));
            run(List.of("sh", "-c", "kill -" + name + " " + processes));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private List<String> program(String name, String... arguments) {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(programs.resolve(name).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private void run(List<String> command) {
        try {
            var output = Files.createTempFile("counterpart-postgres", ".log");
            var process = new ProcessBuilder(command)
                    .directory(new File("/"))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean isOver = process.waitFor(90, TimeUnit.SECONDS);
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            if (!isOver || process.exitValue() != 0) {
                throw new IllegalStateException(command + ":\n" + text);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** The URL of a new database, with user and password. */
    public String database() {
        String name = "mock" + databases.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name);
        return url(name);
    }

    /** Runs SQL. */
    public void execute(String database, String sql) {
        try (var connection = DriverManager.getConnection(url(database));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=tester&password=" + PASSWORD;
    }

    /** As messages name the database of a URL. */
    public static String place(String url) {
        return url.substring("jdbc:".length(), url.indexOf('?'));
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException ending) {
            // this is the hook
        }
        try {
            stop();
        } catch (IllegalStateException stopped) {
            // a test has stopped it
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
