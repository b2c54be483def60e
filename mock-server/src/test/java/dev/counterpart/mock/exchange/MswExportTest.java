package dev.counterpart.mock.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/** Mock Service Worker gives the answers of the mock, under Node. Skipped if Node or npm cannot be used. */
class MswExportTest {

    private static final String VERSION = "2.15.0";

    /** Sends every request through msw and prints what differs, then the number of requests. */
    private static final String RUN = """
            import { readFileSync } from 'node:fs';
            import { setupServer } from 'msw/node';
            import { handlers } from './handlers.mjs';
            const server = setupServer(...handlers);
            server.listen({ onUnhandledRequest: 'error' });
            const exchanges = JSON.parse(readFileSync('./exchanges.json', 'utf8'));
            for (const { method, url, headers, body, expected } of exchanges) {
              const response = await fetch(url, { method, headers, body: body === '' ? undefined : body, redirect: 'manual' });
              const wanted = expected.headers.map(([name, value]) => `${name.toLowerCase()}: ${value}`).sort();
              const actual = [...response.headers].map(([name, value]) => `${name}: ${value}`).sort();
              const text = await response.text();
              const left = JSON.stringify([response.status, actual, text]);
              const right = JSON.stringify([expected.status, wanted, expected.body]);
              if (left !== right) console.log(`${method} ${url} ${JSON.stringify(headers)}\\n  ${left}\\n  not ${right}`);
            }
            console.log(`${exchanges.length} exchanges`);
            """;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        assumeTrue(hasNode(), "Node.js is not installed");
        Files.writeString(folder.resolve("package.json"), "{\"private\": true, \"type\": \"module\"}");
        assumeTrue(
                run("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "msw@" + VERSION)
                                .code()
                        == 0,
                "npm cannot install msw");
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            return run("node", "--version").code() == 0
                    && run("npm", "--version").code() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private record Ended(int code, String out) {}

    private static Ended run(String... command) throws IOException, InterruptedException {
        var out = folder.resolve("out.txt");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return new Ended(-1, "");
        }
        return new Ended(process.exitValue(), Files.readString(out));
    }

    private static Contract contract(String path) {
        return ((ReadResult.Read) ContractReader.read(path, ReadOptions.defaults())).contract();
    }

    /** What the handlers answered differently, and the number of exchanges. */
    private static String exchanges(Contract contract, Fixtures fixtures) throws IOException, InterruptedException {
        MswExport.of(contract, fixtures).write(folder);
        var all = JsonNodeFactory.instance.arrayNode();
        for (var each : ExportedAnswers.of(contract, fixtures, new ArrayList<>())) {
            if (each.fault().isPresent()) {
                continue;
            }
            var node = all.addObject();
            node.put("method", each.request().method());
            node.put("url", "http://api.test" + each.request().target());
            var headers = node.putObject("headers");
            each.request().headers().fields().forEach(field -> headers.put(field.getKey(), field.getValue()));
            node.put("body", new String(each.request().body(), StandardCharsets.UTF_8));
            var expected = node.putObject("expected");
            expected.put("status", each.response().status());
            expected.put("body", each.response().text());
            var sent = expected.putArray("headers");
            each.response()
                    .headers()
                    .fields()
                    .forEach(field -> sent.addArray().add(field.getKey()).add(field.getValue()));
        }
        Files.writeString(folder.resolve("exchanges.json"), Json.text(all));
        Files.writeString(folder.resolve("run.mjs"), RUN);
        return run("node", "run.mjs").out();
    }

    @Test
    void the_bundled_fixtures() throws IOException, InterruptedException {
        var contract = contract("../spec/openapi/dynamic-oauth-access-token.yaml");
        var fixtures =
                FixtureReader.read(Path.of("../fixtures/bundled"), contract).fixtures();

        assertThat(exchanges(contract, fixtures)).matches("\\d\\d exchanges\n");
    }

    @Test
    void fixtures_with_every_kind_of_condition() throws IOException, InterruptedException {
        var document = Files.writeString(folder.resolve("a.yaml"), """
                openapi: 3.1.0
                info: {title: a, version: '1'}
                components:
                  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}, other: {type: http, scheme: bearer}}
                security: [{key: []}, {other: []}]
                paths:
                  /a/{id}:
                    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                    get: {operationId: get, responses: {'200': {description: '', content: {application/json: {}}}, '404': {description: ''}}}
                  /a/mine:
                    get:
                      security: []
                      responses: {'200': {description: '', content: {text/plain: {example: mine}}}}
                  /b:
                    post:
                      operationId: add
                      requestBody: {content: {application/json: {schema: {type: object}}}}
                      responses: {'201': {description: '', content: {application/json: {example: {a: "ü"}}}}}
                """);
        new EveryCondition(folder.resolve("fixtures")).write();
        var contract = contract(document.toString());
        var read = FixtureReader.read(folder.resolve("fixtures"), contract);
        assertThat(read.broken()).isEmpty();

        assertThat(exchanges(contract, read.fixtures())).isEqualTo("33 exchanges\n");
    }
}
