package dev.counterpart.spec.read;

import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.tree.Tree;
import dev.counterpart.spec.tree.TreeReader;
import dev.counterpart.spec.tree.Unreadable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Loads the main file and all referenced files, within the limits. Files that cannot be loaded are reported. */
final class DocumentLoader {

    /** The reason why a reference cannot be resolved. */
    private record Refusal(Rule rule, String expected, String reason) {}

    private static final Refusal NOTHING = new Refusal(DocumentRules.DANGLING, "an existing target", "");
    private static final Refusal CIRCLE =
            new Refusal(DocumentRules.DANGLING, "an existing target", ", which refers only to itself");

    /** Maximum bytes of a file that an {@code externalValue} refers to. */
    private static final int LARGEST_VALUE = 10 * 1024 * 1024;

    private final ReadOptions options;
    private final Remarks remarks;
    private final Set<URI> overlayFiles = new HashSet<>();
    private final Map<URI, ExternalFile> values = new HashMap<>();
    private final Map<URI, Document> loaded = new LinkedHashMap<>();
    private final Map<URI, Refusal> refused = new HashMap<>();
    private final IdentityHashMap<JsonNode, Set<String>> noticed = new IdentityHashMap<>();
    private final SelfReferences selves = new SelfReferences();
    private final Queue<Document> unread = new ArrayDeque<>();
    private int bytesLeft;
    private int nodesLeft;

    DocumentLoader(ReadOptions options, Remarks remarks) {
        this.options = options;
        this.remarks = remarks;
        this.bytesLeft = options.maxBytes();
        this.nodesLeft = options.maxNodes();
    }

    /** The main file without referenced files. */
    Document main(String source) throws Unreadable {
        return load(Source.uri(source), source);
    }

    /** A main file that is in memory; its name is a path, which relative references start from. */
    Document main(byte[] bytes, String name) throws Unreadable {
        if (bytes.length > bytesLeft) {
            throw new Unreadable(
                    DocumentRules.LIMIT, 0, "at most " + bytesLeft + " bytes in all files", bytes.length + " bytes");
        }
        return parsed(bytes, Source.uri(name), name);
    }

    /** An overlay, a path or a URL. It belongs to the files of the contract. */
    Document overlay(String file) throws Unreadable {
        var uri = Source.uri(file);
        overlayFiles.add(uri);
        return load(uri, file);
    }

    /** What an {@code externalValue} refers to: the bytes of a file, or why there are none. */
    record ExternalFile(Optional<byte[]> bytes, String expected, String actual) {}

    /**
     * The file that an {@code externalValue} refers to, relative to the file {@code from} that holds it. The rules are those of {@code
     * $ref}; the file may have up to 10 MiB, and counts towards the limit of all files.
     */
    ExternalFile external(URI from, String reference, Document main) {
        var target = Documents.file(from, reference).map(URI::normalize);
        return target.isEmpty()
                ? new ExternalFile(Optional.empty(), "a relative path or a URL", reference)
                : values.computeIfAbsent(target.get(), uri -> external(uri, main));
    }

    private ExternalFile external(URI uri, Document main) {
        try {
            var allowed = allowedInstead(uri, main);
            if (allowed.isPresent()) {
                return new ExternalFile(Optional.empty(), allowed.get(), name(uri, main));
            }
            var bytes = Source.bytes(uri, Math.min(LARGEST_VALUE, bytesLeft), options.timeout());
            bytesLeft -= bytes.length;
            return new ExternalFile(Optional.of(bytes), "", "");
        } catch (Unreadable broken) {
            return new ExternalFile(Optional.empty(), broken.expected(), name(uri, main) + ": " + broken.getMessage());
        }
    }

    /** The files that were asked for with {@link #external}, and the overlays. */
    Set<URI> externalFiles() {
        var files = new HashSet<>(values.keySet());
        files.addAll(overlayFiles);
        return files;
    }

    /**
     * The files that {@code main} references, directly or indirectly. All references are checked.
     *
     * @param main the result of {@link #main}, possibly converted
     */
    Documents withReferences(Document main) {
        loaded.put(main.uri(), main);
        unread.add(main);
        var scans = new HashMap<URI, LooseReferences.Scan>();
        while (!unread.isEmpty()) {
            var document = unread.remove();
            var scan = LooseReferences.Scan.of(document);
            scans.put(document.uri(), scan);
            var found = new TreeSet<>(references(document));
            found.addAll(scan.files());
            found.stream()
                    .filter(reference -> !reference.startsWith("#"))
                    .forEach(reference -> follow(document, main, reference));
        }
        var documents = regular(new Documents(main, loaded.values()), scans);
        documents.all().forEach(document -> check(documents, document, references(document)));
        return documents;
    }

    /** The same documents, in which references are only where OpenAPI allows them. */
    private Documents regular(Documents documents, Map<URI, LooseReferences.Scan> scans) {
        var all = new ArrayList<Document>();
        for (var document : documents.all()) {
            try {
                var scan = Objects.requireNonNull(scans.get(document.uri()));
                var resolved =
                        LooseReferences.resolved(document, scan, references(document), documents, options.maxNodes());
                resolved.places().forEach(place -> misplaced(document, place));
                all.add(resolved.document());
            } catch (Unreadable tooLarge) {
                remarks.add(tooLarge.in(document.name()));
                all.add(document);
            }
        }
        return new Documents(all.get(0), all.subList(1, all.size()));
    }

    private void misplaced(Document document, JsonPointer place) {
        remarks.add(
                DocumentRules.MISPLACED,
                () -> document.location(place),
                "a $ref only where OpenAPI allows one",
                document.tree().at(place).path("$ref").asString() + ", which is followed");
    }

