package dev.counterpart.spec.reference;

import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.document.Documents;

/** Makes references to anchors and {@code $id}s known to documents, where JSON Schema has them. */
public final class Identifiers {

    private Identifiers() {}

    /** The same documents, whose schemas find what {@code $ref} names by {@code $id} or anchor. */
    public static Documents in(Documents documents, OpenApiVersion version) {
        return version.hasJsonSchema() ? documents.identifiedBy(new References(documents, version)::target) : documents;
    }
}
