package dev.counterpart.verify.data;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.document.SourceMap;
import dev.counterpart.spec.http.Headers;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
 * @param workflows inputs by the id of a workflow and their name
 * @param filled the operations with saved values, by name
 * @param file for the location of entries
 */
@RecordBuilder
public record GateData(
        Optional<String> url,
        Optional<String> document,
        Headers headers,
        Map<String, Credential> credentials,
        Map<String, OperationData> operations,
        RuleSettings rules,
        Map<String, Map<String, JsonNode>> workflows,
        Function<Map<String, JsonNode>, Map<String, OperationData>> filled,
        Document file)
        implements GateDataBuilder.With {

    private static final GateData NONE = GateDataBuilder.builder()
            .headers(Headers.none())
            .credentials(Map.of())
            .operations(Map.of())
            .rules(RuleSettings.none())
            .workflows(Map.of())
            .filled(values -> Map.of())
            .file(new Document(URI.create("data:,"), "no data file", NullNode.getInstance(), SourceMap.none()))
            .build();

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
     * @param bodyFile path of a file with the whole body
     * @param sameAs title of the entry whose answer must look the same
     * @param limit the maximum time of the answer
     * @param denied names of credentials with which the same request is denied
     * @param unreachable why the status cannot be provoked
     * @param saves parts of the answer that other entries use, by name
     * @param needs names of saved values that are not known yet
     * @param source where the entry comes from: the data file, or a fixture
     */
    @RecordBuilder
    public record Entry(
            StatusKey status,
            String title,
            Optional<String> as,
            Values parameters,
            Map<String, String> header,
            Optional<JsonNode> body,
            Optional<String> bodyFile,
            List<Statement> expect,
            Optional<String> sameAs,
            Optional<Duration> limit,
            List<String> denied,
            Optional<String> unreachable,
            RuleSettings rules,
            Map<String, AnswerPart> saves,
            Set<String> needs,
            Location place,
            Origin.Source source)
            implements GateDataEntryBuilder.With {

        /** Marks an entry that is sent without credentials. */
        public static final String NO_CREDENTIALS = "none";

        public Entry {
            header = Collections.unmodifiableMap(new LinkedHashMap<>(header));
            expect = List.copyOf(expect);
            denied = List.copyOf(denied);
            saves = Collections.unmodifiableMap(new LinkedHashMap<>(saves));
            needs = Set.copyOf(needs);
        }

        /** This entry with another body. */
        Entry with(JsonNode other) {
            return withBody(Optional.of(other));
        }

        /** This entry, which cannot be sent for that reason. */
        public Entry unreachable(String reason) {
            return withUnreachable(Optional.of(reason));
        }

        /** A request that provokes a status: without parameters, and without statements about its answer. */
        public static Entry of(StatusKey status, Location place, Origin.Source source) {
            return GateDataEntryBuilder.builder()
                    .status(status)
                    .title("")
                    .parameters(Values.NONE)
                    .header(Map.of())
                    .expect(List.of())
                    .denied(List.of())
                    .rules(RuleSettings.none())
                    .saves(Map.of())
                    .needs(Set.of())
                    .place(place)
                    .source(source)
                    .build();
        }
    }

    /**
     * Values of path, query and cookie parameters by name.
     *
     * @param query null for a parameter that is left out, also if it is required; the same for {@code cookie}
     * @param leftOut names of headers that are left out
     */
    public record Values(
            Map<String, JsonNode> path,
            Map<String, JsonNode> query,
            Map<String, JsonNode> cookie,
            Set<String> leftOut) {
        public static final Values NONE = new Values(Map.of(), Map.of(), Map.of());

        /** Values for a request with all its headers. */
        public Values(Map<String, JsonNode> path, Map<String, JsonNode> query, Map<String, JsonNode> cookie) {
            this(path, query, cookie, Set.of());
        }

        public Values {
            leftOut = Set.copyOf(leftOut);
            path = Collections.unmodifiableMap(new LinkedHashMap<>(path));
            query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
            cookie = Collections.unmodifiableMap(new LinkedHashMap<>(cookie));
        }
    }

    public GateData {
        credentials = Collections.unmodifiableMap(new LinkedHashMap<>(credentials));
        operations = Collections.unmodifiableMap(new LinkedHashMap<>(operations));
        workflows = Collections.unmodifiableMap(new LinkedHashMap<>(workflows));
    }

    public static GateData none() {
        return NONE;
    }

    /** The rules for all operations, without what is for one provider. */
    public GateData rulesOnly() {
        return NONE.withRules(rules).withFile(file);
    }

    /** These data with one more credential, before the others. */
    public GateData with(Credential credential) {
        var all = new LinkedHashMap<String, Credential>();
        all.put(credential.name(), credential);
        credentials.forEach(all::putIfAbsent);
        return withCredentials(all);
    }

    /** These data with more entries of that operation, after its others. */
    public GateData with(Operation operation, List<Entry> more) {
        var known = of(operation);
        var entries = Stream.concat(known.entries().stream(), more.stream()).toList();
        var all = new LinkedHashMap<>(operations);
        all.put(operation.name(), new OperationData(entries, known.rules(), known.headers()));
        return withOperations(all);
    }

    /** These data with values that were saved from answers, by name. */
    public GateData filled(Map<String, JsonNode> values) {
        return withOperations(filled.apply(values));
    }

    /** These data with another credential in the place of the one with its name. */
    public GateData replaced(Credential credential) {
        var all = new LinkedHashMap<>(credentials);
        all.put(credential.name(), credential);
        return withCredentials(all);
    }

    /** These data with the content of files, and with the credentials among the headers as a credential, which is the default. */
    public GateData sorted(Contract contract) {
        return FixedHeaders.sorted(new Uploads(this, contract).read(), contract);
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
