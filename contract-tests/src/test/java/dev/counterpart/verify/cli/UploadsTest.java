package dev.counterpart.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.LocalProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of the data file in requests. */
@Execution(ExecutionMode.CONCURRENT)
class UploadsTest {

    private static final String DOCUMENT = """
            openapi: 3.1.0
            info: {title: x, version: '1'}
            paths:
              /logo:
                post:
                  operationId: upload
                  requestBody:
                    required: true
                    content:
                      multipart/form-data:
                        schema: {type: object, required: [file], properties: {file: {type: string, format: binary}, more: {type: array, items: {type: string, format: binary}}, note: {type: string}, meta: {type: object}}}
                        encoding: {file: {contentType: 'image/png, image/gif'}}
                  responses: {'201': {description: x}}
              /raw:
                put:
                  operationId: store
                  requestBody: {required: true, content: {application/json: {schema: {type: object}}, image/png: {}, text/csv: {}}}
                  responses: {'201': {description: x}}
              /any:
                put:
                  operationId: storeAny
                  requestBody: {required: true, content: {'image/*': {}}}
                  responses: {'201': {description: x}}
              /json:
                post:
                  operationId: json
                  requestBody: {required: true, content: {application/json: {schema: {type: object}}}}
                  responses: {'201': {description: x}}
            """;

    /** The first bytes are no UTF-8. */
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, (byte) 0xFF};

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # operation | entry                                                                     | sent, with ~ for a line break and PNG for the file
        upload      | body: {file: {file: logo.png}}                                            | ~Content-Disposition: form-data; name="file"; filename="logo.png"~Content-Type: image/png~~PNG~
        upload      | body: {file: {file: logo.png, name: our logo.png, type: image/x-own}}      | ~Content-Disposition: form-data; name="file"; filename="our logo.png"~Content-Type: image/x-own~~PNG~
        upload      | body: {file: {file: logo.png, name: 'a"b.png'}}                            | filename="a%22b.png"~Content-Type: image/png~~PNG~
        upload      | body: {file: {file: sub/data.unknown}}                                     | filename="data.unknown"~Content-Type: image/png~~PNG~
        upload      | body: {file: {file: logo.png}, more: [{file: logo.png}, {file: logo.png, name: b}]} | name="more"; filename="b"~Content-Type: image/png~~PNG~
        upload      | body: {file: {file: logo.png}, note: hello}                               | name="note"~~hello~
        upload      | body: {file: {file: logo.png}, meta: {file: 7}}                           | name="meta"~Content-Type: application/json~~{"file":7}~
        upload      | body: {file: hello}                                                       | ~~hello~
        store       | bodyFile: logo.png                                                        | Content-Type: image/png~~PNG
        store       | bodyFile: data.csv                                                        | Content-Type: text/csv~~a,b
        store       | {bodyFile: logo.png, header: {Content-Type: application/json}}            | Content-Type: application/json~~PNG
        storeAny    | bodyFile: logo.png                                                        | Content-Type: image/png~~PNG
        json        | body: {file: {file: logo.png}}                                            | Content-Type: application/json~~{"file":{"file":"logo.png"}}
        json        | bodyFile: body.json                                                       | Content-Type: application/json~~{"n":1}
        """)
    void a_file_is_sent(String operation, String entry, String sent) throws IOException {
        Queue<Request> requests = new ConcurrentLinkedQueue<>();
        try (var provider = new LocalProvider(request -> {
            requests.add(request);
            return Response.of(201);
        })) {
            String fields = entry.startsWith("{") ? entry.substring(1, entry.length() - 1) : entry;
            var output = run(
                    provider.target().toString(), "operations: {" + operation + ": [{status: 201, " + fields + "}]}");

            assertThat(output.err()).isEmpty();
            assertThat(requests).anyMatch(request -> text(request).contains(sent.replace("~", "\r\n")));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # entry                                              | message
        body: {file: {file: none.png}}                       | data.yaml:1 (/operations/upload/0): the file was not found: none.png/  to fix    paths are relative to the data file
        bodyFile: none.png                                   | data.yaml:1 (/operations/upload/0): the file was not found: none.png/  to fix    paths are relative to the data file
        body: {file: {file: logo.png, type: png}}            | data.yaml:1 (/operations/upload/0): this is not a media type: png/  to fix    use the form image/png
        body: {file: {file: "a\\0b"}}                        | data.yaml:1 (/operations/upload/0): the file cannot be read: a
        {body: {}, bodyFile: logo.png}                       | data.yaml:1 (/operations/upload/0/bodyFile): the entry has a body and a bodyFile/  to fix    leave one of them out
        """)
    void a_file_that_cannot_be_sent_is_reported(String entry, String message) throws IOException {
        String fields = entry.startsWith("{") ? entry.substring(1, entry.length() - 1) : entry;
        var output = run("http://127.0.0.1:1", "operations: {upload: [{status: 201, " + fields + "}]}");

        assertThat(output.code()).isEqualTo(2);
        assertThat(output.err().replace(folder + "/", "")).contains(message.replaceAll("/( *to fix)", "\n$1"));
    }

    /** Content-Type and body; the bytes of the file by a name. */
    private static String text(Request request) {
        String body = new String(request.body(), StandardCharsets.ISO_8859_1);
        return "Content-Type: "
                + request.headers().first("Content-Type").orElse("")
                + "\r\n\r\n"
                + body.replace(new String(PNG, StandardCharsets.ISO_8859_1), "PNG");
    }

    private Answering.Output run(String url, String data) throws IOException {
        var document = folder.resolve("openapi.yaml");
        var file = folder.resolve("data.yaml");
        Files.writeString(document, DOCUMENT);
        Files.writeString(file, data);
        Files.write(folder.resolve("logo.png"), PNG);
        Files.createDirectories(folder.resolve("sub"));
        Files.write(folder.resolve("sub/data.unknown"), PNG);
        Files.writeString(folder.resolve("data.csv"), "a,b\n1,2\n");
        Files.writeString(folder.resolve("body.json"), "{\"n\":1}");
        return Answering.run(
                List.of("test", document.toString(), "--url", url, "--data", file.toString(), "--shrink", "0")
                        .toArray(String[]::new));
    }
}
