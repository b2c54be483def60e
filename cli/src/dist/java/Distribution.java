import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Makes the folder of the archive for this operating system: a Java runtime with the modules that are needed, the jar, an archive of class
 * data, launchers, manual pages and completions; and packs it, for downloads and for npm. Run by the profile {@code dist}, as a program of one source file.
 */
final class Distribution {

    /** The first version whose archive of class data may be moved to another folder. */
    private static final int OLDEST_JDK = 25;

    /** Modules that are not found by their use: elliptic curves of TLS before JDK 22, charsets of documents, files within archives. */
    private static final List<String> ADDED = List.of("jdk.crypto.ec", "jdk.charsets", "jdk.zipfs");

    /**
     * Modules that classes of libraries refer to, and that our commands do without: pages open by a command of the operating system,
     * beans are not used, nor are processors, preferences, scripts and Kerberos of WireMock and its libraries.
     */
    private static final List<String> LEFT_OUT = List.of(
            "java.desktop",
            "java.compiler",
            "java.prefs",
            "java.rmi",
            "java.scripting",
            "java.transaction.xa",
            "jdk.httpserver",
            "jdk.jfr",
            "jdk.management");

    private final Path project;
    private final Path jar;
    private final Path out;
    private final String version;
    private final FileTime time;
    private final Path jdk;

    private Distribution(Path project, Path jar, Path out, String version, String time, Path jdk) {
        this.project = project;
        this.jar = jar;
        this.out = out;
        this.version = version;
        this.time = FileTime.from(Instant.parse(time));
        this.jdk = jdk;
    }

