package dev.counterpart.mock.record;

import dev.counterpart.fixtures.BrokenFixture;
import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.fixtures.folder.FolderFiles;
import dev.counterpart.spec.Contract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Writes drafts as fixture files that the reader of fixtures accepts. Existing files are never changed. */
public final class FixtureWriter {

    private final Path folder;
    private final Contract contract;
    private final Map<String, FixtureDraft.Source> sources = new LinkedHashMap<>();
    private final List<NotWritten> invalid = new ArrayList<>();

    private FixtureWriter(Path folder, Contract contract) {
        this.folder = folder;
        this.contract = contract;
    }

    /**
     * What was written.
     *
     * @param sources by file, relative to the folder, what it was made from
     * @param invalid each draft that violates the contract, with its first violation; it is written below {@code _invalid}
     */
    public record Result(Map<String, FixtureDraft.Source> sources, List<NotWritten> invalid) {
        public Result {
            sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
            invalid = List.copyOf(invalid);
        }

        /** The files, relative to the folder, in the order of the drafts; scenarios first. */
        public List<String> files() {
            return List.copyOf(sources.keySet());
        }
    }

    private record Placed(FixtureDraft draft, Optional<String> bodyFile, String text) {
        void write(Path file) throws IOException {
            FolderFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
            if (bodyFile.isPresent()) {
                FolderFiles.write(
                        file.resolveSibling(bodyFile.get()),
                        draft.body().orElseThrow().bytes());
            }
        }
    }

    /**
     * Writes the drafts.
     *
     * @throws IOException if the folder cannot be written
     */
    public static Result write(Path folder, Contract contract, List<FixtureDraft> drafts) throws IOException {
        return write(folder, contract, drafts, Map.of());
    }

    /**
     * Writes the drafts and scenarios that they name.
     *
     * @param scenarios by name, what their files say; a file that exists and says something else stays and is reported as invalid
     * @throws IOException if the folder cannot be written
     */
    public static Result write(
            Path folder, Contract contract, List<FixtureDraft> drafts, Map<String, ObjectNode> scenarios)
            throws IOException {
        Files.createDirectories(folder);
        var written = new FixtureWriter(folder, contract);
        var placed = placed(folder, drafts);
        var broken = written.stage(placed, scenarios, drafts);
        for (var each : placed.entrySet()) {
            written.write(each.getKey(), each.getValue(), Optional.ofNullable(broken.get(each.getKey())));
        }
        return new Result(written.sources, written.invalid);
    }

    /** Writes the scenarios, and everything to a folder where it is validated; returns the invalid fixtures by file. */
    private Map<String, BrokenFixture> stage(
            Map<String, Placed> placed, Map<String, ObjectNode> scenarios, List<FixtureDraft> drafts)
            throws IOException {
        return FolderFiles.staged(folder, stage -> {
            for (var each : scenarios.entrySet()) {
                String file = FixtureReader.SCENARIOS + "/" + each.getKey() + ".yaml";
                var source = drafts.stream()
                        .filter(draft -> draft.isOf(each.getKey()))
                        .findFirst()
                        .map(FixtureDraft::source)
                        .orElseGet(() -> FixtureDraft.Source.of(file));
                scenario(file, YamlText.of(each.getValue()).getBytes(StandardCharsets.UTF_8), source);
                FolderFiles.write(stage.resolve(file), Files.readAllBytes(folder.resolve(file)));
            }
            for (var each : placed.entrySet()) {
                each.getValue().write(stage.resolve(each.getKey()));
            }
            return broken(stage);
        });
    }

    private void scenario(String file, byte[] text, FixtureDraft.Source source) throws IOException {
        var target = folder.resolve(file);
        if (!Files.exists(target)) {
            FolderFiles.write(target, text);
            sources.put(file, source);
        } else if (!Arrays.equals(Files.readAllBytes(target), text)) {
            invalid.add(new NotWritten(
                    FixtureDraft.Source.of(file),
                    "a scenario of this name exists and stays; rename it and import again"));
        }
    }

    private Map<String, BrokenFixture> broken(Path stage) throws IOException {
        var broken = new LinkedHashMap<String, BrokenFixture>();
        for (var each : FixtureReader.read(stage, contract).broken()) {
            String file = stage.relativize(Path.of(each.where().file())).toString();
            broken.putIfAbsent(file.replace('\\', '/'), each);
        }
        return broken;
    }

    private void write(String file, Placed placed, Optional<BrokenFixture> broken) throws IOException {
        if (broken.isEmpty()) {
            placed.write(folder.resolve(file));
            sources.put(file, placed.draft().source());
        } else {
            placed.write(folder.resolve(Recording.INVALID).resolve(file));
            invalid.add(new NotWritten(
                    placed.draft().source(), broken.get().violation().line()));
        }
    }

    private static Map<String, Placed> placed(Path folder, List<FixtureDraft> drafts) {
        var placed = new LinkedHashMap<String, Placed>();
        for (var draft : drafts) {
            String place = FixtureText.folder(draft.operation())
                    + (draft.operation().responseFor(draft.status()).isEmpty() ? "/_undocumented" : "");
            String label = FixtureText.label(draft.status(), draft.conditions());
            String name = label;
            for (int number = 2; isTaken(folder, place + "/" + name + ".yaml", placed); number++) {
                name = label + (label.contains("-") ? "-" : "-no-") + number;
            }
            String unique = name;
            var bodyFile = draft.body().map(body -> "_bodies/" + unique + "." + body.extension());
            placed.put(place + "/" + unique + ".yaml", new Placed(draft, bodyFile, draft.text(bodyFile)));
        }
        return placed;
    }

    private static boolean isTaken(Path folder, String file, Map<String, Placed> placed) {
        return placed.containsKey(file) || Files.exists(folder.resolve(file));
    }
}
