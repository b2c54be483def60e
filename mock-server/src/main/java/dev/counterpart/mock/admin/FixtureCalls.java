package dev.counterpart.mock.admin;

import dev.counterpart.fixtures.BrokenFixture;
import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.FixtureEditor;
import dev.counterpart.fixtures.LoadedFixtures;
import dev.counterpart.mock.journal.ViolationJson;
import dev.counterpart.mock.record.NewFixtures;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.http.Utf8;
import dev.counterpart.spec.rule.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The files of the fixtures folders: read, checked, written. */
final class FixtureCalls {

    private final Running running;

    FixtureCalls(Running running) {
        this.running = running;
    }

    /** One folder, and the contract that its files are about. */
    private record Folder(Running.Served served, FixtureEditor files) {}

    private record Named(Folder folder, Path file) {}

    Response list(AdminCall call) {
        var list = JsonNodeFactory.instance.arrayNode();
        try {
            for (var served : running.served()) {
                if (served.folder().isPresent()) {
                    for (String file : new FixtureEditor(served.folder().get()).list()) {
                        list.addObject().put("prefix", served.prefix()).put("file", file);
                    }
                }
            }
        } catch (IOException unlisted) {
            return failed(unlisted);
        }
        return AdminCall.ok(list);
    }

    /** The content of a file, and whether it is valid. */
    Response read(AdminCall call) {
        var named = named(call);
        if (named.isEmpty()) {
            return noSuchFile(call);
        }
        try {
            var content = named.get().folder().files().content(named.get().file());
            if (content.isEmpty()) {
                return noSuchFile(call);
            }
            var node = result(check(named.get(), content.get()));
            node.put("file", call.query("file").orElse(""));
            put(content.get(), node);
            return AdminCall.ok(node);
        } catch (IOException unread) {
            return failed(unread);
        }
    }

    private static void put(byte[] content, ObjectNode node) {
        Utf8.text(content)
                .ifPresentOrElse(
                        text -> node.put("text", text),
                        () -> node.put("base64", Base64.getEncoder().encodeToString(content)));
    }

    /** The text of a fixture for an operation and a status, from the document's example or made from its schema; nothing is written. */
    Response drafted(AdminCall call) {
        String name = call.query("operation").orElse("");
        String status = call.query("status").orElse("");
        var found = OperationNames.find(running.served(), name);
        try {
            var draft = found.isEmpty()
                    ? Optional.<NewFixtures.Draft>empty()
                    : NewFixtures.draft(
                            found.get().served().contract(), found.get().operation(), status);
            return draft.map(each -> AdminCall.ok(json(each)
                            .put("prefix", found.orElseThrow().served().prefix())))
                    .orElseGet(() -> AdminCall.notFound("No document declares a response " + status
                            + " of an operation \"" + name + "\" that can be drafted."));
        } catch (IOException failed) {
            return failed(failed);
        }
    }

    private static ObjectNode json(NewFixtures.Draft draft) {
        return JsonNodeFactory.instance.objectNode().put("file", draft.file()).put("text", draft.text());
    }

    /** Checks a draft without writing it. */
    Response check(AdminCall call) {
        var named = named(call);
        if (named.isEmpty()) {
            return noFile();
        }
        try {
            return AdminCall.ok(result(check(named.get(), draft(call))));
        } catch (IOException failed) {
            return failed(failed);
        }
    }

    /** Writes a file if it is valid, or if the client insists. */
    Response write(AdminCall call) {
        var named = named(call);
        if (named.isEmpty()) {
            return noFile();
        }
        try {
            var draft = draft(call);
            var checked = check(named.get(), draft);
            boolean isForced = call.query("force").filter("true"::equals).isPresent();
            if (!checked.broken().isEmpty() && !isForced) {
                return unwritten(checked.broken());
            }
            named.get().folder().files().write(named.get().file(), draft);
            running.reload();
            return AdminCall.ok(result(checked));
        } catch (IOException unwritten) {
            return failed(unwritten);
        }
    }

    private static Response unwritten(List<BrokenFixture> broken) {
        return AdminCall.problem(
                422,
                "The fixture is invalid, so it was not written. Add force=true to write it anyway.",
                broken.stream().map(BrokenFixture::violation).toList());
    }

    Response delete(AdminCall call) {
        var named = named(call);
        try {
            if (named.isEmpty()
                    || !named.get().folder().files().delete(named.get().file())) {
                return noSuchFile(call);
            }
            running.reload();
            return AdminCall.done();
        } catch (IOException kept) {
            return failed(kept);
        }
    }

    private static byte[] draft(AdminCall call) {
        var body = call.body();
        return body.has("base64")
                ? Base64.getDecoder().decode(body.path("base64").asString())
                : body.path("text").asString("").getBytes(StandardCharsets.UTF_8);
    }

    private static LoadedFixtures check(Named named, byte[] content) throws IOException {
        var served = named.folder().served();
        return named.folder().files().check(named.file(), content, served.contract(), served.fixtures());
    }

    private Optional<Named> named(AdminCall call) {
        String prefix = call.query("prefix").orElse("");
        return running.served().stream()
                .filter(served -> served.prefix().equals(prefix))
                .flatMap(
                        served -> served.folder().stream().map(folder -> new Folder(served, new FixtureEditor(folder))))
                .flatMap(folder -> folder.files().file(call.query("file").orElse("")).stream()
                        .map(file -> new Named(folder, file)))
                .findFirst();
    }

    private static ObjectNode result(LoadedFixtures checked) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("valid", checked.broken().isEmpty());
        node.set("violations", ViolationJson.list(violations(checked.broken().stream())));
        node.set("warnings", ViolationJson.list(violations(checked.warnings().stream())));
        checked.fixtures().all().stream().findFirst().ifPresent(fixture -> node.set("answer", answer(fixture)));
        return node;
    }

    /** What a fixture answers; expressions in it are not evaluated. */
    private static ObjectNode answer(Fixture fixture) {
        var node = JsonNodeFactory.instance.objectNode().put("status", fixture.status());
        fixture.body()
                .filter(body -> !body.binary())
                .ifPresent(body -> node.put("mediaType", body.mediaType()).put("text", body.text()));
        return node;
    }

    private static List<Violation> violations(Stream<BrokenFixture> broken) {
        return broken.map(each -> each.violation().declaredAt(each.where())).toList();
    }

    private static Response noSuchFile(AdminCall call) {
        return AdminCall.notFound(
                "There is no fixture file \"" + call.query("file").orElse("") + "\".");
    }

    private static Response noFile() {
        return AdminCall.invalid(
                "\"file\" must name a file in the fixtures folder, such as getPet/404-sold.yaml, and the mock must serve a fixtures folder.");
    }

    private static Response failed(IOException failure) {
        return AdminCall.problem(500, "The fixtures folder could not be used: " + failure.getMessage());
    }
}
