package dev.counterpart.mock.cli;

import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.database.JdbcStore;
import dev.counterpart.mock.engine.Mounts;
import dev.counterpart.mock.room.Browser;
import dev.counterpart.mock.settings.AgentRights;
import dev.counterpart.mock.settings.HeaderLimits;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.mock.store.StateStore;
import dev.counterpart.spec.cli.ExitCode;
import dev.counterpart.spec.cli.HelpOption;
import dev.counterpart.spec.cli.ReadingOptions;
import dev.counterpart.spec.rule.ErrorName;
import dev.counterpart.spec.tls.Identity;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that {@code mock} and {@code proxy} have in common. */
final class ServingOptions {

    /** The first port that every user may bind. */
    private static final int FIRST_OF_ALL = 1024;

    /** How long the end of the process waits until finished exchanges are counted. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How long the end of the process waits for answers that are under way. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

    /** A shorter admin token could be guessed; in characters. */
    private static final int SHORTEST_TOKEN = 8;

    @Option(
            names = {"-p", "--port"},
            defaultValue = "4010",
            description = "Port; 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = {"-h", "--host"},
            defaultValue = "127.0.0.1",
            description = "Address to bind. Default: ${DEFAULT-VALUE}.")
    private String host = MockOptions.DEFAULT_HOST;

    @Option(
            names = "--base-path",
            paramLabel = "PATH",
            defaultValue = "",
            description = "Path prefix of everything that is served, such as /api/v1.")
    private String basePath = "";

    @Option(
            names = "--ssl-cert",
            paramLabel = "FILE",
            description = "Certificate chain in PEM, to serve HTTPS; requires --ssl-key.")
    private @Nullable Path sslCert;

    @Option(
            names = "--ssl-key",
            paramLabel = "FILE",
            description = "Unencrypted private key of the certificate in PEM (PKCS #8).")
    private @Nullable Path sslKey;

    @Option(
            names = "--cors",
            negatable = true,
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "true",
            description = "Allow pages of any origin to read answers. Default: ${DEFAULT-VALUE}.")
    private boolean cors;

    @Option(
            names = "--max-header-size",
            paramLabel = "KIB",
            description = "Maximum size of the headers of a message. Default: 16 for requests, 48 for answers.")
    private @Nullable Integer maxHeaderSize;

    @Option(
            names = "--admin",
            negatable = true,
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "true",
            description = "Serve the control room and the admin API below /__counterpart. Default: ${DEFAULT-VALUE}.")
    private boolean admin;

    @Option(names = "--open", description = "Open the control room in the browser.")
    private boolean open;

    @Option(
            names = "--admin-token",
            paramLabel = "TOKEN",
            defaultValue = "${env:COUNTERPART_ADMIN_TOKEN}",
            description =
                    "Bearer token with which clients on other machines may use the admin API, and see secrets in it. Also read from COUNTERPART_ADMIN_TOKEN.")
    private @Nullable String adminToken;

    @Option(
            names = "--allow-changes",
            description =
                    "Let coding agents at /__counterpart/mcp change answers and write fixtures; without it, they only read.")
    private boolean allowChanges;

    @Option(
            names = "--test-url",
            paramLabel = "URL",
            description =
                    "A provider that coding agents at /__counterpart/mcp may test against the document. Can be repeated.")
    private List<String> testUrls = List.of();

    @Option(
            names = "--state",
            paramLabel = "PLACE",
            description =
                    "Keep collections, overrides and scenario positions in this file, or in a database that mocks share: jdbc:postgresql://HOST/DATABASE.")
    private @Nullable String state;

    @Option(
            names = "--report-undeclared",
            arity = "0..1",
            fallbackValue = "true",
            description = "Warn about query parameters and body properties that are not declared.")
    private boolean reportUndeclared;

    @Option(
            names = "--coverage",
            arity = "0..1",
            fallbackValue = "true",
            description = "Print the coverage of the traffic at exit.")
    private boolean coverage;

