package dev.counterpart.spec.read;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.overlay.Overlays;
import dev.counterpart.spec.postman.Postman;
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

    private ContractReader() {}

    /**
     * Reads an OpenAPI 3.0, 3.1 or 3.2 or Swagger 2.0 document, or a Postman collection, in YAML or JSON, with all
     * referenced files.
     *
     * @param source a path or an http(s) URL
     */
    public static ReadResult read(String source, ReadOptions options) {
        return read(source, options, loader -> loader.main(source));
    }

    /**
     * Reads a document that is in memory, as {@link #read(String, ReadOptions)} does.
     *
     * @param name a file name, used in messages; relative references start from it in the working directory
     */
    public static ReadResult read(byte[] document, String name, ReadOptions options) {
        return read(name, options, loader -> loader.main(document, name));
    }

    /** Loads the main document. */
    private interface Loading {
        Document main(DocumentLoader loader) throws Unreadable;
    }

    private static ReadResult read(String source, ReadOptions options, Loading loading) {
        var remarks = new Remarks();
        var loader = new DocumentLoader(options, remarks);
        Document main;
        try {
            main = loading.main(loader);
        } catch (Unreadable broken) {
            return new ReadResult.Rejected(List.of(broken.in(source)));
        }
        var files = new ArrayList<Document>();
        for (String overlay : options.overlays()) {
            try {
                files.add(loader.overlay(overlay));
            } catch (Unreadable broken) {
                return rejected(broken.in(overlay), remarks);
            }
        }
        if (!files.isEmpty()) {
            var overlays = new Overlays(options.maxNodes());
            try {
                main = overlays.applied(main, files);
            } catch (Unreadable tooLarge) {
                return rejected(tooLarge.in(source), remarks);
            }
            overlays.violations().forEach(remarks::add);
        }
        var version = Kind.version(main.tree());
        if (Postman.is(main.tree())) {
            try {
                return contract(OpenApiVersion.V3_1, Postman.converted(main, options.maxNodes()), loader, remarks);
            } catch (Unreadable tooLarge) {
                return rejected(tooLarge.in(source), remarks);
            }
        }
        if (version.isEmpty()) {
            return rejected(Kind.unknown(main), remarks);
        }
        if (version.get() == OpenApiVersion.V2_0) {
            try {
                main = SwaggerTwo.converted(main, options.maxNodes());
            } catch (Unreadable tooLarge) {
                return rejected(tooLarge.in(source), remarks);
            }
        }
        try {
            main = QueryPaths.resolved(main, options.maxNodes());
        } catch (Unreadable tooLarge) {
            return rejected(tooLarge.in(source), remarks);
        }
        return contract(version.get(), main, loader, remarks);
    }

    private static ReadResult contract(OpenApiVersion version, Document main, DocumentLoader loader, Remarks remarks) {
        var documents = loader.withReferences(main);
        var reading = new Reading(version, documents, loader, remarks);
        var security = new SecurityReader(reading);
        var reader = new OperationReader(reading, security);
        var operations = reader.operations();
        reader.readUnusedExamples();
        if (operations.isEmpty()) {
            return rejected(noOperations(documents), remarks);
        }
        String title = reading.object(reading.root().member("info"), "an object")
                .flatMap(info -> reading.text(info, "title"))
                .orElse("");
        return new ReadResult.Read(
                new Contract(
                        version,
                        title,
                        operations,
                        reader.webhooks(),
                        security.schemes(),
                        reader.servers(),
                        documents.withValues(loader.externalFiles())),
                remarks.all());
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

    private static ReadResult rejected(Violation first, Remarks remarks) {
        var all = new ArrayList<Violation>();
        all.add(first);
        all.addAll(remarks.all());
        return new ReadResult.Rejected(all);
    }
}
