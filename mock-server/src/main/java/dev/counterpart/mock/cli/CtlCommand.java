package dev.counterpart.mock.cli;

import dev.counterpart.fixtures.Durations;
import dev.counterpart.fixtures.folder.FolderFiles;
import dev.counterpart.mock.record.YamlText;
import dev.counterpart.spec.Counted;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.cli.BaseCommand;
import dev.counterpart.spec.cli.ExitCode;
import dev.counterpart.spec.cli.HelpOption;
import dev.counterpart.spec.rule.ErrorName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code counterpart ctl}: inspects and controls a running mock from the terminal, by its admin API. */
@Command(
        name = "ctl",
        description = "Inspects and controls a running mock.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  counterpart ctl status",
            "  counterpart ctl next getPet 404",
            "  counterpart ctl set '*' 503 --for 30s",
            "  counterpart ctl scenario token-revoked next",
            "  counterpart ctl tail"
        },
        subcommands = {
            CtlCommand.Status.class,
            CtlCommand.Next.class,
            CtlCommand.Set.class,
            CtlCommand.ScenarioOf.class,
            CtlCommand.JournalOf.class,
            CtlCommand.Export.class,
            CtlCommand.StateOf.class,
            CtlCommand.Tail.class
        })
final class CtlCommand {

    @Mixin
    @SuppressWarnings("UnusedVariable") // read by picocli
    private final HelpOption help = new HelpOption();

    /** What all subcommands have in common. */
    abstract static class Sub extends BaseCommand {

        @Option(
                names = "--url",
                paramLabel = "URL",
                defaultValue = "http://127.0.0.1:4010",
                description = "The mock. Default: ${DEFAULT-VALUE}.")
        private String url = "";

        @Option(
                names = "--token",
                paramLabel = "TOKEN",
                defaultValue = "${env:COUNTERPART_ADMIN_TOKEN}",
                description = "The admin token of a mock on another machine. Also read from COUNTERPART_ADMIN_TOKEN.")
        private @Nullable String token;

        @Override
        public Integer call() {
            try {
                run(new AdminClient(url, Optional.ofNullable(token).filter(text -> !text.isEmpty())));
                return ExitCode.FINE;
            } catch (AdminClient.Refused refused) {
                commandLine().getErr().println("counterpart: " + refused.getMessage());
                return ExitCode.FAILED;
            }
        }

        abstract void run(AdminClient client) throws AdminClient.Refused;

        void print(String text) {
            commandLine().getOut().println(text);
            commandLine().getOut().flush();
        }

        /** The query with those parameters that are not empty. */
        static String query(String... parameters) {
            String given = Stream.of(parameters)
                    .filter(parameter -> !parameter.isEmpty())
                    .collect(Collectors.joining("&"));
            return given.isEmpty() ? "" : "?" + given;
        }

        static String parameter(String name, @Nullable String value) {
            return value == null ? "" : name + "=" + AdminClient.encoded(value);
        }
    }

    /** The session that a command is about. */
    static final class SessionOption {

        @Option(names = "--session", paramLabel = "NAME", description = "Only requests of this session.")
        private @Nullable String name;

        String parameter() {
            return Sub.parameter("session", name);
        }
    }

    /** The operations whose exchanges a command is about. */
    static final class OperationOption {

        @Option(names = "--operation", paramLabel = "OPERATION", description = "Only requests of these operations.")
        private @Nullable String selector;

        String parameter() {
            return Sub.parameter("operation", selector);
        }
    }

    @Command(name = "status", description = "Lists documents, overrides and scenarios under way.", sortOptions = false)
    static final class Status extends Sub {

        @Override
        void run(AdminClient client) throws AdminClient.Refused {
            for (JsonNode document : client.get("/documents")) {
                print(document.path("title").asString() + "   "
                        + document.path("document").asString() + "   "
                        + Counted.of(document.path("operations").asInt(), "operation") + ", "
                        + Counted.of(document.path("fixtures").asInt(), "fixture") + ", "
                        + Counted.of(document.path("scenarios").asInt(), "scenario"));
            }
            for (JsonNode override : client.get("/overrides")) {
                print("override " + override.path("id").asString() + "   " + CtlText.override(override));
            }
            for (JsonNode scenario : client.get("/scenarios")) {
                scenario.path("plays").forEach(play -> print(CtlText.play(scenario, play)));
            }
        }
    }

