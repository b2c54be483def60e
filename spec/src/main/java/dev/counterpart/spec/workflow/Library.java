package dev.counterpart.spec.workflow;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.DataFile;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that source descriptions name. Each is read once, and only if a step, an action or a dependency needs it. */
final class Library {

    /** More files of workflows are an error. */
    private static final int MOST_FILES = 100;

    /**
     * A file of workflows that is to be read.
     *
     * @param prefix before the ids of its workflows
     * @param source that named it first
     */
    record Wanted(String prefix, URI uri, Cursor source) {}

    private final ReadOptions options;
    private final Map<URI, Optional<Contract>> contracts = new LinkedHashMap<>();
    private final Map<URI, String> prefixes = new LinkedHashMap<>();
    private final Deque<Wanted> wanted = new ArrayDeque<>();

    /** @param main the file that the user named */
    Library(Document main, ReadOptions options) {
        this.options = options.withOverlays(List.of());
        prefixes.put(main.uri(), "");
    }

    /** The next file of workflows to read. */
    Optional<Wanted> next() {
        return Optional.ofNullable(wanted.poll());
    }

    /** The contract of an OpenAPI description; the reason why there is none is reported there. */
    Optional<Contract> contract(Cursor source) {
        var uri = allowed(source);
        if (uri.isEmpty()) {
            return Optional.empty();
        }
        if (!contracts.containsKey(uri.get())) {
            contracts.put(uri.get(), read(source, uri.get()));
        }
        return contracts.get(uri.get());
    }

    private Optional<Contract> read(Cursor source, URI uri) {
        var result = ContractReader.read(name(uri), options);
        var found = result instanceof ReadResult.Rejected rejected
                ? rejected.violations().stream()
                : ((ReadResult.Read) result)
                        .warnings().stream().filter(warning -> warning.severity() == Severity.ERROR);
        var first = found.findFirst();
        first.ifPresent(violation -> unreadable(source, "an OpenAPI description", violation));
        return first.isPresent() ? Optional.empty() : Optional.of(((ReadResult.Read) result).contract());
    }

    private static void unreadable(Cursor source, String expected, Violation violation) {
        var url = source.member("url");
        String text = url.node().asString("");
        if (violation.rule().equals(DocumentRules.MISSING)) {
            url.invalid(expected, text + ": " + violation.actual(), "correct the url, which is relative to this file");
        } else {
            String place = violation.declared().map(Location::toString).orElse(text);
            url.invalid(
                    expected,
                    place + ": expected " + violation.expected() + ", but was " + violation.actual(),
                    violation.fix());
        }
    }

    /**
     * What is before the ids of the workflows of an Arazzo description, which will be read; empty if it cannot be, which is reported there.
     *
     * @param parent the prefix of the file with the description
     */
    Optional<String> prefix(Cursor source, String parent) {
        var uri = allowed(source);
        if (uri.isPresent() && !prefixes.containsKey(uri.get())) {
            if (prefixes.size() >= MOST_FILES) {
                source.member("url").invalid("up to " + MOST_FILES + " files of workflows", "one more");
                return Optional.empty();
            }
            String prefix = parent + source.node().path("name").asString("") + "/";
            prefixes.put(uri.get(), prefix);
            wanted.add(new Wanted(prefix, uri.get(), source));
        }
        return uri.map(prefixes::get);
    }

    /** The tree of a file of workflows; why there is none is reported at the description that names it. */
    Optional<Document> document(Wanted file) {
        var read = DataFile.read(file.uri(), name(file.uri()), options);
        if (read instanceof DataFile.Rejected rejected) {
            unreadable(
                    file.source(), "a file of workflows", rejected.violations().get(0));
            return Optional.empty();
        }
        return Optional.of(((DataFile.Read) read).document());
    }

    /** The name in messages: the path from the working directory, if it is below. */
    private static String name(URI uri) {
        if (isRemote(uri)) {
            return uri.toString();
        }
        var path = Path.of(URI.create(uri.toString().replaceFirst("[?#].*", "")));
        var here = Path.of("").toAbsolutePath();
        return (path.startsWith(here) ? here.relativize(path) : path).toString();
    }

    private Optional<URI> allowed(Cursor source) {
        String url = source.node().path("url").asString("");
        var uri = Documents.file(source.file().uri(), url).map(URI::normalize);
        if (uri.isEmpty() || Stream.of("http", "https", "file").noneMatch(scheme(uri.get())::equals)) {
            source.member("url").invalid("the path or the URL of a file", url);
            return Optional.empty();
        }
        if (isRemote(uri.get()) && !options.allowRemoteRefs()) {
            source.member("url")
                    .invalid("a local file", url, "save a copy and give its path, or give --allow-remote-refs");
            return Optional.empty();
        }
        return uri;
    }

    private static String scheme(URI uri) {
        return String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    }

    private static boolean isRemote(URI uri) {
        return scheme(uri).startsWith("http");
    }
}
