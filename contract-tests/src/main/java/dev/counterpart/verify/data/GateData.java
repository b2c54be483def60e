package dev.counterpart.verify.data;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.document.SourceMap;
import dev.counterpart.spec.http.Headers;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * What the user knows about the target: credentials, and the request that provokes each status. Read from {@code
 * contract-tests.yaml}.
 *
 * @param url of the target, if the file names one
 * @param document path or URL of the document, if the file names one
 * @param headers sent with every request
 * @param credentials by name; the first is the default of entries
 * @param operations by the operation's name
 * @param file for the location of entries
 */
public record GateData(
        Optional<String> url,
        Optional<String> document,
        Headers headers,
        Map<String, Credential> credentials,
        Map<String, OperationData> operations,
        RuleSettings rules,
        Document file) {

    private static final GateData NONE = new GateData(
            Optional.empty(),
            Optional.empty(),
            Headers.none(),
            Map.of(),
            Map.of(),
            RuleSettings.none(),
            new Document(URI.create("data:,"), "no data file", NullNode.getInstance(), SourceMap.none()));

    /** The data for one operation; {@code headers} are sent with each of its requests. */
    public record OperationData(List<Entry> entries, RuleSettings rules, Headers headers) {
        static final OperationData NONE = new OperationData(List.of(), RuleSettings.none(), Headers.none());

        public OperationData {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A request that provokes a status, or the reason why none can.
     *
     * @param title may be empty
     * @param as the name of a credential; {@link #NO_CREDENTIALS} for no credentials
     * @param parameters by location and name
     * @param header header fields to send, declared or not
     * @param sameAs title of the entry whose answer must look the same
     * @param limit the maximum time of the answer
     * @param denied names of credentials with which the same request is denied
     * @param unreachable why the status cannot be provoked
     * @param source where the entry comes from: the data file, or a fixture
     */
    public record Entry(
            StatusKey status,
            String title,
            Optional<String> as,
            Values parameters,
            Map<String, String> header,
            Optional<JsonNode> body,
            List<Statement> expect,
            Optional<String> sameAs,
            Optional<Duration> limit,
            List<String> denied,
            Optional<String> unreachable,
            RuleSettings rules,
            Location place,
            Origin.Source source) {

        /** Marks an entry that is sent without credentials. */
        public static final String NO_CREDENTIALS = "none";

        public Entry {
            header = Collections.unmodifiableMap(new LinkedHashMap<>(header));
            expect = List.copyOf(expect);
            denied = List.copyOf(denied);
        }

        /** A request that provokes a status, without statements about its answer. */
        public static Entry of(
                StatusKey status,
                String title,
                Optional<String> as,
                Values parameters,
                Map<String, String> header,
                Optional<JsonNode> body,
                Location place,
                Origin.Source source) {
            return new Entry(
                    status,
                    title,
                    as,
                    parameters,
                    header,
                    body,
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    RuleSettings.none(),
                    place,
                    source);
        }
    }

    /** Values of path, query and cookie parameters by name. */
    public record Values(Map<String, JsonNode> path, Map<String, JsonNode> query, Map<String, JsonNode> cookie) {
        public static final Values NONE = new Values(Map.of(), Map.of(), Map.of());

        public Values {
            path = Collections.unmodifiableMap(new LinkedHashMap<>(path));
            query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
            cookie = Collections.unmodifiableMap(new LinkedHashMap<>(cookie));
        }
    }

    public GateData {
        credentials = Collections.unmodifiableMap(new LinkedHashMap<>(credentials));
        operations = Collections.unmodifiableMap(new LinkedHashMap<>(operations));
    }

    public static GateData none() {
        return NONE;
    }

    /** These data with one more credential, before the others. */
    public GateData with(Credential credential) {
        var all = new LinkedHashMap<String, Credential>();
        all.put(credential.name(), credential);
        credentials.forEach(all::putIfAbsent);
        return new GateData(url, document, headers, all, operations, rules, file);
    }

    /** These data with more entries of that operation, after its others. */
    public GateData with(Operation operation, List<Entry> more) {
        var known = of(operation);
        var entries = Stream.concat(known.entries().stream(), more.stream()).toList();
        var all = new LinkedHashMap<>(operations);
        all.put(operation.name(), new OperationData(entries, known.rules(), known.headers()));
        return new GateData(url, document, headers, credentials, all, rules, file);
    }

    /** These data with other headers for every request. */
    public GateData withHeaders(Headers other) {
        return new GateData(url, document, other, credentials, operations, rules, file);
    }

    /** These data with the credentials among the headers as a credential, which is the default. */
    public GateData sorted(Contract contract) {
        return FixedHeaders.sorted(this, contract);
    }

    /** The headers of all requests of that operation: its own instead of the general ones with the same name. */
    public Headers headers(Operation operation) {
        return headers.replaced(of(operation).headers());
    }

    /** The line of the file with the value under these keys. */
    public Location place(String... keys) {
        var pointer = JsonPointer.empty();
        for (String key : keys) {
            pointer = pointer.appendProperty(key);
        }
        return file.location(pointer);
    }

    /** The data for that operation; empty if the file does not name it. */
    public OperationData of(Operation operation) {
        var data = operations.get(operation.name());
        return data == null ? operations.getOrDefault(operation.key().toString(), OperationData.NONE) : data;
    }

    /** The default credential: the first that is not known to be invalid. */
    public Optional<Credential> defaultCredential() {
        return credentials.values().stream()
                .filter(credential -> credential.flaw().isEmpty())
                .findFirst();
    }
}
