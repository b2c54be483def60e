package dev.counterpart.mock.record;

import dev.counterpart.fixtures.When;
import dev.counterpart.spec.Sha256;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One recorded exchange without secrets.
 *
 * @param facts the values of the request
 * @param isRefusal whether the mock refuses such a request by itself, so that the fixture needs no conditions
 */
record Take(Map<When.Key, JsonNode> facts, boolean isRefusal, Recorded answer) {

    /**
     * The answer of an exchange.
     *
     * @param isUndocumented whether the contract does not document the status, which is one of a gateway
     * @param response as a fixture writes it, without {@code bodyFile}
     * @param body of a separate file
     * @param kept the file that holds the answer and must not be written, because a person edited or deleted it
     */
    record Recorded(
            int status, boolean isUndocumented, ObjectNode response, Optional<BodyFile> body, Optional<String> kept) {

        /** About the memory that the answer takes, in bytes. */
        long size() {
            return response.toString().length()
                    + body.map(file -> (long) file.bytes().length).orElse(0L);
        }

        /** Equal for equal answers. */
        String signature() {
            return kept.map(file -> "kept " + file)
                    .orElseGet(() -> status + " " + response
                            + body.map(BodyFile::signature).orElse(""));
        }
    }

    /** A body that is not written in the fixture. */
    @SuppressWarnings("ArrayRecordComponent") // compared by signature
    record BodyFile(byte[] bytes, String extension) {
        String signature() {
            return " " + extension + " " + Sha256.hex(bytes);
        }
    }

    Take {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** Equal for requests that the mock cannot distinguish. */
    record Key(Map<When.Key, JsonNode> facts, String kind) {}

    Key key() {
        return new Key(facts, kind());
    }

    /** Exchanges of different kinds cannot be confused by the mock. */
    String kind() {
        return isRefusal || answer.isUndocumented() ? Integer.toString(answer.status()) : "";
    }
}
