package dev.counterpart.mock.cli;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The states of files and folders without their content; equal only if none was changed in between. Symbolic links are followed.
 *
 * @param states by path: times, size and inode, or why they are unknown
 */
record FileStates(Map<Path, String> states) {

    /** File times may lag behind the clock by one kernel tick. */
    private static final Duration TICK = Duration.ofMillis(5);

    private static final int DEEPEST = 32;

    FileStates {
        states = Collections.unmodifiableMap(new TreeMap<>(states));
    }

    /** The states of some files, and of everything in some folders except hidden files; unreadable files have a state as well. */
    static FileStates of(Collection<Path> files, Collection<Path> folders) {
        var states = new TreeMap<Path, String>();
        files.forEach(file -> states.put(file, state(file)));
        folders.forEach(each -> walk(each, states));
        return new FileStates(states);
    }

    /** These states, but files that were known before, and are still known or were deleted, have their former state. */
    FileStates orBefore(FileStates before) {
        var merged = new TreeMap<>(states);
        before.states.forEach((file, state) -> {
            if (merged.containsKey(file) || !Files.exists(file)) {
                merged.put(file, state);
            }
        });
        return new FileStates(merged);
    }

    /** These states, without those of files that may have been edited since, so that they count as changed. */
    FileStates unlessEditedSince(Instant begin) {
        var unknown = new TreeMap<>(states);
        unknown.replaceAll((file, state) -> isEditedSince(file, begin.minus(TICK)) ? "edited meanwhile" : state);
        return new FileStates(unknown);
    }

    private static boolean isEditedSince(Path file, Instant begin) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isAfter(begin)
                    || changeTime(file)
                            .filter(time -> time.toInstant().isAfter(begin))
                            .isPresent();
        } catch (IOException gone) {
            return true;
        }
    }

    private static Optional<FileTime> changeTime(Path file) throws IOException {
        return hasUnix(file) && Files.getAttribute(file, "unix:ctime") instanceof FileTime time
                ? Optional.of(time)
                : Optional.empty();
    }

    private static boolean hasUnix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    private static String state(Path file) {
        try {
            var attributes = Files.readAttributes(
                    file, hasUnix(file) ? "unix:lastModifiedTime,ctime,size,ino,isDirectory" : "*");
            // A folder is identified by its inode, not by its times: editors create files of their own beside the
            // edited one.
            return Boolean.TRUE.equals(attributes.get("isDirectory"))
                    ? "folder " + attributes.getOrDefault("ino", "")
                    : attributes.get("lastModifiedTime") + " " + attributes.get("size") + " "
                            + attributes.getOrDefault("ctime", "") + " " + attributes.getOrDefault("ino", "");
        } catch (NoSuchFileException gone) {
            return "gone";
        } catch (IOException unreadable) {
            return unreadable.getClass().getSimpleName();
        }
    }

    private static void walk(Path folder, Map<Path, String> states) {
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new Visitor(folder, states));
        } catch (IOException unlisted) {
            states.put(folder, unlisted.getClass().getSimpleName());
        }
    }

    /** Notes the states of files that are not hidden; errors are states too. */
    private static final class Visitor extends SimpleFileVisitor<Path> {

        private final Path folder;
        private final Map<Path, String> states;

        Visitor(Path folder, Map<Path, String> states) {
            this.folder = folder;
            this.states = states;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
            if (isHidden(each)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            states.put(each, state(each));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isHidden(file)) {
                states.put(file, state(file));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failed) {
            states.put(file, failed.getClass().getSimpleName());
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failed) {
            return FileVisitResult.CONTINUE;
        }

        private boolean isHidden(Path each) {
            return !each.equals(folder) && each.getFileName().toString().startsWith(".");
        }
    }
}
