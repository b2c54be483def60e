package dev.counterpart.verify.format;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.check.GateRules;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.report.Cause;
import dev.counterpart.verify.report.Coverage;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.ReportedCase;
import dev.counterpart.verify.report.ReportedCaseBuilder;
import dev.counterpart.verify.report.ReportedExchange;
import dev.counterpart.verify.report.Shard;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Reads what {@link JsonFormat} wrote, so that the shards of a run can be merged. */
public final class ReportReader {

    private final Map<String, Rule> rules = new HashMap<>();

    private ReportReader() {
        Stream.concat(GateRules.all().stream(), MessageRules.all().stream())
                .forEach(rule -> rules.put(rule.id(), rule));
    }

    /** The report in a file; empty if the file does not contain one. */
    public static Optional<Report> read(byte[] file) {
        try {
            return Json.parse(file) instanceof Json.Parsed.Value value
                            && value.node().path("cases").isArray()
                    ? Optional.of(new ReportReader().report(value.node()))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeParseException noReport) {
            return Optional.empty();
        }
    }

    private Report report(JsonNode root) {
        var cases = list(root.path("cases"), this::each);
        Map<String, ReportedCase> byId = new HashMap<>();
        cases.forEach(each -> byId.put(each.id(), each));
        return new Report(
                about(root),
                cases,
                list(root.path("violations"), node -> cause(node, byId)),
                list(root.path("known"), node -> cause(node, byId)),
                new Coverage(list(root.path("coverage"), this::row)),
                list(root.path("remarks"), JsonNode::asString));
    }

    private static Report.About about(JsonNode root) {
        return new Report.About(
                root.path("title").asString(""),
                root.path("document").asString(""),
                root.path("target").asString(""),
                Instant.parse(root.path("started").asString("")),
                Duration.ofMillis(root.path("milliseconds").asLong(0)),
                Shard.parse(root.path("shard").asString("")),
                root.path("whole").asBoolean(true),
                root.path("limits").asString(""));
    }

    private Cause cause(JsonNode node, Map<String, ReportedCase> cases) {
        return new Cause(
                violation(node),
                node.path("operation").asString(""),
                Optional.ofNullable(cases.get(node.path("case").asString(""))),
                node.path("cases").asInt(1));
    }

    private Violation violation(JsonNode node) {
        String id = node.path("rule").asString("");
        var severity = Severity.valueOf(node.path("severity").asString("error").toUpperCase(java.util.Locale.ROOT));
        String fix = node.path("fix").asString("");
        var declared = node.path("declared");
        return new Violation(
                rules.getOrDefault(id, new Rule(id, severity, id, "", fix)),
                severity,
                Spot.parse(node.path("at").asString("")),
                node.path("expected").asString(""),
                node.path("actual").asString(""),
                declared.isObject() ? Optional.of(location(declared)) : Optional.empty(),
                node.path("basis").asString(""),
                fix,
                Optional.empty());
    }

    private static Location location(JsonNode node) {
        return new Location(
                node.path("file").asString(""),
                node.path("line").asInt(0),
                JsonPointer.compile(node.path("pointer").asString("")));
    }

    private Coverage.Row row(JsonNode node) {
        Map<String, Integer> mediaTypes = new LinkedHashMap<>();
        node.path("mediaTypes")
                .properties()
                .forEach(member ->
                        mediaTypes.put(member.getKey(), member.getValue().asInt(0)));
        return new Coverage.Row(
                node.path("operation").asString(""),
                node.path("status").asString(""),
                node.path("cases").asInt(0),
                mediaTypes,
                node.path("ifUnseen").isObject() ? Optional.of(violation(node.path("ifUnseen"))) : Optional.empty());
    }

    private ReportedCase each(JsonNode node) {
        return ReportedCaseBuilder.builder()
                .id(node.path("id").asString(""))
                .operation(node.path("operation").asString(""))
                .group(node.path("group").asString(""))
                .title(node.path("title").asString(""))
                .source(node.path("source").asString(""))
                .expected(node.path("expected").asString(""))
                .reason(node.path("reason").asString(""))
                .verdict(verdict(node))
                .known(list(node.path("known"), JsonNode::asString))
                .status(node.has("status") ? Optional.of(node.path("status").asInt()) : Optional.empty())
                .mediaType(node.path("mediaType").asString(""))
                .took(Duration.ofMillis(node.path("milliseconds").asLong(0)))
                .again(node.path("again").asString(""))
                .exchange(
                        node.path("exchange").isObject()
                                ? Optional.of(exchange(node.path("exchange")))
                                : Optional.empty())
                .build();
    }

    private Verdict verdict(JsonNode node) {
        var violations = list(node.path("violations"), this::violation);
        String reason = node.path("message").asString("");
        String word = node.path("verdict").asString("");
        return switch (word) {
            case "passed" -> new Verdict.Passed(violations);
            case "failed" -> new Verdict.Failed(violations);
            case "errored" -> new Verdict.Errored(reason);
            case "skipped" -> new Verdict.Skipped(reason);
            default -> throw new IllegalArgumentException("no verdict is called " + word);
        };
    }

    private static ReportedExchange exchange(JsonNode node) {
        var request = node.path("request");
        var response = node.path("response");
        return new ReportedExchange(
                new ReportedExchange.Sent(
                        request.path("method").asString(""),
                        request.path("target").asString(""),
                        headers(request),
                        body(request)),
                response.isObject()
                        ? Optional.of(new ReportedExchange.Received(
                                response.path("status").asInt(0), headers(response), body(response)))
                        : Optional.empty());
    }

    private static List<ReportedExchange.Field> headers(JsonNode message) {
        return list(
                message.path("headers"),
                field -> new ReportedExchange.Field(
                        field.path("name").asString(""), field.path("value").asString("")));
    }

    private static ReportedExchange.Body body(JsonNode message) {
        var body = message.path("body");
        return new ReportedExchange.Body(
                body.path("text").asString(""),
                body.path("base64").asBoolean(false),
                body.path("size").asInt(0));
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
        var list = new ArrayList<T>();
        array.forEach(node -> list.add(element.apply(node)));
        return list;
    }
}
