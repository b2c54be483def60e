package dev.counterpart.verify.prism;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.prism.PrismRequests.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * What differs between two answers to one request.
 *
 * @param aspect {@code status}, {@code body}, or the name of a header
 * @param prism what Prism says
 * @param ours what we say
 */
record PrismDifference(
        String document,
        Asked asked,
        String aspect,
        String prism,
        String ours,
        Response theirs,
        Response own,
        boolean isTheirsValid) {

    /** Headers of the connection. */
    private static final Set<String> FRAMING =
            Set.of("date", "connection", "keep-alive", "content-length", "transfer-encoding", "server");

    /** Of int32, int64, float and double, as Prism has them. */
    private static final Set<String> LEAST =
            Set.of("-2147483648", "-9007199254740991", "-3.402823669209385E+38", "-1.7976931348623157E+308");

    /** The first that matters: another status makes everything else different. */
    static List<PrismDifference> between(
            String document, Asked asked, Response theirs, Response own, boolean isTheirsValid) {
        var all = new ArrayList<PrismDifference>();
        if (theirs.status() != own.status()) {
            return List.of(new PrismDifference(
                    document,
                    asked,
                    "status",
                    theirs.status() + " " + theirs.text(),
                    own.status() + " " + own.text(),
                    theirs,
                    own,
                    isTheirsValid));
        }
        var names = new TreeSet<String>();
        theirs.headers().fields().forEach(field -> names.add(field.getKey().toLowerCase(Locale.ROOT)));
        own.headers().fields().forEach(field -> names.add(field.getKey().toLowerCase(Locale.ROOT)));
        names.removeAll(FRAMING);
        for (String name : names) {
            String his = theirs.headers().joined(name).orElse("(none)");
            String mine = own.headers().joined(name).orElse("(none)");
            if (!his.equals(mine)) {
                all.add(new PrismDifference(document, asked, name, his, mine, theirs, own, isTheirsValid));
            }
        }
        if (!theirs.text().equals(own.text())) {
            all.add(new PrismDifference(
                    document, asked, "body", theirs.text(), own.text(), theirs, own, isTheirsValid));
        }
        return all;
    }

    /** What differs between the requests that two proxies made of one: in target, header lines and body. */
    static List<PrismDifference> forwarded(String document, Asked asked, Request theirs, Request own, Response answer) {
        return between(document, asked, told(theirs), told(own), true).stream()
                .map(each -> new PrismDifference(
                        document, asked, "forwarded " + each.aspect(), each.prism(), each.ours(), answer, answer, true))
                .toList();
    }

    private static Response told(Request request) {
        return new Response(200, request.headers().without("Host"), request.body())
                .with("Target", request.method() + " " + request.target());
    }

    /** Whether the bodies are the same but for numbers of which Prism gives the least that their format has. */
    boolean isOnlyLeastNumbers() {
        return aspect.equals("body")
                && json(prism).isPresent()
                && json(ours).isPresent()
                && isOnlyLeastNumbers(json(prism).get(), json(ours).get());
    }

    /** Whether the bodies are the same JSON, numbers as floating point has them. */
    boolean isSameJson() {
        var his = json(prism);
        var mine = json(ours);
        return his.isPresent() && mine.isPresent() && mine.get().equals(PrismDifference::compareNumbers, his.get());
    }

    private static int compareNumbers(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? Double.compare(one.asDouble(), other.asDouble())
                : one.equals(other) ? 0 : 1;
    }

    private static boolean isOnlyLeastNumbers(JsonNode his, JsonNode mine) {
        if (his.isContainer() && his.getNodeType() == mine.getNodeType() && his.size() == mine.size()) {
            return his.isObject()
                    ? his.properties().stream()
                            .allMatch(member -> mine.has(member.getKey())
                                    && isOnlyLeastNumbers(member.getValue(), mine.get(member.getKey())))
                    : IntStream.range(0, his.size()).allMatch(i -> isOnlyLeastNumbers(his.get(i), mine.get(i)));
        }
        return his.equals(mine)
                || (LEAST.contains(his.toString()) && mine.toString().equals("0"));
    }

    private static Optional<JsonNode> json(String text) {
        return Json.parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) instanceof Json.Parsed.Value value
                ? Optional.of(value.node())
                : Optional.empty();
    }

    @Override
    public String toString() {
        return document + " | " + asked.kind() + " | " + asked.request().method() + " "
                + cut(asked.request().target()) + " | "
                + asked.request().headers().fields() + " | "
                + cut(new String(asked.request().body(), java.nio.charset.StandardCharsets.UTF_8)) + "\n    " + aspect
                + "\n      prism " + cut(prism) + "\n      ours  " + cut(ours);
    }

    private static String cut(String text) {
        return text.length() > 600 ? text.substring(0, 600) + "…" : text;
    }
}
