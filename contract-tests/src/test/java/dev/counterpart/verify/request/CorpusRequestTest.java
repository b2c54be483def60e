package dev.counterpart.verify.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.counterpart.fixtures.generate.InvalidValues;
import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.RequestBody;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.decode.Shape;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.route.Router;
import dev.counterpart.spec.rule.Finding;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.RequestValidator;
import dev.counterpart.spec.write.ParameterWriter;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.data.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Requests of all operations of real documents, in the folder that the system property {@code corpus} names. */
@Tag("corpus")
class CorpusRequestTest {

    private static final ReadOptions OPTIONS = ReadOptions.defaults().withAllowRefsOutside(true);
    private static final Location NOWHERE = new Location("made here", 0, JsonPointer.empty());

    private final List<String> unexpected = new ArrayList<>();
    private final Map<String, Integer> accepted = new TreeMap<>();
    private int operations;
    private int valid;
    private int keywords;
    private int refused;
    private final Map<String, Integer> unwritable = new TreeMap<>();
    private final Map<String, String> faults = new LinkedHashMap<>();
    private int faulty;

    @Test
    void a_request_of_every_operation_is_routed_and_valid_and_each_broken_keyword_is_refused() throws Exception {
        readFaults();
        for (var file : files()) {
            if (ContractReader.read(file.toString(), OPTIONS) instanceof ReadResult.Read read) {
                new Measure(file.getFileName().toString(), read.contract()).all();
            }
        }
        unexpected.forEach(System.out::println);
        System.out.printf(
                "REQUESTS operations %d valid %d, without one by a fault of the document %d; keywords %d refused %d %s,"
                        + " not writable as text %s%n",
                operations, valid, faulty, keywords, refused, accepted, unwritable);
        assertThat(operations).isPositive();
        assertThat(faults.keySet())
                .as("faults of documents that have a valid request after all")
                .isEmpty();
        assertThat(valid).isGreaterThanOrEqualTo((int) Math.ceil((operations - faulty) * 0.999));
        assertThat(refused).isGreaterThanOrEqualTo((int) Math.ceil(keywords * 0.999));
    }

    private final class Measure {

        private final String name;
        private final Contract contract;
        private final Router router;
        private final RequestValidator validator;
        private final RequestMaker maker;
        private final InvalidValues invalid;
        private final SchemaValidator schemas;
        private final Set<Place> seen = new HashSet<>();

        Measure(String name, Contract contract) {
            this.name = name;
            this.contract = contract;
            this.router = new Router(contract);
            this.schemas = new SchemaValidator(contract.documents(), contract.version());
            this.validator = new RequestValidator(contract, schemas);
            var values = new ValidValues(contract, schemas);
            this.maker = new RequestMaker(
                    contract, GateData.none(), new Samples(contract, schemas, values, Map.of(), Optional.empty()));
            this.invalid = new InvalidValues(contract, schemas, values);
        }

        void all() {
            for (var declared : contract.operations()) {
                operations++;
                var operation = withoutExamples(declared);
                var request = maker.anonymous(operation, entry(operation));
                var violations = violations(declared, operation, request);
                if (violations.isEmpty()) {
                    valid++;
                    breakParameters(declared, operation);
                    breakBody(declared, operation);
                } else if (faults.remove(name + " | " + operation.key()) != null) {
                    faulty++;
                } else {
                    unexpected.add("NOT VALID " + name + " " + operation.key() + " " + request.path() + "?"
                            + request.query() + " " + violations);
                }
            }
        }

        /** Why that request is not a valid one of that operation; nothing where it is. */
        private List<String> violations(Operation declared, Operation operation, Request request) {
            var reasons = new ArrayList<String>();
            if (!(router.route(request.method(), request.path()) instanceof Route.Found found)) {
                return List.of("not routed");
            }
            if (!found.operation().equals(declared)) {
                return List.of("routed to " + found.operation().key());
            }
            for (var violation : validator.violations(operation, found.encodedValues(), request)) {
                if (violation.severity() == Severity.ERROR) {
                    reasons.add(words(violation));
                }
            }
            return reasons;
        }

