package dev.counterpart.mock.cli;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Receives file changes from the operating system. Asking for events does not access the watched files.
 *
 * <p>Thread-safe.
 */
final class FolderWatch implements AutoCloseable {

    /** Each folder needs one of the user's watches, and Linux may allow only 8,192. */
    private static final int MOST_FOLDERS = 2_000;

    /**
     * How often a request waits for pending events, so that many requests do not each cost a write: of two requests within this time, the
     * second may miss an edit between them.
     */
    private static final long TOUCHING_NANOS = 5_000_000;

    /** How long it waits. */
    private static final long LONGEST_WAIT_MILLIS = 100;

    private final WatchService service;

    /** A file of our own, and when it was last touched. */
    private Optional<Path> mark = Optional.empty();

    private @Nullable WatchKey markKey;
    private long touched = System.nanoTime() - TOUCHING_NANOS;

    private final Map<WatchKey, Path> folders = new HashMap<>();

    /** The relevant names in each folder; empty if all are. */
    private Map<Path, Set<String>> names = Map.of();

    private boolean isComplete = true;

    private FolderWatch(WatchService service) {
        this.service = service;
    }

    /** A watch; empty if the operating system has no events, because Java then polls the files itself, and rarely. */
    static Optional<FolderWatch> start() {
        try {
            var service = FileSystems.getDefault().newWatchService();
            if (service.getClass().getSimpleName().contains("Polling")) {
                service.close();
                return Optional.empty();
            }
            var watch = new FolderWatch(service);
            watch.mark();
            return Optional.of(watch);
        } catch (IOException | UnsupportedOperationException none) {
            return Optional.empty();
        }
    }

    /**
     * From now on, watches these files and folders, and the symbolic links on the way to them.
     *
     * @return whether all can be watched
     */
    synchronized boolean watch(Collection<Path> paths) {
        var wanted = new LinkedHashMap<Path, Set<String>>();
        paths.forEach(path -> addWay(path, wanted));
        names = wanted;
        isComplete = wanted.size() <= MOST_FOLDERS;
        folders.entrySet().removeIf(each -> {
            boolean left = !wanted.containsKey(each.getValue());
            if (left) {
                each.getKey().cancel();
            }
            return left;
        });
        if (isComplete) {
            wanted.keySet().forEach(this::register);
        }
        return isComplete;
    }

    private void register(Path folder) {
        try {
            // A folder that is registered again keeps its key; a folder that was replaced gets a new one.
            var key = folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            folders.put(key, folder);
        } catch (IOException | ClosedWatchServiceException failed) {
            isComplete &= !Files.isDirectory(folder);
        }
    }

    /** The folders that hold a path, its symbolic links and their targets; a folder is also watched itself. */
    private static void addWay(Path path, Map<Path, Set<String>> wanted) {
        var absolute = path.toAbsolutePath().normalize();
        var whole = absolute.getRoot();
        for (var name : absolute) {
            var next = whole.resolve(name);
            if (Files.isSymbolicLink(next)) {
                add(next, wanted);
                target(next).ifPresent(target -> add(target, wanted));
            }
            if (!Files.exists(next)) {
                add(next, wanted);
                return;
            }
            whole = next;
        }
        add(absolute, wanted);
        real(absolute).ifPresent(real -> addReal(real, wanted));
    }

    private static void addReal(Path real, Map<Path, Set<String>> wanted) {
        add(real, wanted);
        if (Files.isDirectory(real)) {
            wanted.put(real, new HashSet<>());
        }
    }

    /** Watches a name in its folder, unless all names in it are watched. */
    private static void add(Path path, Map<Path, Set<String>> wanted) {
        var folder = Optional.ofNullable(path.getParent()).flatMap(FolderWatch::real);
        if (folder.isEmpty()) {
            return;
        }
        var known = wanted.get(folder.get());
        if (known == null) {
            wanted.put(folder.get(), new HashSet<>(Set.of(path.getFileName().toString())));
        } else if (!known.isEmpty()) {
            known.add(path.getFileName().toString());
        }
    }

    private static Optional<Path> target(Path link) {
        try {
            return Optional.of(link.resolveSibling(Files.readSymbolicLink(link))
                    .toAbsolutePath()
                    .normalize());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static Optional<Path> real(Path path) {
        try {
            return Optional.of(path.toRealPath());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /**
     * Whether anything watched has changed since the last call.
     *
     * @param exactly whether to wait for events that the operating system has, but Java has not yet received
     */
    synchronized boolean hasEvents(boolean exactly) {
        boolean happened = false;
        boolean waits = exactly && touched();
        try {
            var key = service.poll();
            while (key != null || waits) {
                if (key == null) {
                    key = service.poll(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
                    waits = key != null;
                }
                if (key != null && key.equals(markKey)) {
                    waits = false;
                    key.pollEvents();
                    key.reset();
                } else if (key != null) {
                    happened |= happened(key);
                }
                key = service.poll();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ClosedWatchServiceException closed) {
            return false;
        }
        return happened;
    }

    /**
     * Creates an event of our own, which arrives after all pending ones. False if that was done a moment ago, or is not possible.
     */
    private boolean touched() {
        long now = System.nanoTime();
        if (mark.isEmpty() || now - touched < TOUCHING_NANOS) {
            return false;
        }
        touched = now;
        try {
            Files.setLastModifiedTime(mark.get(), FileTime.from(Instant.now()));
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    /** Ends all events; from now on nothing has changed. */
    @Override
    public synchronized void close() {
        try {
            service.close();
            if (mark.isPresent()) {
                Files.deleteIfExists(mark.get());
                Files.deleteIfExists(mark.get().getParent());
            }
        } catch (IOException left) { // a temporary file, which the end of the process deletes
            mark = Optional.empty();
        }
    }

    private void mark() {
        try {
            var folder = Files.createTempDirectory("counterpart-watch");
            folder.toFile().deleteOnExit();
            var file = Files.createFile(folder.resolve("mark"));
            file.toFile().deleteOnExit();
            markKey = folder.register(service, StandardWatchEventKinds.ENTRY_MODIFY);
            mark = Optional.of(file);
        } catch (IOException noPlace) {
            mark = Optional.empty();
        }
    }

    private boolean happened(WatchKey key) {
        var folder = folders.get(key);
        boolean happened = false;
        for (var event : key.pollEvents()) {
            happened |= matters(folder, event.context());
        }
        if (!key.reset()) {
            folders.remove(key);
            return true;
        }
        return happened;
    }

    /** An event without details, as after an overflow, counts as a change of everything. */
    private boolean matters(@Nullable Path folder, @Nullable Object name) {
        var known = folder == null ? null : names.get(folder);
        return known == null || known.isEmpty() || !(name instanceof Path path) || known.contains(path.toString());
    }
}
