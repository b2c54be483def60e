package dev.counterpart.mock.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Fixtures with every kind of condition, for the operations {@code get} and {@code add}, in a folder. */
record EveryCondition(Path fixtures) {

    private static final List<String> OF_GET = List.of(
            "path: {id: a b}",
            "path: {id: 'x/y'}",
            "path: {id: {in: [1, '2:3']}}",
            "path: {id: {matches: '[0-9]{3}'}}",
            "query: {q: a+b}",
            "query: {q: {in: [c, 'd.e']}}",
            "query: {q: {matches: 'f+'}, r: {absent: true}}",
            "header: {X-B: 'c d'}");

    /** Writes them; {@code more} are further conditions of {@code get}. */
    void write(String... more) throws IOException {
        int number = 0;
        for (var condition : OF_GET) {
            fixture("get/200-" + ++number, condition, "{n: %d}".formatted(number));
        }
        for (var condition : more) {
            fixture("get/200-" + ++number, condition, "{n: %d}".formatted(number));
        }
        fixture("add/201-a", "body: {name: Rex}", "{a: 1}");
        fixture("add/201-b", "body: {/a/0/b~1c: 1, d: {absent: true}}", "{a: 2}");
        fixture("add/201-c", "body: {flag: true, d: {in: [1, x]}}", "{a: 3}");
    }

    void fixture(String file, String when, String body) throws IOException {
        var path = fixtures.resolve(file + ".yaml");
        Files.createDirectories(path.getParent());
        Files.writeString(path, "when: {" + when + "}\nresponse: {body: " + body + "}\n");
    }
}