        private static String words(Violation violation) {
            return violation.rule().id() + " "
                    + violation.finding().map(Finding::keyword).orElse("") + " at " + violation.at() + " expected "
                    + violation.expected() + " but " + violation.actual();
        }

        private void breakParameters(Operation declared, Operation operation) {
            for (var parameter : operation.parameters()) {
                var schema = parameter.schema().or(() -> parameter.content().flatMap(Content::schema));
                if (schema.isPresent() && !RequestMaker.isIgnored(parameter) && seen.add(parameter.place())) {
                    for (var broken : topLevel(schema.get())) {
                        var reason = unwritable(parameter, schema.get(), broken);
                        if (reason.isPresent()) {
                            unwritable.merge(reason.get(), 1, Integer::sum);
                        } else {
                            judge(declared, operation, broken, entry(parameter, broken.value()), parameter.name());
                        }
                    }
                }
            }
        }

        private boolean hasNoPair(Parameter parameter, Schema schema) {
            boolean isQuery = parameter.in() == Parameter.In.QUERY && parameter.explode();
            return isQuery
                    && parameter.content().isEmpty()
                    && Shape.of(contract.documents(), schema).isObjectOnly();
        }

        /**
         * Why the value, once it is text, no longer breaks the keyword: text has no types, and what is empty counts as not
         * sent, as it does for Prism.
         */
        private Optional<String> unwritable(Parameter parameter, Schema schema, InvalidValues.Invalid broken) {
            var value = broken.value();
            if (value.isNull() || (value.isContainer() && value.isEmpty())) {
                return Optional.of("null or empty");
            }
            if (!value.isContainer() && hasNoPair(parameter, schema)) {
                return Optional.of("a text for an object, which has no pair of its own name");
            }
            if (value.isContainer()) {
                return Optional.empty();
            }
            var text = JsonNodeFactory.instance.stringNode(ParameterWriter.text(value));
            if (text.asString().isEmpty()) {
                return Optional.of("null or empty");
            }
            var list = JsonNodeFactory.instance.arrayNode().add(text);
            if (!breaks(schema, text, broken) || !breaks(schema, list, broken)) {
                return Optional.of("a valid text");
            }
            return Optional.empty();
        }

        private boolean breaks(Schema schema, JsonNode value, InvalidValues.Invalid broken) {
            return schemas.findings(schema, value, Direction.REQUEST).stream()
                    .anyMatch(finding -> finding.keyword().equals(broken.keyword()));
        }

        private void breakBody(Operation declared, Operation operation) {
            operation.body().stream()
                    .flatMap(body -> body.content().stream())
                    .filter(content -> content.mediaType().isJson())
                    .findFirst()
                    .flatMap(Content::schema)
                    .filter(schema -> seen.add(schema.place()))
                    .ifPresent(schema -> {
                        for (var broken : topLevel(schema)) {
                            judge(
                                    declared,
                                    operation,
                                    broken,
                                    entry(GateData.Values.NONE, Map.of(), Optional.of(broken.value())),
                                    "body");
                        }
                    });
        }

        private List<InvalidValues.Invalid> topLevel(Schema schema) {
            return invalid.invalidValues(schema, Direction.REQUEST).stream()
                    .filter(broken -> broken.at().matches())
                    .toList();
        }

