package dev.counterpart.cli;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Runs the {@code sh} blocks of a page in order in one shell, as its reader does. A server that is started in the background is awaited,
 * {@code # exit code N} at the end of a command is checked, and the {@code text} block after a block is its output, in which … stands
 * for any text, and a line of … for any lines. Blocks that begin with {@code # not run by a test} are left out. Ports are replaced by free ones, and
 * {@link #DATABASE} by another database.
 */
final class Page {

    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$");
    private static final Pattern SERVER =
            Pattern.compile("(?m)^((?:counterpart (?:mock|proxy)|haproxy) .*) &( +#.*)?$");
    private static final Pattern PORT_OPTION = Pattern.compile("-p (\\d+)");
    private static final Pattern PORT = Pattern.compile("\\b(4010|4011|4012|8080)\\b");
    private static final int MINUTES = 8;

    /** The database of a page, which its reader has started. */
    private static final String DATABASE = "jdbc:postgresql://127.0.0.1:5432/mocks?user=mock&password=secret";

    private final Path folder;
    private final String database;
    private final Map<String, String> ports = new LinkedHashMap<>();

    /** A command of a page, or several, and what they print. */
    record Block(String commands, String expected, String output) {

        boolean isAsExpected() {
            var pattern = expected.lines()
                    .map(line -> line.equals("…")
                            ? "(?:.*\n)*?"
                            : Pattern.quote(line).replace("…", "\\E.*\\Q") + " *\n")
                    .collect(Collectors.joining());
            return expected.isEmpty() || Pattern.matches(pattern, output.stripTrailing() + "\n");
        }

        @Override
        public String toString() {
            return "--- commands\n" + commands + "--- output\n" + output + "--- expected\n" + expected;
        }
    }

    /** Runs in this folder, with ports that are free. */
    Page(Path folder) throws IOException {
        this(folder, DATABASE);
    }

    /** Runs in this folder, with ports that are free and with that database. */
    Page(Path folder, String database) throws IOException {
        this.folder = folder;
        this.database = database;
        var taken = new ArrayList<ServerSocket>();
        for (String port : List.of("4010", "4011", "4012", "8080")) {
            var socket = new ServerSocket(0);
            taken.add(socket);
            ports.put(port, Integer.toString(socket.getLocalPort()));
        }
        for (var socket : taken) {
            socket.close();
        }
    }

    /** The blocks with their output; fails if a command exits with another code than the page says. */
    List<Block> run(String page) throws IOException, InterruptedException {
        var blocks = blocks(page);
        var work = Files.createDirectories(folder.resolve("my app"));
        Files.copy(Path.of("../docs/tasks/openapi.yaml"), work.resolve("openapi.yaml"));
        RunnableJar.script(folder.resolve("bin/counterpart"), wrapper());
        RunnableJar.script(folder.resolve("page.sh"), script(blocks));
        var builder = new ProcessBuilder(folder.resolve("page.sh").toString())
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("page.log").toFile());
        builder.environment().merge("PATH", folder.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        builder.environment().put("LOGS", folder.toString());
        var process = builder.start();
        boolean isEnded = process.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!isEnded) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        var all = new ArrayList<Block>();
        for (int at = 0; at < blocks.size(); at++) {
            var log = folder.resolve(at + ".log");
            var block = blocks.get(at);
            all.add(new Block(block.commands, block.expected, Files.exists(log) ? Files.readString(log) : ""));
        }
        if (!isEnded || process.exitValue() != 0) {
            throw new AssertionError((isEnded ? "a command failed\n" : "not ended in " + MINUTES + " minutes\n")
                    + all.stream().map(Block::toString).collect(Collectors.joining("\n")));
        }
        return all;
    }

    private List<Block> blocks(String page) {
        var all = new ArrayList<Block>();
        FENCE.matcher(PORT.matcher(page)
                        .replaceAll(found -> ports.get(found.group(1)))
                        .replace(DATABASE, database))
                .results()
                .forEach(found -> {
                    if (found.group(1).equals("sh")) {
                        all.add(new Block(found.group(2), "", ""));
                    } else if (found.group(1).equals("text")) {
                        var shown = all.remove(all.size() - 1);
                        all.add(new Block(shown.commands, found.group(2), ""));
                    } else {
                        throw new AssertionError("a snippet that no test runs: " + found.group());
                    }
                });
        all.removeIf(block -> block.commands.startsWith("# not run by a test"));
        return all;
    }

    /** The command, whose default port is that of this run. */
    private String wrapper() throws IOException {
        return """
                case "$1 $* " in
                  *" -p "*|*" --url "*) ;;
                  mock*|proxy*) set -- "$@" -p PORT ;;
                  ctl*) set -- "$@" --url http://127.0.0.1:PORT ;;
                esac
                exec 'JAVA' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar 'JAR' "$@"
                """.replace("PORT", ports.getOrDefault("4010", ""))
                .replace("JAVA", RunnableJar.JAVA)
                .replace("JAR", RunnableJar.in(folder).toString());
    }

    private String script(List<Block> blocks) {
        var script = new StringBuilder("""
                set -emo pipefail
                trap 'echo "exit code $? of: $BASH_COMMAND"' ERR
                trap 'set +e; trap - ERR; kill $(jobs -p) 2>/dev/null; wait' EXIT
                healthy() { curl -fs -o /dev/null "http://127.0.0.1:$1/__counterpart/health"; }
                listening() { (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
                await() {
                  until "$@"; do
                    [ $SECONDS -lt 400 ] && kill -0 $! 2>/dev/null || { cat "$LOGS/server.log"; return 1; }
                    sleep 0.1
                  done
                }
                """);
        for (int at = 0; at < blocks.size(); at++) {
            String commands = SERVER.matcher(blocks.get(at).commands)
                    .replaceAll(found -> Matcher.quoteReplacement(awaited(found.group(1))));
            script.append("exec >\"$LOGS/")
                    .append(at)
                    .append(".log\" 2>&1\n")
                    .append(commands.replaceAll(
                                    "(?m) +# exit code (\\d+)$", " && code=0 || code=\\$?; [ \"\\$code\" = $1 ]")
                            .replaceAll("(?m)^kill (%\\d)$", "kill $1; wait $1 2>/dev/null || true"));
        }
        return script.toString();
    }

    /** The command in the background, and a wait until it accepts connections. */
    private String awaited(String server) {
        var option = PORT_OPTION.matcher(server);
        String isReady = server.startsWith("haproxy")
                ? "listening " + ports.get("8080")
                : "healthy " + (option.find() ? option.group(1) : ports.get("4010"));
        return server + " >>\"$LOGS/server.log\" 2>&1 &\nawait " + isReady;
    }
}