    private Set<String> references(Document document) {
        return noticed.computeIfAbsent(document.tree(), tree -> {
            var found = new HashSet<String>();
            DocumentReferences.each(document, (reference, base, at) -> found.add(reference));
            return found;
        });
    }

    private void follow(Document from, Document main, String reference) {
        var target = Documents.file(from.uri(), reference);
        if (target.isEmpty() || loaded.containsKey(target.get()) || refused.containsKey(target.get())) {
            return;
        }
        var uri = target.get();
        try {
            var allowed = allowedInstead(uri, main);
            if (allowed.isPresent()) {
                refused.put(uri, new Refusal(DocumentRules.FORBIDDEN, allowed.get(), ""));
                return;
            }
            var document = load(uri, name(uri, main));
            loaded.put(uri, document);
            unread.add(document);
        } catch (Unreadable broken) {
            refused.put(uri, new Refusal(DocumentRules.DANGLING, "a readable file", ": " + broken.getMessage()));
            if (!broken.rule().equals(DocumentRules.MISSING)) {
                remarks.add(broken.in(name(uri, main)));
            }
        }
    }

    private Document load(URI uri, String name) throws Unreadable {
        return parsed(Source.bytes(uri, bytesLeft, options.timeout()), uri, name);
    }

    private Document parsed(byte[] bytes, URI uri, String name) throws Unreadable {
        bytesLeft -= bytes.length;
        var tree = TreeReader.read(bytes, options.maxDepth(), nodesLeft);
        nodesLeft -= tree.nodes();
        for (var remark : tree.remarks()) {
            if (!isFlowYaml(remark, name)) {
                remarks.add(remark.in(name));
            }
        }
        var document = new Document(uri, name, tree.root(), tree.lines());
        if (!selves.resolve(document)) {
            tree.references().ifPresent(references -> noticed.put(tree.root(), references));
        }
        return document;
    }

    /** Whether the remark is only that text in braces is not JSON, for a file that is not named as JSON. */
    private static boolean isFlowYaml(Tree.Remark remark, String name) {
        return remark.expected().equals(TreeReader.NO_JSON) && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    /** What is allowed, if that file is not allowed. */
    private Optional<String> allowedInstead(URI uri, Document main) throws Unreadable {
        if (Source.isRemote(uri.toString())) {
            return options.allowRemoteRefs() ? Optional.empty() : Optional.of("a local file");
        }
        if (!"file".equals(uri.getScheme()) || Source.isRemote(main.uri().toString())) {
            return Optional.of("an http(s) URL");
        }
        return options.allowRefsOutside() || isBelow(Source.path(uri), Source.path(main.uri()))
                ? Optional.empty()
                : Optional.of("a file below the folder of " + main.name());
    }

    private static boolean isBelow(Path file, Path main) {
        var folder = main.toAbsolutePath().normalize().getParent();
        if (folder == null || !file.toAbsolutePath().normalize().startsWith(folder)) {
            return false;
        }
        try {
            return file.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException missing) {
            return true; // nothing is revealed; loading reports the error
        }
    }

    /** The path relative to the main file's folder, or the complete URL. */
    private static String name(URI uri, Document main) {
        try {
            var folder = Source.path(main.uri()).getParent();
            return folder == null
                    ? Source.path(uri).toString()
                    : folder.relativize(Source.path(uri)).toString();
        } catch (Unreadable notOnDisk) {
            return uri.toString();
        }
    }

    private void check(Documents documents, Document from, Set<String> references) {
        var refusals = new HashMap<String, Refusal>();
        for (String reference : references) {
            refusal(documents, from, reference).ifPresent(refusal -> refusals.put(reference, refusal));
        }
        if (refusals.isEmpty()) {
            return;
        }
        var names = names(documents);
        DocumentReferences.each(from, (reference, base, at) -> {
            var refusal = refusals.get(reference);
            if (refusal != null && !isNamed(reference, base, names)) {
                remarks.add(refusal.rule, () -> from.location(at.get()), refusal.expected, reference + refusal.reason);
            }
        });
    }

    private static boolean isNamed(String reference, URI base, Set<String> names) {
        String fragment = reference.substring(Math.max(reference.indexOf('#'), 0));
        return Documents.file(base, reference)
                .filter(file -> names.contains(file.toString()) || names.contains(file + fragment))
                .isPresent();
    }

    /** The identifiers of schemas, if the version supports them. The validator resolves references to them. */
    private static Set<String> names(Documents documents) {
        var names = new HashSet<String>();
        boolean meant = Kind.version(documents.main().tree())
                .map(OpenApiVersion::hasJsonSchema)
                .orElse(false);
        if (meant) {
            documents.all().forEach(document -> names.addAll(DocumentReferences.names(document)));
        }
        return names;
    }

    private Optional<Refusal> refusal(Documents documents, Document from, String reference) {
        var refusal = Documents.file(from.uri(), reference).map(refused::get);
        if (refusal.isPresent()) {
            return refusal;
        }
        var target = Documents.target(Place.root(from.uri()), reference)
                .filter(place -> !documents.at(place).isMissingNode());
        if (target.isEmpty()) {
            return Optional.of(NOTHING);
        }
        return leadsToItself(documents, target.get()) ? Optional.of(CIRCLE) : Optional.empty();
    }

    private static boolean leadsToItself(Documents documents, Place place) {
        var seen = new HashSet<Place>();
        var current = Optional.of(place);
        while (current.isPresent()) {
            var reference = documents.at(current.get()).path("$ref");
            if (!reference.isString()) {
                return false;
            }
            if (!seen.add(current.get())) {
                return true;
            }
            current = Documents.target(current.get(), reference.asString());
        }
        return false;
    }
}