        private void judge(
                Operation declared,
                Operation operation,
                InvalidValues.Invalid broken,
                GateData.Entry entry,
                String what) {
            keywords++;
            var request = maker.anonymous(operation, entry);
            var route = router.route(request.method(), request.path());
            boolean isRefused = route instanceof Route.Found found
                    && found.operation().equals(declared)
                    && validator.violations(operation, found.encodedValues(), request).stream()
                            .anyMatch(violation -> violation
                                    .finding()
                                    .map(finding -> finding.keyword().equals(broken.keyword()))
                                    .orElse(violation.rule().id().endsWith("syntax")
                                            || violation.rule().id().endsWith("required")));
            if (isRefused) {
                refused++;
            } else {
                accepted.merge(broken.keyword(), 1, Integer::sum);
                unexpected.add("NOT REFUSED " + name + " " + operation.key() + " " + what + " " + broken.keyword()
                        + " " + Violation.shortened(broken.value().toString()) + " " + request.path() + "?"
                        + request.query() + " "
                        + (route instanceof Route.Found found
                                ? validator.violations(operation, found.encodedValues(), request).stream()
                                        .map(Measure::words)
                                        .toList()
                                : route.getClass().getSimpleName()));
            }
        }
    }

    /** With the header Authorization, which credentials bring, where an operation requires it as a parameter. */
    private static GateData.Entry entry(Operation operation) {
        boolean asked = operation.parameters().stream()
                .anyMatch(parameter -> parameter.required() && parameter.name().equalsIgnoreCase("Authorization"));
        var header = asked ? Map.of("Authorization", "Bearer token") : Map.<String, String>of();
        return entry(GateData.Values.NONE, header, Optional.empty());
    }

    private static GateData.Entry entry(Parameter parameter, JsonNode value) {
        var one = Map.of(parameter.name(), value);
        var none = Map.<String, JsonNode>of();
        var in = parameter.in();
        var values = new GateData.Values(
                in == Parameter.In.PATH ? one : none,
                in == Parameter.In.QUERY || in == Parameter.In.QUERYSTRING ? one : none,
                in == Parameter.In.COOKIE ? one : none);
        var header = in == Parameter.In.HEADER
                ? Map.of(parameter.name(), ParameterWriter.header(parameter, value))
                : Map.<String, String>of();
        return entry(values, header, Optional.empty());
    }

    private static GateData.Entry entry(GateData.Values values, Map<String, String> header, Optional<JsonNode> body) {
        return GateData.Entry.of(StatusKey.parse("400").orElseThrow(), NOWHERE, Origin.Source.DATA)
                .withParameters(values)
                .withHeader(header)
                .withBody(body);
    }

    /** The same operation, so that its requests are made of generated values only. */
    private static Operation withoutExamples(Operation operation) {
        return operation
                .withParameters(operation.parameters().stream()
                        .map(CorpusRequestTest::withoutExamples)
                        .toList())
                .withBody(operation
                        .body()
                        .map(body -> new RequestBody(
                                body.required(),
                                body.content().stream()
                                        .map(CorpusRequestTest::withoutExamples)
                                        .toList(),
                                body.place())));
    }

    private static Parameter withoutExamples(Parameter parameter) {
        return parameter
                .withContent(parameter.content().map(CorpusRequestTest::withoutExamples))
                .withExamples(List.of());
    }

    private static Content withoutExamples(Content content) {
        return new Content(
                content.key(), content.mediaType(), content.schema(), List.of(), content.encodings(), content.place());
    }

    /** Those of the documents that are there. */
    private void readFaults() throws Exception {
        var names = files().stream().map(file -> file.getFileName().toString()).toList();
        var known = Path.of(Objects.requireNonNull(CorpusRequestTest.class.getResource("/corpus-faults.txt"))
                .toURI());
        for (String line : Files.readAllLines(known)) {
            var parts = line.split(" \\| ", 3);
            if (!line.startsWith("#") && names.contains(parts[0])) {
                faults.put(parts[0] + " | " + parts[1], parts[2]);
            }
        }
    }

    private static List<Path> files() throws Exception {
        String corpus = System.getProperty("corpus", "");
        assumeTrue(!corpus.isEmpty(), "no -Dcorpus=DIR");
        try (var all = Files.walk(Path.of(corpus))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