    @Option(
            names = "--compat",
            paramLabel = "MOCK",
            defaultValue = "none",
            description = "none: own behaviour; prism: exactly as Prism answers. Default: ${DEFAULT-VALUE}.")
    private MockOptions.Compat compat = MockOptions.Compat.NONE;

    private @Nullable MockServer server;

    @Option(
            names = {"-m", "--multiprocess"},
            negatable = true,
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description = "Ignored; accepted for compatibility with Prism.")
    @SuppressWarnings("UnusedVariable") // accepted, so that existing command lines work
    private boolean multiprocess;

    @Option(
            names = {"-v", "--verboseLevel"},
            paramLabel = "LEVEL",
            defaultValue = "info",
            converter = Levels.class,
            description = "trace, debug, info, warn, error, fatal or silent. Default: ${DEFAULT-VALUE}.")
    private Level level = Level.INFO;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Options in a YAML or JSON file, by long name. The command line takes precedence. Paths are relative to the working directory.")
    @SuppressWarnings("UnusedVariable") // read before
    private @Nullable Path config;

    @Mixin
    @SuppressWarnings("UnusedVariable") // read by picocli
    private final HelpOption help = new HelpOption();

    /** How much is printed. */
    enum Level {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR,
        FATAL,
        SILENT;

        boolean shows(Level message) {
            return compareTo(message) <= 0;
        }
    }

    /** The name of a level. */
    static final class Levels implements CommandLine.ITypeConverter<Level> {

        @Override
        public Level convert(String text) {
            return Stream.of(Level.values())
                    .filter(each -> each.name().equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() -> new CommandLine.TypeConversionException(
                            "must be trace, debug, info, warn, error, fatal or silent but was \"" + text + "\""));
        }
    }

