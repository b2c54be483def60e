package dev.counterpart.mock.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Learns from the operating system that files change. Asking for events costs no access to files.
 *
 * <p>Threads may share it.
 */
final class FolderWatch {

    /** Each folder takes one of the user's watches, of which Linux may allow only 8,192. */
    private static final int MOST_FOLDERS = 2_000;

    private final WatchService service;
    private final Map<WatchKey, Path> folders = new HashMap<>();

    /** The names in each folder that matter; empty where all do. */
    private Map<Path, Set<String>> names = Map.of();

    private boolean isComplete = true;

    private FolderWatch(WatchService service) {
        this.service = service;
    }

    /** A watch, or nothing where the operating system tells nothing, so that Java looks at the files itself, and rarely. */
    static Optional<FolderWatch> start() {
        try {
            var service = FileSystems.getDefault().newWatchService();
            if (service.getClass().getSimpleName().contains("Polling")) {
                service.close();
                return Optional.empty();
            }
            return Optional.of(new FolderWatch(service));
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
            // A folder that is registered again keeps its key, and one that was replaced gets a new one.
            var key = folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            folders.put(key, folder);
        } catch (IOException failed) {
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
        real(absolute).ifPresent(real -> {
            add(real, wanted);
            if (Files.isDirectory(real)) {
                wanted.put(real, new HashSet<>());
            }
        });
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

    /** Whether anything has happened to what is watched since this was asked last. */
    synchronized boolean hasEvents() {
        boolean happened = false;
        for (var key = service.poll(); key != null; key = service.poll()) {
            var folder = folders.get(key);
            for (var event : key.pollEvents()) {
                happened |= matters(folder, event.context());
            }
            if (!key.reset()) {
                folders.remove(key);
                happened = true;
            }
        }
        return happened;
    }

    /** What is not known in detail, as after an overflow, may be anything. */
    private boolean matters(@Nullable Path folder, @Nullable Object name) {
        var known = folder == null ? null : names.get(folder);
        return known == null || known.isEmpty() || !(name instanceof Path path) || known.contains(path.toString());
    }
}
