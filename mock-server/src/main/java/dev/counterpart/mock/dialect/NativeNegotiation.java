package dev.counterpart.mock.dialect;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Accept;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Proactive negotiation (RFC 9110 §12.1): the media type with the highest quality; among equals JSON, otherwise the first
 * declared.
 */
final class NativeNegotiation implements Negotiation {

    private static final int NO_CONTENT = 204;
    /**
     * From this status on a response is sent even if the client does not accept its media type, so that its reason arrives (RFC
     * 9110 §12.4.1).
     */
    private static final int ERRORS = 400;

    private static final Offer NOTHING = new Offer.Empty(Optional.empty(), false);

    @Override
    public Offer offer(Operation operation, int status, DeclaredResponse declared, Request request) {
        if (declared.content().isEmpty()) {
            return NOTHING;
        }
        var content = preferred(declared.content(), Accept.of(request));
        if (content.isPresent()) {
            return new Offer.Body(content.get());
        }
        if (status >= ERRORS) {
            return new Offer.Body(Offer.withExamplesFirst(declared).orElseThrow());
        }
        return status == NO_CONTENT ? NOTHING : new Offer.Unacceptable();
    }

    private static Optional<Content> preferred(List<Content> declared, Accept accept) {
        Map<MediaType, Content> offers = new LinkedHashMap<>();
        declared.stream()
                .filter(NativeNegotiation::isPlainJson)
                .forEach(entry -> offers.putIfAbsent(entry.mediaType(), entry));
        declared.forEach(entry -> offers.merge(DeclaredRange.sent(entry, accept), entry, DeclaredRange::moreSpecific));
        return accept.preferred(new ArrayList<>(offers.keySet())).stream()
                .findFirst()
                .flatMap(type -> Optional.ofNullable(offers.get(type)).map(entry -> DeclaredRange.as(type, entry)));
    }

    private static boolean isPlainJson(Content entry) {
        return entry.mediaType().essence().equals("application/json");
    }

    @Override
    public boolean fallsBackToTheUsual() {
        return false;
    }

    @Override
    public boolean knowsConditions() {
        return true;
    }

    @Override
    public boolean answersOutsideTheContract() {
        return true;
    }

    @Override
    public boolean refusesAsDocumented() {
        return true;
    }
}
