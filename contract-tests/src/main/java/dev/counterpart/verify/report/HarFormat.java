package dev.counterpart.verify.report;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.send.Observation.Answered;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** All exchanges, for the network view of a browser (HTTP Archive 1.2), credentials masked. */
public final class HarFormat implements ReportFormat {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Longer bodies are cut, in bytes. */
    private static final int LONGEST_BODY = 64 * 1024;

    @Override
    public String name() {
        return "har";
    }

    @Override
    public String fileName() {
        return "exchanges.har";
    }

    @Override
    public String text(Report report) {
        var root = NODES.objectNode();
        var log = root.putObject("log");
        log.put("version", "1.2");
        log.putObject("creator").put("name", "Counterpart").put("version", "1");
        var entries = log.putArray("entries");
        for (var result : report.results()) {
            result.answer().ifPresent(answer -> entries.add(entry(report, result, answer)));
        }
        return Json.pretty(root) + "\n";
    }

    private static ObjectNode entry(Report report, Result result, Answered answer) {
        var entry = NODES.objectNode();
        long millis = answer.took().toMillis();
        entry.put("startedDateTime", report.started().toString());
        entry.put("time", millis);
        entry.set("request", request(report, result.sent().request()));
        entry.set("response", response(report, answer.response()));
        entry.putObject("cache");
        entry.putObject("timings").put("send", 0).put("wait", millis).put("receive", 0);
        entry.put(
                "comment",
                report.masking()
                        .text(result.sent().id() + ": " + result.verdict().word()));
        return entry;
    }

    private static ObjectNode request(Report report, Request request) {
        var node = NODES.objectNode();
        node.put("method", request.method());
        node.put("url", report.masking().text(report.target() + request.target()));
        node.put("httpVersion", "HTTP/1.1");
        node.putArray("cookies");
        headers(report, request.headers(), node.putArray("headers"));
        var query = node.putArray("queryString");
        for (String pair : request.query().split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                query.addObject()
                        .put("name", equals < 0 ? pair : pair.substring(0, equals))
                        .put("value", report.masking().text(equals < 0 ? "" : pair.substring(equals + 1)));
            }
        }
        if (request.hasBody()) {
            node.putObject("postData")
                    .put("mimeType", request.headers().first("Content-Type").orElse(""))
                    .put("text", report.masking().text(text(request.body()).orElse("(not text)")));
        }
        node.put("headersSize", -1);
        node.put("bodySize", request.body().length);
        return node;
    }

    private static ObjectNode response(Report report, Response response) {
        var node = NODES.objectNode();
        node.put("status", response.status());
        node.put("statusText", "");
        node.put("httpVersion", "HTTP/1.1");
        node.putArray("cookies");
        headers(report, response.headers(), node.putArray("headers"));
        var content = node.putObject("content");
        content.put("size", response.body().length);
        content.put("mimeType", response.headers().first("Content-Type").orElse(""));
        var text = text(response.body());
        if (text.isPresent()) {
            content.put("text", report.masking().text(text.get()));
        } else {
            content.put("text", Base64.getEncoder().encodeToString(response.body()));
            content.put("encoding", "base64");
        }
        node.put("redirectURL", response.headers().first("Location").orElse(""));
        node.put("headersSize", -1);
        node.put("bodySize", response.body().length);
        return node;
    }

    private static void headers(Report report, Headers headers, ArrayNode array) {
        for (var field : headers.fields()) {
            array.addObject()
                    .put("name", field.getKey())
                    .put("value", report.masking().header(field.getKey(), field.getValue()));
        }
    }

    /** The body as text; nothing where it is not UTF-8. */
    private static Optional<String> text(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return Optional.of(text.length() > LONGEST_BODY ? text.substring(0, LONGEST_BODY) : text);
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
