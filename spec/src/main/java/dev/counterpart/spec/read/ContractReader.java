package dev.counterpart.spec.read;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.overlay.Overlays;
import dev.counterpart.spec.postman.Postman;
import dev.counterpart.spec.reference.Identifiers;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.swagger.SwaggerTwo;
import dev.counterpart.spec.tree.Unreadable;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonPointer;

/** Reads a contract from a file or URL. Errors in the document are returned as violations, never thrown. */
public final class ContractReader {

    private final ReadOptions options;
    private final Remarks remarks = new Remarks();
    private final DocumentLoader loader;

    private ContractReader(ReadOptions options) {
        this.options = options;
        this.loader = new DocumentLoader(options, remarks);
    }

    /**
     * Reads an OpenAPI 3.0, 3.1 or 3.2 or Swagger 2.0 document, or a Postman collection, in YAML or JSON, with all
     * referenced files.
     *
     * @param source a path or an http(s) URL
     */
    public static ReadResult read(String source, ReadOptions options) {
        return new ContractReader(options).read(source, loader -> loader.main(source));
    }

    /**
     * Reads a document that is in memory, as {@link #read(String, ReadOptions)} does.
     *
     * @param name a file name, used in messages; relative references start from it in the working directory
     */
    public static ReadResult read(byte[] document, String name, ReadOptions options) {
        return new ContractReader(options).read(name, loader -> loader.main(document, name));
    }

    /** Loads the main document. */
    private interface Loading {
        Document main(DocumentLoader loader) throws Unreadable;
    }

    private ReadResult read(String source, Loading loading) {
        String file = source;
        try {
            var main = loading.main(loader);
            var overlays = new ArrayList<Document>();
            for (String overlay : options.overlays()) {
                file = overlay;
                overlays.add(loader.overlay(overlay));
            }
            file = source;
            return converted(overlaid(main, overlays));
        } catch (Unreadable broken) {
            return rejected(broken.in(file));
        }
    }

    private Document overlaid(Document main, List<Document> files) throws Unreadable {
        if (files.isEmpty()) {
            return main;
        }
        var overlays = new Overlays(options.maxNodes());
        var overlaid = overlays.applied(main, files);
        overlays.violations().forEach(remarks::add);
        return overlaid;
    }

    /** The contract of a document of any kind that can be converted to OpenAPI. */
    private ReadResult converted(Document main) throws Unreadable {
        if (Postman.is(main.tree())) {
            return contract(OpenApiVersion.V3_1, Postman.converted(main, options.maxNodes()));
        }
        var version = Kind.version(main.tree());
        if (version.isEmpty()) {
            return rejected(Kind.unknown(main));
        }
        var known = VendorPaths.resolved(main, options.maxNodes(), remarks);
        var openApi = version.get() == OpenApiVersion.V2_0 ? SwaggerTwo.converted(known, options.maxNodes()) : known;
        return contract(version.get(), QueryPaths.resolved(openApi, options.maxNodes()));
    }

    private ReadResult contract(OpenApiVersion version, Document main) {
        var documents = Identifiers.in(loader.withReferences(main), version);
        var reading = new Reading(version, documents, loader, remarks);
        var security = new SecurityReader(reading);
        var reader = new OperationReader(reading, security);
        var operations = reader.operations();
        reader.readUnusedExamples();
        if (operations.isEmpty() && !(options.operationsOptional() && isWithoutPaths(version, main))) {
            return rejected(noOperations(documents));
        }
        return new ReadResult.Read(
                new Contract(
                        version,
                        title(reading),
                        operations,
                        reader.webhooks(),
                        security.schemes(),
                        reader.servers(),
                        documents.withValues(loader.externalFiles())),
                remarks.all());
    }

    private static String title(Reading reading) {
        return reading.object(reading.root().member("info"), "an object")
                .flatMap(info -> reading.text(info, "title"))
                .orElse("");
    }

    /** Whether a document without operations is complete (OpenAPI 3.1.1, OpenAPI Object). */
    private static boolean isWithoutPaths(OpenApiVersion version, Document main) {
        var paths = main.tree().path("paths");
        boolean isElsewhere = main.tree().has("webhooks") || main.tree().has("components");
        return (paths.isObject() && paths.isEmpty())
                || (paths.isMissingNode() && version.hasJsonSchema() && isElsewhere);
    }

    private static Violation noOperations(Documents documents) {
        var main = documents.main();
        boolean paths = main.tree().path("paths").size() > 0;
        return Violation.of(
                        DocumentRules.NO_OPERATIONS,
                        Spot.of(Spot.Part.DOCUMENT),
                        "at least one operation under paths",
                        paths ? "no valid operation" : "no operations found")
                .declaredAt(main.location(
                        main.tree().has("paths") ? JsonPointer.empty().appendProperty("paths") : JsonPointer.empty()));
    }

    private ReadResult rejected(Violation first) {
        var all = new ArrayList<Violation>();
        all.add(first);
        all.addAll(remarks.all());
        return new ReadResult.Rejected(all);
    }
}
