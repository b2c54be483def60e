package dev.counterpart.spec.http;

import java.util.Set;

/**
 * How the bytes of a body represent values, by media type. It decides how bodies are read, written, generated and validated; docs/ARCHITECTURE.md names
 * the classes under "How to add".
 */
public enum BodyFormat {
    /** RFC 8259 and the suffix {@code +json} (RFC 6839 §3.1). */
    JSON,
    /** One JSON text a line: NDJSON, JSON Lines. */
    JSON_LINES,
    /** JSON texts that start with a record separator (RFC 7464, RFC 8091). */
    JSON_SEQUENCE,
    /** Server-sent events (HTML Living Standard §9.2). */
    EVENT_STREAM,
    /** {@code application/x-www-form-urlencoded}. */
    FORM,
    /** RFC 2046 §5.1, RFC 7578. */
    MULTIPART,
    /** RFC 7303. */
    XML,
    /** RFC 9512. */
    YAML,
    /** RFC 4180. */
    CSV,
    /** Comma-separated values whose delimiter is a tab. */
    TSV,
    /** Any other text. */
    TEXT,
    /** Bytes without a rule of ours. */
    OTHER;

    private static final Set<String> LINES = Set.of(
            "application/x-ndjson",
            "application/ndjson",
            "application/x-jsonlines",
            "application/jsonlines",
            "application/x-json-lines",
            "application/json-lines",
            "application/jsonl",
            "application/x-jsonl",
            "application/jsonlines+json",
            "application/x-ldjson",
            "application/x-json-stream",
            "application/stream+json",
            "text/x-ndjson",
            "text/ndjson",
            "text/jsonl");
    private static final Set<String> CSVS = Set.of("text/csv", "application/csv", "text/x-csv", "application/x-csv");

    public static BodyFormat of(MediaType type) {
        String name = type.essence();
        String subtype = type.subtype();
        if (LINES.contains(name)) {
            return JSON_LINES;
        }
        if (name.equals("application/json-seq") || subtype.endsWith("+json-seq")) {
            return JSON_SEQUENCE;
        }
        if (type.isJson()) {
            return JSON;
        }
        if (type.isXml()) {
            return XML;
        }
        if (isYaml(subtype)) {
            return YAML;
        }
        if (CSVS.contains(name)) {
            return CSV;
        }
        return otherwise(type);
    }

    private static BodyFormat otherwise(MediaType type) {
        return switch (type.essence()) {
            case "text/event-stream" -> EVENT_STREAM;
            case "application/x-www-form-urlencoded" -> FORM;
            case "text/tab-separated-values" -> TSV;
            default -> {
                if (type.type().equals("multipart")) {
                    yield MULTIPART;
                }
                yield type.isText() ? TEXT : OTHER;
            }
        };
    }

    private static boolean isYaml(String subtype) {
        return Set.of("yaml", "x-yaml", "vnd.yaml").contains(subtype) || subtype.endsWith("+yaml");
    }

    /** Whether the body is a sequence of items, each with a schema of its own (OpenAPI 3.2, Sequential Media Types). */
    public boolean isSequence() {
        return this == JSON_LINES || this == JSON_SEQUENCE || this == EVENT_STREAM;
    }
}