    /** Sets an answer. */
    abstract static class Setting extends Sub {

        private static final Pattern STATUS = Pattern.compile("[2-5][0-9]{2}");

        @Parameters(
                index = "0",
                paramLabel = "OPERATION",
                description = "An operationId, a method and path, tag:NAME, or '*' for all operations.")
        private String operation = "";

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "ANSWER",
                description = "A status, or the label of a fixture such as 404-sold.")
        private @Nullable String answer;

        @Option(names = "--delay", paramLabel = "TIME", description = "Delay of the answer: 2s or 100ms..2s.")
        private @Nullable String delay;

        @Option(
                names = "--fault",
                paramLabel = "FAULT",
                description = "Instead of an answer: reset, empty, truncate, garbage or stall.")
        private @Nullable String fault;

        @Option(names = "--no-auth", description = "Do not check credentials.")
        private boolean noAuth;

        @Option(names = "--no-validation", description = "Do not validate requests.")
        private boolean noValidation;

        @Mixin
        final SessionOption session = new SessionOption();

        /** The query with the operations; without one, all overrides are meant. */
        String operations() {
            return operation.equals("*") ? "" : parameter("operation", operation);
        }

        void set(AdminClient client, ObjectNode override) throws AdminClient.Refused {
            override.put("operation", operation);
            if (answer != null && STATUS.matcher(answer).matches()) {
                override.put("status", Integer.parseInt(answer));
            } else {
                put(override, "fixture", answer);
            }
            put(override, "delay", delay);
            put(override, "fault", fault);
            put(override, "session", session.name);
            if (noAuth) {
                override.put("auth", false);
            }
            if (noValidation) {
                override.put("validation", false);
            }
            var added = client.post("/overrides", override);
            print("override " + added.path("id").asString() + "   " + CtlText.override(added));
        }