    /** Arguments: the project's folder, the runnable jar, the folder to write to, the version, the time of all files, and a JDK or "". */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var jdk = jdk(arguments[5]);
        if (jdk.isEmpty()) {
            System.err.println("counterpart: the distribution needs JDK " + OLDEST_JDK
                    + " or newer: the archive of class data of older ones"
                    + " works only in the folder where it was made");
            System.err.println("to fix    run Maven with such a JDK, or name one: mvn -Pdist -Ddist.jdk=DIR package");
            System.exit(1);
        }
        System.out.println("distribution: the runtime is that of " + jdk.get());
        new Distribution(
                        Path.of(arguments[0]),
                        Path.of(arguments[1]),
                        Path.of(arguments[2])
                                .resolve("counterpart-" + arguments[3] + "-" + system() + "-" + architecture()),
                        arguments[3],
                        arguments[4],
                        jdk.get())
                .make();
    }

    /** The JDK that was named; that of this process; or the newest beside it. */
    private static Optional<Path> jdk(String option) throws IOException {
        String named = option.replace("\"", "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named)).filter(home -> feature(home) >= OLDEST_JDK);
        }
        var own = Path.of(System.getProperty("java.home")).toRealPath();
        if (feature(own) >= OLDEST_JDK) {
            return Optional.of(own);
        }
        try (var beside = Files.list(own.getParent())) {
            return beside.filter(home -> feature(home) >= OLDEST_JDK)
                    .max((one, other) -> Integer.compare(feature(one), feature(other)));
        }
    }

    /** The Java version of a JDK, 0 if the folder does not hold one that can make runtimes. */
    private static int feature(Path home) {
        var release = new Properties();
        if (!Files.exists(home.resolve("lib/modules")) || tool(home, "jlink").isEmpty()) {
            return 0;
        }
        try (var file = Files.newBufferedReader(home.resolve("release"))) {
            release.load(file);
        } catch (IOException absent) {
            return 0;
        }
        String text = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Integer.parseInt(text.split("[.+-]", 2)[0]);
    }

    private static Optional<Path> tool(Path home, String name) {
        return Stream.of(name, name + ".exe")
                .map(home.resolve("bin")::resolve)
                .filter(Files::exists)
                .findFirst();
    }

    private void make() throws IOException, InterruptedException {
        delete(out);
        Files.createDirectories(out.resolve("lib"));
        link(modules());
        store(jar, out.resolve("lib/counterpart.jar"));
        home(out.resolve("share/counterpart"));
        texts();
        launchers();
        train();
        pack();
    }

    /** The archive, and two packages for npm: one for this platform, and the one that chooses among those of all platforms. */
    private void pack() throws IOException {
        String name = out.getFileName().toString();
        var target = out.getParent();
        if (system().equals("windows")) {
            zip(target.resolve(name + ".zip"), name);
        } else {
            try (var tar = new Tar(target.resolve(name + ".tar.gz"), time)) {
                tar.folder(out, name + "/");
            }
        }
        var npm = Files.createDirectories(target.resolve("npm"));
        String node = system().replace("macos", "darwin").replace("windows", "win32");
        try (var tar = new Tar(npm.resolve("counterpart-cli-" + node + "-" + architecture() + ".tgz"), time)) {
            tar.folder(out, "package/");
            tar.text("package/package.json", packageJson("platform.json", node));
        }
        try (var tar = new Tar(npm.resolve("counterpart-cli.tgz"), time)) {
            tar.folder(project.resolve("cli/src/dist/npm/cli"), "package/");
            tar.file(project.resolve("LICENSE"), "package/LICENSE");
            tar.text("package/package.json", packageJson("cli.json", node));
        }
    }

    private String packageJson(String file, String node) throws IOException {
        return Files.readString(project.resolve("cli/src/dist/npm/" + file))
                .replace("@version@", version)
                .replace("@system@", node)
                .replace("@architecture@", architecture())
                .replace("@time@", String.valueOf(time.toInstant().getEpochSecond()));
    }

    private void zip(Path to, String name) throws IOException {
        try (var target = new ZipOutputStream(Files.newOutputStream(to))) {
            for (var file : files(out)) {
                var entry = new ZipEntry(
                        name + "/" + out.relativize(file).toString().replace('\\', '/'));
                entry.setLastModifiedTime(time);
                target.putNextEntry(entry);
                Files.copy(file, target);
                target.closeEntry();
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** A tar archive (POSIX ustar) in gzip: all files have one time and one owner, and symbolic links are replaced by their files. */
    private static final class Tar implements AutoCloseable {

        private static final int BLOCK = 512;

        private final OutputStream target;
        private final long seconds;

        Tar(Path file, FileTime time) throws IOException {
            seconds = time.toInstant().getEpochSecond();
            target = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16) {
                {
                    def.setLevel(Deflater.BEST_COMPRESSION);
                }
            };
        }

        void folder(Path folder, String prefix) throws IOException {
            for (var file : files(folder)) {
                file(file, prefix + folder.relativize(file).toString().replace('\\', '/'));
            }
        }

        void file(Path file, String name) throws IOException {
            entry(name, Files.isExecutable(file) ? 0755 : 0644, Files.readAllBytes(file));
        }

        void text(String name, String text) throws IOException {
            entry(name, 0644, text.getBytes(StandardCharsets.UTF_8));
        }

        private void entry(String name, int mode, byte[] bytes) throws IOException {
            var header = new byte[BLOCK];
            int cut = name.length() <= 100 ? -1 : name.indexOf('/', name.length() - 101);
            put(header, 0, name.substring(cut + 1));
            put(header, 100, String.format("%07o", mode));
            put(header, 108, "0000000");
            put(header, 116, "0000000");
            put(header, 124, String.format("%011o", bytes.length));
            put(header, 136, String.format("%011o", seconds));
            put(header, 148, "        ");
            put(header, 156, "0");
            put(header, 257, "ustar");
            put(header, 263, "00");
            put(header, 345, cut < 0 ? "" : name.substring(0, cut));
            int sum = 0;
            for (byte each : header) {
                sum += each & 0xff;
            }
            put(header, 148, String.format("%06o", sum) + "\0");
            target.write(header);
            target.write(bytes);
            target.write(new byte[(BLOCK - bytes.length % BLOCK) % BLOCK]);
        }

        private static void put(byte[] header, int at, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            System.arraycopy(bytes, 0, header, at, bytes.length);
        }

        @Override
        public void close() throws IOException {
            target.write(new byte[2 * BLOCK]);
            target.close();
        }
    }

    /** The modules of the runtime. Fails if the jar needs one about which nothing is decided here. */
    private TreeSet<String> modules() throws IOException, InterruptedException {
        var found = run(
                Path.of("."),
                tool(jdk, "jdeps").orElseThrow().toString(),
                "--ignore-missing-deps",
                "--multi-release",
                String.valueOf(OLDEST_JDK),
                "--print-module-deps",
                jar.toString());
        var modules = new TreeSet<>(ADDED);
        String list = found.lines().reduce((first, last) -> last).orElseThrow();
        modules.addAll(Arrays.asList(list.split(",", -1)));
        modules.removeAll(LEFT_OUT);
        System.out.println("distribution: modules " + String.join(", ", modules));
        return modules;
    }

    /** Without compression of its own: the archive is compressed as a whole, to a smaller size. */
    private void link(TreeSet<String> modules) throws IOException, InterruptedException {
        run(
                Path.of("."),
                tool(jdk, "jlink").orElseThrow().toString(),
                "--add-modules",
                String.join(",", modules),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                out.resolve("runtime").toString());
        // Names of functions, which only a debugger of native code reads: 4 MB.
        if (system().equals("linux") && Files.isExecutable(Path.of("/usr/bin/strip"))) {
            run(
                    Path.of("."),
                    "/usr/bin/strip",
                    out.resolve("runtime/lib/server/libjvm.so").toString());
        }
    }

    /** The jar without compression and without native code for other platforms. */
    private void store(Path from, Path to) throws IOException {
        String own = "org/sqlite/native/" + platformOfSqlite() + "/";
        try (var source = new ZipFile(from.toFile());
                var target = new ZipOutputStream(Files.newOutputStream(to))) {
            for (ZipEntry entry : (Iterable<ZipEntry>) source.stream().map(ZipEntry.class::cast)::iterator) {
                String name = entry.getName();
                if (name.startsWith("org/sqlite/native/") && !name.startsWith(own)) {
                    continue;
                }
                try (InputStream bytes = source.getInputStream(entry)) {
                    stored(target, name, bytes.readAllBytes());
                }
            }
        }
        Files.setLastModifiedTime(to, time);
    }

    private void stored(ZipOutputStream target, String name, byte[] bytes) throws IOException {
        var crc = new CRC32();
        crc.update(bytes);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCompressedSize(bytes.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(LocalDateTime.ofInstant(time.toInstant(), ZoneOffset.UTC));
        target.putNextEntry(entry);
        target.write(bytes);
        target.closeEntry();
    }

    private static String platformOfSqlite() {
        String system = system();
        String name = system.equals("macos") ? "Mac" : system.equals("windows") ? "Windows" : "Linux";
        return name + "/" + (architecture().equals("arm64") ? "aarch64" : "x86_64");
    }

    /** As in the archive's name: linux, macos or windows. */
    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "macos" : name.startsWith("windows") ? "windows" : "linux";
    }

    private static String architecture() {
        String name = System.getProperty("os.arch");
        return name.equals("aarch64") || name.equals("arm64") ? "arm64" : "x64";
    }

    /** The bundled contract, its fixtures, and data for the gate. */
    private void home(Path home) throws IOException {
        copy(
                "spec/openapi/dynamic-oauth-access-token.yaml",
                home.resolve("spec/openapi/dynamic-oauth-access-token.yaml"));
        copy("contract-tests/contract-tests.yaml", home.resolve("contract-tests/contract-tests.yaml"));
        var fixtures = project.resolve("fixtures/bundled");
        try (var files = Files.walk(fixtures)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                String name = fixtures.relativize(file).toString();
                copy(
                        "fixtures/bundled/" + name,
                        home.resolve("fixtures/bundled").resolve(name));
            }
        }
        copy("LICENSE", out.resolve("LICENSE"));
    }

    private void copy(String from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(project.resolve(from), to, StandardCopyOption.REPLACE_EXISTING);
    }

    private void texts() throws IOException, InterruptedException {
        var share = out.resolve("share");
        String classPath = out.resolve("lib/counterpart.jar").toString();
        run(
                Path.of("."),
                java(),
                "-cp",
                classPath,
                "dev.counterpart.cli.ManPages",
                share.resolve("man/man1").toString(),
                version,
                time.toString().substring(0, 10));
        completion("bash", share.resolve("bash-completion/completions/counterpart"), classPath);
        completion("zsh", share.resolve("zsh/site-functions/_counterpart"), classPath);
    }

    private void completion(String shell, Path to, String classPath) throws IOException, InterruptedException {
        Files.createDirectories(to.getParent());
        Files.writeString(to, run(Path.of("."), java(), "-jar", classPath, "completion", shell));
    }

    private void launchers() throws IOException {
        boolean isWindows = system().equals("windows");
        String name = isWindows ? "counterpart.bat" : "counterpart";
        copy("cli/src/dist/bin/" + name, out.resolve("bin/" + name));
        copy("cli/src/dist/lib/server.options", out.resolve("lib/server.options"));
        if (!isWindows) {
            out.resolve("bin/" + name).toFile().setExecutable(true, false);
        }
    }

    /**
     * Runs the mock and the gate once, and archives the classes that this loads. JDK 25's own way, its cache of one step, is larger and
     * slower here: it leaves out picocli, whose classes have the format of Java 5.
     */
    private void train() throws IOException, InterruptedException {
        var home = out.resolve("share/counterpart").toAbsolutePath();
        var jarOfRuntime = out.resolve("lib/counterpart.jar").toAbsolutePath().toString();
        var list = Files.createTempFile("distribution", ".txt");
        run(
                home,
                java(),
                "-XX:+UseSerialGC",
                "-Dcounterpart.home=" + home,
                "-Dcounterpart.training=true",
                "-XX:DumpLoadedClassList=" + list,
                "-jar",
                jarOfRuntime);
        // No archive can contain picocli if it contains a lambda with one of its types.
        Files.write(
                list,
                Files.readAllLines(list).stream()
                        .filter(line -> !line.startsWith("@lambda-proxy ") || !line.contains("picocli"))
                        .toList());
        run(
                home,
                java(),
                "-XX:+UseG1GC",
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + list,
                "-XX:SharedArchiveFile=" + out.resolve("lib/counterpart.jsa").toAbsolutePath(),
                "-cp",
                jarOfRuntime);
        Files.delete(list);
    }

    private String java() {
        return tool(out.resolve("runtime"), "java")
                .orElseThrow()
                .toAbsolutePath()
                .toString();
    }

    /** Runs a program and returns its standard output. */
    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        var errors = Files.createTempFile("distribution", ".txt");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(new ArrayList<>(List.of(command)) + " ended with " + process.exitValue() + ":\n"
                    + output + Files.readString(errors));
        }
        Files.delete(errors);
        return output;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file :
                        files.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