    /**
     * The address and the other options of the server.
     *
     * @param reading how the documents are read
     * @throws ParameterException if the port is not 0 to 65535, or the host is not an address of this machine
     */
    MockOptions options(CommandLine line, ReadingOptions reading) {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(line, "--port must be 0 to 65535 but was " + port);
        }
        return MockOptions.defaults()
                .withHeaderLimits(headerLimits(line))
                .withPort(port)
                .withHost(address(line))
                .withCors(cors)
                .withCompat(compat)
                .withAdmin(admin)
                .withAdminToken(adminToken(line))
                .withAgents(new AgentRights(allowChanges, testUrls, reading.arguments()))
                .withReportUndeclared(reportUndeclared)
                .withIdentity(identity(line));
    }

    private HeaderLimits headerLimits(CommandLine line) {
        if (maxHeaderSize == null) {
            return HeaderLimits.DEFAULT;
        }
        if (maxHeaderSize < HeaderLimits.LEAST || maxHeaderSize > HeaderLimits.MOST) {
            throw new ParameterException(
                    line,
                    "--max-header-size must be " + HeaderLimits.LEAST + " to " + HeaderLimits.MOST + " KiB but was "
                            + maxHeaderSize);
        }
        return HeaderLimits.ofKib(maxHeaderSize);
    }

    private Optional<String> adminToken(CommandLine line) {
        var token = Optional.ofNullable(adminToken).filter(text -> !text.isEmpty());
        if (token.filter(text -> text.length() < SHORTEST_TOKEN || !text.matches("[!-~]+"))
                .isPresent()) {
            throw new ParameterException(
                    line, "--admin-token must have at least " + SHORTEST_TOKEN + " visible ASCII characters");
        }
        return token;
    }

    /** The host without the brackets that IPv6 addresses have in URLs. */
    private String address(CommandLine line) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (!isOurs(bare)) {
            throw new ParameterException(line, "--host must be an address of this machine but was \"" + host + "\"");
        }
        return bare;
    }

    private static boolean isOurs(String host) {
        try {
            var address = InetAddress.getByName(host);
            return !host.isBlank()
                    && (address.isAnyLocalAddress()
                            || address.isLoopbackAddress()
                            || NetworkInterface.getByInetAddress(address) != null);
        } catch (IOException unknown) {
            return false;
        }
    }

    private Optional<Identity> identity(CommandLine line) {
        if (sslCert == null && sslKey == null) {
            return Optional.empty();
        }
        if (sslCert == null || sslKey == null) {
            throw new ParameterException(line, "--ssl-cert and --ssl-key are needed together");
        }
        var identity = Identity.read(sslCert, sslKey);
        if (identity.isEmpty()) {
            throw new ParameterException(
                    line,
                    "--ssl-cert must hold certificates in PEM, and --ssl-key their key (BEGIN PRIVATE KEY), but were \""
                            + sslCert + "\" and \"" + sslKey
                            + "\"; to convert another kind of key: openssl pkcs8 -topk8 -nocrypt -in KEY");
        }
        return identity;
    }

    /**
     * The prefix of every path.
     *
     * @throws ParameterException if it is not a path
     */
    String basePath(CommandLine line) {
        return Mounts.prefix(basePath)
                .orElseThrow(() -> new ParameterException(
                        line, "--base-path must be a path such as /api/v1 but was \"" + basePath + "\""));
    }

    /** Whether state is kept at a place that the user has named. */
    boolean keepsState() {
        return state != null;
    }

    /**
     * Where the state is kept; empty if it cannot be opened, which is reported.
     *
     * @throws ParameterException if it is neither a file nor a supported database
     */
    Optional<StateStore> store(CommandLine line, MockLog log) {
        if (state == null) {
            return Optional.of(StateStore.inMemory());
        }
        if (!JdbcStore.isPlace(state)) { // not repeated: it can have a password
            throw new ParameterException(line, "--state must be a file or jdbc:postgresql://HOST/DATABASE");
        }
        var opening = JdbcStore.open(state);
        if (opening instanceof JdbcStore.Opening.Opened opened) {
            opened.store().onProblem(log::kept);
            return Optional.of(opened.store());
        }
        report((JdbcStore.Opening.Failed) opening, line.getErr());
        return Optional.empty();
    }

    private static void report(JdbcStore.Opening.Failed failed, PrintWriter err) {
        err.println("counterpart: the state in " + failed.place() + " cannot be used: " + failed.reason());
        err.println(ErrorName.STATE_UNAVAILABLE.toFix("start the database, or choose another place with --state"));
    }

    /** The server that was started with these options; empty if none could be started. */
    Optional<MockServer> server() {
        return Optional.ofNullable(server);
    }

    MockLog log(CommandLine line) {
        return new MockLog(line.getOut(), line.getErr(), level);
    }

    /**
     * What happens when the process receives a signal to end: answers that are under way are sent, then this is run, then coverage is
     * printed, and the state is closed.
     */
    void atTheEnd(MockServer server, CommandLine line, Runnable afterwards) {
        this.server = server;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.finish(LAST_ANSWERS);
            afterwards.run();
            if (coverage) {
                server.exchanges().settle(PATIENCE);
                line.getOut().println(server.coverage().text());
                line.getOut().flush();
            }
            server.control().store().close();
        }));
    }

    /** Opens the control room in the browser if the user wants that. */
    void open(MockServer server, CommandLine line) {
        if (!open) {
            return;
        }
        server.controlRoom()
                .map(page -> Browser.open(page).map(reason -> "could not open " + page + ": " + reason))
                .orElse(Optional.of("--open needs the control room; remove --no-admin"))
                .ifPresent(problem -> line.getErr().println("counterpart: " + problem));
    }

    /** Reports that the port is not available, and returns the exit code. */
    int taken(CommandLine line) {
        boolean isPrivileged = port > 0 && port < FIRST_OF_ALL;
        line.getErr()
                .println("counterpart: port " + port + " of " + host + " is in use by another process"
                        + (isPrivileged ? ", or this user may not bind it, because it is below " + FIRST_OF_ALL : ""));
        line.getErr()
                .println(ErrorName.PORT_IN_USE.toFix("end that process, or choose another port: -p "
                        + (isPrivileged ? MockOptions.DEFAULT_PORT : port + 1)
                        + ", or -p 0 for any free port"));
        return ExitCode.FAILED;
    }
}
