package dev.counterpart.mock.record;

import dev.counterpart.fixtures.folder.FolderFiles;
import dev.counterpart.mock.record.Distinctions.Group;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of an operation's fixtures, with names that no file of a person has. */
final class Drafts {

    private static final String ABOUT =
            "Recorded by counterpart. Edit it freely: an edited file is not recorded again.";

    private final Path folder;
    private final Operation operation;
    private final RecordedIndex index;

    Drafts(Path folder, Operation operation, RecordedIndex index) {
        this.folder = folder;
        this.operation = operation;
        this.index = index;
    }

    /**
     * A file to be.
     *
     * @param file relative to the folder of fixtures, with slashes
     * @param bodyFile relative to the folder of the file
     */
    record Draft(String file, String text, Optional<String> bodyFile, Group group) {

        /** Writes the files if their content differs; returns whether it did. */
        boolean write(Path folder) throws IOException {
            boolean isNew = FolderFiles.write(folder.resolve(file), text.getBytes(StandardCharsets.UTF_8));
            if (bodyFile.isPresent()) {
                var body = folder.resolve(file).resolveSibling(bodyFile.get());
                isNew |= FolderFiles.write(
                        body, group.answer().body().orElseThrow().bytes());
            }
            return isNew;
        }

        RecordedIndex.Entry entry(Operation operation) {
            return new RecordedIndex.Entry(
                    operation.name(), group.answer().status(), Sha256.hex(text), bodyFile, group.takes());
        }
    }

    /** The files by name, except for groups whose file a person edited. */
    Map<String, Draft> of(List<Group> groups) {
        var drafts = new LinkedHashMap<String, Draft>();
        for (var group : groups) {
            if (group.answer().kept().isEmpty()) {
                var draft = draft(group, drafts);
                drafts.put(draft.file(), draft);
            }
        }
        return drafts;
    }

    private Draft draft(Group group, Map<String, Draft> taken) {
        String place = FixtureText.folder(operation) + (group.answer().isUndocumented() ? "/_undocumented" : "");
        String label = FixtureText.label(group.answer().status(), group.conditions());
        String name = label;
        for (int number = 2; isTaken(place + "/" + name + ".yaml", taken) || isPersons(place, name); number++) {
            name = label + "-" + number;
        }
        String unique = name;
        var bodyFile = group.answer().body().map(body -> "_bodies/" + unique + "." + body.extension());
        String text = FixtureText.of(
                List.of(ABOUT), group.conditions(), group.answer().response(), bodyFile);
        return new Draft(place + "/" + unique + ".yaml", text, bodyFile, group);
    }

    private boolean isTaken(String file, Map<String, Draft> taken) {
        return taken.containsKey(file) || (index.has(file) && !index.isUnedited(file));
    }

    /** Whether a file of that name, with any extension, is not a recorded one. */
    private boolean isPersons(String place, String name) {
        try (var files = Files.list(folder.resolve(place))) {
            return files.map(each -> each.getFileName().toString())
                    .filter(each -> each.startsWith(name + ".") && each.indexOf('.', name.length() + 1) < 0)
                    .anyMatch(each -> !index.isUnedited(place + "/" + each));
        } catch (IOException none) {
            return false;
        }
    }
}