        private static void put(ObjectNode override, String name, @Nullable String value) {
            if (value != null) {
                override.put(name, value);
            }
        }
    }

    @Command(name = "next", description = "Sets the answer to the next call of operations.", sortOptions = false)
    static final class Next extends Setting {

        @Override
        void run(AdminClient client) throws AdminClient.Refused {
            set(client, JsonNodeFactory.instance.objectNode().put("calls", 1));
        }
    }

    @Command(
            name = "set",
            description = "Sets the answer of operations; \"set '*' --clear\" removes what was set.",
            sortOptions = false)
    static final class Set extends Setting {

        @Option(names = "--calls", paramLabel = "N", description = "Remove it after N calls. Default: keep it.")
        private @Nullable Integer calls;

        @Option(
                names = "--for",
                paramLabel = "TIME",
                description = "Remove it after TIME, such as 30s. Default: keep it.")
        private @Nullable String time;

        @Option(names = "--clear", description = "Remove the overrides of OPERATION instead; '*' removes all.")
        private boolean clear;

        @Override
        void run(AdminClient client) throws AdminClient.Refused {
            if (clear) {
                client.delete("/overrides" + query(session.parameter(), operations()));
                return;
            }
            if (time != null && Durations.parse(time).isEmpty()) {
                throw new ParameterException(commandLine(), Durations.refusal("--for", "30s", time));
            }
            var override = JsonNodeFactory.instance.objectNode();
            if (calls != null) {
                override.put("calls", calls);
            }
            if (time != null) {
                override.put("for", time);
            }
            set(client, override);
        }
    }

    @Command(name = "scenario", description = "Lists scenarios, or moves one.", sortOptions = false)
    static final class ScenarioOf extends Sub {

        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "NAME",
                description = "The scenario. Without one: list all.")
        private @Nullable String name;

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "MOVE",
                defaultValue = "start",
                description = "start, next, back, reset or stop. Default: ${DEFAULT-VALUE}.")
        private String move = "";

        @Mixin
        private final SessionOption session = new SessionOption();

        @Override
        void run(AdminClient client) throws AdminClient.Refused {
            if (name == null) {
                for (JsonNode scenario : client.get("/scenarios")) {
                    print(CtlText.scenario(scenario));
                }
                return;
            }
            String move = "/scenarios/" + AdminClient.encoded(name) + "/" + AdminClient.encoded(this.move);
            var scenario = client.post(move + query(session.parameter()));
            print(CtlText.scenario(scenario));
        }
    }

    @Command(
            name = "export",
            description = "Writes the exchanges of the journal to a file, for other tools.",
            sortOptions = false,
            footer = {
                "",
                "Examples:",
                "  counterpart ctl export har --out session.har",
                "  counterpart ctl export arazzo --session demo --out demo.arazzo.yaml"
            })
    static final class Export extends Sub {

        @Parameters(
                index = "0",
                paramLabel = "FORMAT",
                description = "har: HTTP Archive 1.2, which browsers show. arazzo: a workflow (Arazzo 1.0) for"
                        + " \"test --workflow\".")
        private String format = "";

        @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to write.")
        private @Nullable Path out;

        @Mixin
        private final OperationOption operation = new OperationOption();

        @Mixin
        private final SessionOption session = new SessionOption();

        @Override
        void run(AdminClient client) throws AdminClient.Refused {
            if (!format.equals("har") && !format.equals("arazzo")) {
                throw new AdminClient.Refused("FORMAT must be har or arazzo but was \"" + format + "\"");
            }
            var exported = client.get("/" + format + query(session.parameter(), operation.parameter()));
            var file = Objects.requireNonNull(out, "picocli sets it");
            write(file, isYaml(file) ? YamlText.of(exported) : Json.pretty(exported) + "\n");
            int count = exported.at(format.equals("har") ? "/log/entries" : "/workflows/0/steps")
                    .size();
            print(Counted.of(count, "exchange") + " written to " + file);
        }

        private static void write(Path file, String text) throws AdminClient.Refused {
            try {
                FolderFiles.writeNamed(file, text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException failed) {
                throw new AdminClient.Refused(file + " cannot be written: " + failed.getMessage() + "\n"
                        + ErrorName.NOT_WRITABLE.toFix("choose another file"));
            }
        }

        private boolean isYaml(Path file) {
            return format.equals("arazzo") && file.toString().matches("(?i).*\\.ya?ml");
        }
    }

    @Command(name = "journal", description = "Lists the latest exchanges, or shows one.", sortOptions = false)
    static final class JournalOf extends Sub {

        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "ID",
                description = "An exchange. Without one: list the latest.")
        private @Nullable Long id;

        @Mixin
        private final OperationOption operation = new OperationOption();

        @Option(names = "--status", paramLabel = "STATUS", description = "With this status or range: 404 or 4XX.")
        private @Nullable String status;

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "20",
                description = "How many. Default: ${DEFAULT-VALUE}.")
        private int limit;

        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        @Override
        void run(AdminClient client) throws AdminClient.Refused {
            if (id != null) {
                var exchange = client.get("/journal/" + id);
                print(json ? Json.pretty(exchange) : CtlText.whole(exchange));
                return;
            }
            String query = query("limit=" + limit, operation.parameter(), parameter("status", status));
            var exchanges = client.get("/journal" + query).path("exchanges");
            if (json) {
                print(Json.pretty(exchanges));
            } else {
                List.copyOf(exchanges.values()).forEach(exchange -> print(CtlText.exchange(exchange)));
            }
        }
    }

    @Command(
            name = "state",
            description = "Lists, shows and changes the collections of a stateful mock.",
            sortOptions = false,
            footer = {
                "",
                "Examples:",
                "  counterpart ctl state                          the collections in use",
                "  counterpart ctl state /pets                    the items of a collection",
                "  counterpart ctl state /pets 4 --set '{...}'    creates or replaces an item",
                "  counterpart ctl state /pets --seed pets.json   stores a list of items"
            })
    static final class StateOf extends Sub {

        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "COLLECTION",
                description = "Such as /pets. Without one: list the collections in use.")
        private @Nullable String collection;

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "ID",
                description = "An item. Without one: list the items.")
        private @Nullable String id;

        @Option(names = "--set", paramLabel = "JSON", description = "Create the item, or replace it by this one.")
        private @Nullable String set;

        @Option(names = "--delete", description = "Delete the item.")
        private boolean delete;

        @Option(
                names = "--seed",
                arity = "0..1",
                fallbackValue = "",
                paramLabel = "FILE",
                description =
                        "Store the items of a JSON file, which is a list; without a file, those of fixtures and examples.")
        private @Nullable String seed;

        @Option(
                names = "--reset",
                description = "Begin again with the items of fixtures and examples: the collection, or all.")
        private boolean reset;

        @Option(
                names = "--contract",
                paramLabel = "N",
                defaultValue = "0",
                description = "Position of the document, if several are served. Default: ${DEFAULT-VALUE}.")
        private int contract;

        @Override
        void run(AdminClient client) throws AdminClient.Refused {
            if (collection == null) {
                all(client);
            } else if (set != null || delete) {
                change(client, "/state/items?" + ofItem());
            } else if (seed != null) {
                seed(client, seed);
            } else if (reset) {
                client.delete("/state?" + named());
            } else if (id != null) {
                print(Json.pretty(client.get("/state/item?" + ofItem()).path("item")));
            } else {
                client.get("/state/items?" + named())
                        .forEach(each -> print(ExchangeText.escaped(
                                        each.path("id").asString()) + "   " + Json.text(each.path("item"))));
            }
        }

        private String ofItem() {
            if (id == null) {
                throw new ParameterException(
                        commandLine(), "name the item: counterpart ctl state " + collection + " ID ...");
            }
            return named() + "&id=" + AdminClient.encoded(id);
        }

        private void all(AdminClient client) throws AdminClient.Refused {
            if (id != null || set != null || delete || seed != null) {
                throw new ParameterException(commandLine(), "name the collection: counterpart ctl state /pets ...");
            }
            if (reset) {
                client.delete("/state");
            } else {
                print(client.get("/state"));
            }
        }

        private void print(JsonNode state) {
            if (!state.path("stateful").asBoolean()) {
                print("The mock keeps no items; start it with --stateful or --state.");
            }
            if (state.has("fault")) {
                print("The state in " + state.path("place").asString() + " is unavailable: "
                        + state.path("fault").asString());
            }
            state.path("collections")
                    .forEach(each ->
                            print(ExchangeText.escaped(each.path("collection").asString() + "   "
                                    + Counted.of(each.path("items").asInt(), "item"))));
        }

        private void change(AdminClient client, String item) throws AdminClient.Refused {
            if (delete) {
                client.delete(item);
            } else {
                client.put(item, json("--set", Objects.requireNonNull(set).getBytes(StandardCharsets.UTF_8)));
            }
        }

        private void seed(AdminClient client, String file) throws AdminClient.Refused {
            var body = JsonNodeFactory.instance.objectNode();
            body.put("collection", collection).put("contract", contract);
            if (!file.isEmpty()) {
                try {
                    body.set("items", json(file, Files.readAllBytes(Path.of(file))));
                } catch (IOException | InvalidPathException unreadable) {
                    throw new ParameterException(commandLine(), "the file " + file + " cannot be read");
                }
            }
            var seeded = client.post("/state/seed", body);
            print(Counted.of(seeded.path("created").asInt(), "item") + " created, "
                    + seeded.path("replaced").asInt() + " replaced");
        }

        private JsonNode json(String source, byte[] text) {
            var parsed = Json.parse(text);
            if (parsed instanceof Json.Parsed.Value value) {
                return value.node();
            }
            throw new ParameterException(commandLine(), source + " is not JSON: " + parsed);
        }

        private String named() {
            return "collection=" + AdminClient.encoded(Objects.requireNonNull(collection)) + "&contract=" + contract;
        }
    }

    @Command(name = "tail", description = "Follows the traffic until it is interrupted.", sortOptions = false)
    static final class Tail extends Sub {

        @Override
        void run(AdminClient client) throws AdminClient.Refused {
            boolean isColoured = commandLine().getColorScheme().ansi().enabled();
            client.events((type, data) -> {
                if (type.equals("exchange")) {
                    String text = CtlText.exchange(data);
                    print(
                            isColoured
                                    ? CtlText.coloured(text, data.path("status").asInt())
                                    : text);
                }
            });
        }
    }
}
