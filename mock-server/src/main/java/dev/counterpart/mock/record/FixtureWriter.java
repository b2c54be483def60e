package dev.counterpart.mock.record;

import dev.counterpart.fixtures.BrokenFixture;
import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.spec.Contract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Writes drafts as fixture files that the reader of fixtures accepts. Existing files are never changed. */
public final class FixtureWriter {

    private FixtureWriter() {}

    /**
     * What was written.
     *
     * @param files relative to the folder
     * @param invalid source and first violation of each draft that violates the contract; it is written below {@code _invalid}
     */
    public record Result(List<String> files, List<String> invalid) {
        public Result {
            files = List.copyOf(files);
            invalid = List.copyOf(invalid);
        }
    }

    private record Placed(FixtureDraft draft, Optional<String> bodyFile, String text) {
        void write(Path file) throws IOException {
            Drafts.replace(file, text.getBytes(StandardCharsets.UTF_8));
            if (bodyFile.isPresent()) {
                Drafts.replace(
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
        var files = new ArrayList<String>();
        var invalid = new ArrayList<String>();
        var placed = placed(folder, drafts);
        var broken = new LinkedHashMap<String, BrokenFixture>();
        var stage = Files.createTempDirectory(folder, "_new");
        try {
            for (var each : scenarios.entrySet()) {
                String file = FixtureReader.SCENARIOS + "/" + each.getKey() + ".yaml";
                byte[] text = YamlText.of(each.getValue()).getBytes(StandardCharsets.UTF_8);
                var target = folder.resolve(file);
                if (!Files.exists(target)) {
                    Drafts.replace(target, text);
                    files.add(file);
                } else if (!Arrays.equals(Files.readAllBytes(target), text)) {
                    invalid.add(file + ": a scenario of this name exists and stays; rename it and import again");
                }
                Drafts.replace(stage.resolve(file), Files.readAllBytes(target));
            }
            for (var each : placed.entrySet()) {
                each.getValue().write(stage.resolve(each.getKey()));
            }
            for (var each : FixtureReader.read(stage, contract).broken()) {
                String file = stage.relativize(Path.of(each.where().file()))
                        .toString()
                        .replace('\\', '/');
                broken.putIfAbsent(file, each);
            }
        } finally {
            Drafts.delete(stage);
        }
        for (var each : placed.entrySet()) {
            var violation = broken.get(each.getKey());
            if (violation == null) {
                each.getValue().write(folder.resolve(each.getKey()));
                files.add(each.getKey());
            } else {
                each.getValue().write(folder.resolve(Recording.INVALID).resolve(each.getKey()));
                invalid.add(each.getValue().draft().source() + ": "
                        + violation.violation().line());
            }
        }
        return new Result(files, invalid);
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
