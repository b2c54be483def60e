package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Requests that are made to be expensive, or to hit a limit of a library. Each took more than ten seconds once, or was answered by 500. */
class HostileInputTest {

    private static final MockEngine ENGINE = new MockEngine(
            Exchange.contract(Path.of("src/test/resources/hostile/contract.yaml")),
            Fixtures.none(),
            MockOptions.defaults());
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data; boundary=b";

    /** A bound that only a request without bound exceeds, on any machine. */
    @TestFactory
    @Timeout(60)
    Stream<DynamicTest> a_hostile_request_is_answered_in_time() {
        return Stream.of(
                test("an exponent beyond an int", 422, json("{\"n\": 1e2147483648}")),
                test("a negative exponent beyond an int", 422, json("{\"n\": 1e-2147483648}")),
                test("an exponent of 14 digits", 422, json("{\"n\": 1e10000000000000}")),
                test("an exponent that overflows once zeros are removed", 422, json("{\"n\": 100e2147483647}")),
                test("the same for an integer", 422, json("{\"i\": 1e2147483648}")),
                test("the same in a property that is not declared", 422, json("{\"other\": [1e2147483648]}")),
                test("an exponent just beyond ours", 422, json("{\"n\": 1e1000000001}")),
                test("an exponent that can still be compared", 200, json("{\"n\": 1e999999999}")),
                test("a multiple with such an exponent", 200, json("{\"m\": 1e999999999}")),
                test("a large double", 200, json("{\"n\": 1E400}")),
                test("8,000 names in brackets", 200, form(i -> "a[" + i + "]=1", 8_000)),
                test("8,000 nested names", 200, form(i -> "a[x][" + i + "][y]=1", 8_000)),
                test("8,000 names in brackets that are not declared", 200, form(i -> "c" + i + "[x]=1", 8_000)),
                test("32,000 header lines in a part", 200, multipart(1, 32_000)),
                test("10,000 parts", 200, multipart(10_000, 0)),
                test("10,001 parts", 422, multipart(10_001, 0)),
                test("unique texts with one hash", 200, json("{\"l\": [" + colliding("\"%s\"") + "]}")),
                test("unique objects with one hash", 200, json("{\"l\": [" + colliding("{\"%s\": 1}") + "]}")),
                test("unique lists with one hash", 200, json("{\"l\": [" + colliding("[\"%s\"]") + "]}")),
                test("properties with one hash", 200, json("{" + colliding("\"%s\": 1") + "}")),
                test(
                        "an event of 1,000,000 lines",
                        200,
                        post("/e", "text/event-stream", "data\n".repeat(1_000_000) + "\n")),
                test(
                        "100,000 elements with different names",
                        200,
                        post("/xml", "application/xml", "<r>" + joined(i -> "<e" + i + "/>", 100_000, "") + "</r>")),
                test(
                        "30,000 names that a pattern refuses",
                        422,
                        post("/names", JSON, "{" + joined(i -> "\"a" + i + "\": 1", 30_000, ",") + "}")),
                test(
                        "50 levels of alternatives beside unevaluatedProperties",
                        422,
                        post("/tree", JSON, "{\"c\":".repeat(50) + "{\"x\":1}" + "}".repeat(50))),
                test("a server of 1,900 dots", 404, get("/s?__server=https://" + ".".repeat(1_900))),
                test("a path of 7,000 separators, which can be values too", 200, get("/x/" + "-".repeat(7_000))),
                test(
                        "200 texts on which a pattern backtracks",
                        422,
                        get("/p?" + joined(i -> "q=" + "a".repeat(40) + "b", 200, "&"))));
    }

    private static DynamicTest test(String name, int status, Request request) {
        return dynamicTest(
                name + " → " + status,
                () -> assertThat(ENGINE.answer(request).response().status()).isEqualTo(status));
    }

    private static Request get(String target) {
        return Exchange.request("GET " + target + " HTTP/1.1");
    }

    private static Request post(String path, String type, String body) {
        return new Request("POST", path, "", Headers.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Request json(String body) {
        return post("/n", JSON, body);
    }

    private static Request form(IntFunction<String> pair, int count) {
        return post("/f", FORM, joined(pair, count, "&"));
    }

    private static Request multipart(int parts, int headerLines) {
        String more = joined(i -> "X-" + i + ": 1\r\n", headerLines, "");
        return post(
                "/m",
                MULTIPART,
                joined(
                                i -> "--b\r\n" + more + "Content-Disposition: form-data; name=\"a" + i
                                        + "\"\r\n\r\nx\r\n",
                                parts,
                                "")
                        + "--b--\r\n");
    }

    private static String joined(IntFunction<String> made, int count, String separator) {
        return IntStream.range(0, count).mapToObj(made).collect(Collectors.joining(separator));
    }

    /** 16,384 texts with the same hash code, each in a format. */
    private static String colliding(String format) {
        List<String> texts = List.of("");
        for (int i = 0; i < 14; i++) {
            var longer = new ArrayList<String>();
            texts.forEach(text -> longer.addAll(List.of(text + "Aa", text + "BB")));
            texts = longer;
        }
        return texts.stream().map(text -> format.replace("%s", text)).collect(Collectors.joining(","));
    }
}
