package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.ContractSuite.Outcome;
import dev.counterpart.verify.data.DataReader;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.format.ConsoleFormat;
import dev.counterpart.verify.format.HarFormat;
import dev.counterpart.verify.format.ReportFormat;
import dev.counterpart.verify.pass.Passes;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.send.Transports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No report shows what was sent or answered as a secret, in whatever format and form. */
@Isolated("measures time, and fills the heap that the other tests share")
class SecretsOfAnswersTest {

    private static final Contract CONTRACT = LocalProvider.contract("secrets.yaml");

    /** In no report, as it is or coded. */
    private static final String SECRET = "Kj8sQ2vX";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # media type                        | body
            application/json                    | {"accessToken": "ya/Kj8sQ2vX/1"}
            application/json                    | {"accessToken": "ya\\/Kj8sQ2vX\\/1", "note": "ya/Kj8sQ2vX/1"}
            application/json                    | {"access\\u0054oken": "\\u004bj8sQ2vX-and-more", "note": "Kj8sQ2vX-and-more"}
            application/json                    | {"token": "Kj8sQ2vX", "id": [
            application/json                    | {"token": "Kj8sQ2vX-cut-o
            application/json                    | {"password": "Kj8sQ2vX"}
            application/json                    | {"credentials": {"user": "a", "value": "Kj8sQ2vX"}}
            application/json                    | [{"name": "api_key", "value": "Kj8sQ2vX"}]
            application/json                    | {"message": "{\\"token\\": \\"Kj8sQ2vX\\"}"}
            application/json                    | {"message": "see https://a.example/cb?access_token=Kj8sQ2vX&x=1"}
            application/x-ndjson                | {"token": "Kj8sQ2vX"}
            application/x-www-form-urlencoded   | access_token=Kj8sQ2vX&scope=a
            application/x-www-form-urlencoded   | access%5Ftoken=Kj8sQ2vX
            text/plain                          | access_token=Kj8sQ2vX&token_type=bearer
            text/plain                          | password: Kj8sQ2vX
            text/plain                          | Authorization: Bearer Kj8sQ2vX-and-much-more
            text/plain                          | expired: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.Kj8sQ2vX-4b6a387351327658
            application/json                    | {"note": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.Kj8sQ2vX-4b6a387351327658"}
            text/event-stream                   | data: {"token": "Kj8sQ2vX"}
            text/csv                            | user,token
            text/tab-separated-values           | user\\ttoken\\na\\tKj8sQ2vX
            application/yaml                    | a: &x Kj8sQ2vX\\npassword: *x
            application/xml                     | <a><token>Kj8sQ2vX</token></a>
            application/xml                     | <a><x:accessToken lang="en"><![CDATA[Kj8sQ2vX]]></x:accessToken></a>
            application/xml                     | <a token='Kj8sQ2vX' b="c"/>
            application/xml                     | <entry key="token">Kj8sQ2vX</entry>
            application/xml                     | <token><value>Kj8sQ2vX</value></token>
            application/yaml                    | token: Kj8sQ2vX
            text/html                           | <input name="csrf_token" value="Kj8sQ2vX">
            application/octet-stream            | \u0000\u0001token=Kj8sQ2vX
            """)
    void an_answered_secret_is_not_shown(String mediaType, String body) {
        String text = body.replace("\\u0000", "\0")
                        .replace("\\u0001", "\1")
                        .replace("\\n", "\n")
                        .replace("\\t", "\t")
                + (mediaType.equals("text/csv") ? "\na,Kj8sQ2vX" : "");
        var report = report(request -> Response.of(200, mediaType, text));

        assertHidden(report, SECRET, "4b6a387351327658");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # header      | value
            Set-Cookie    | session=Kj8sQ2vX; Path=/
            Set-Cookie    | Kj8sQ2vX
            Set-Cookie    | Kj8sQ2vX; Path=/
            X-Auth-Token  | Kj8sQ2vX
            X-Api-Key     | Kj8sQ2vX
            Location      | https://a.example/cb#access_token=Kj8sQ2vX
            """)
    void an_answered_header_is_not_shown(String name, String value) {
        var report = report(request -> Response.of(500, "text/plain", "x").withHeaders(Headers.of(name, value)));

        assertHidden(report, SECRET);
    }

    @Test
    void a_body_that_is_not_text_is_left_out() {
        byte[] body = "{\"note\": \"caf\u00e9 token Kj8sQ2vX\"}".getBytes(StandardCharsets.ISO_8859_1);
        var report = report(request -> new Response(200, Headers.of("Content-Type", "application/json"), body));

        assertHidden(report, SECRET, "S2o4c1Eydl");
        assertThat(new HarFormat().text(report)).contains("(left out: it is not text)");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # scheme | credential       | provider repeats it as
            query    | Kj8/sQ2+vX==     | raw
            query    | Kj8/sQ2+vX==     | percent-encoded
            query    | k7!              | raw
            cookie   | Kj8/sQ2+vX==     | raw
            cookie   | Kj8 sQ2 vX       | raw
            cookie   | k7!              | raw
            header   | Kj8"sQ2&vX<>'    | JSON
            header   | Kj8"sQ2&vX<>'    | HTML
            header   | Kj8"sQ2/vX<>'    | Base64
            header   | k7!              | JSON
            bearer   | Kj8/sQ2+vX==     | raw
            bearer   | k7!              | raw
            """)
    void a_sent_credential_is_not_shown(String scheme, String credential, String form) {
        String repeated = switch (form) {
            case "percent-encoded" -> PercentEncoding.encoded(credential);
            case "Base64" ->
                Base64.getEncoder().encodeToString(("user:" + credential).getBytes(StandardCharsets.UTF_8));
            case "HTML" ->
                credential
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;");
            default -> credential.replace("\"", "\\\"");
        };
        var report = report(
                request -> Response.of(200, "application/json", "{\"note\": \"" + repeated + "\"}"),
                data("credentials: { user: { " + scheme + ": '" + credential.replace("'", "''") + "' } }"),
                Selection.all());

        assertHidden(report, credential, PercentEncoding.encoded(credential), repeated);
        assertThat(report.cases()).anySatisfy(each -> assertThat(each.again()).contains("$USER"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # where               | header                      | body
            property name         |                             | {"Kj8sQ2vX0123": 1}
            zero-width characters |                             | {"note": "Kj8s\u200bQ2vX\u00ad0123"}
            header name           | Kj8sQ2vX0123: x             | {}
            header value          | X-Note: for Kj8sQ2vX0123    | {}
            cookie attribute      | Set-Cookie: a=b; Path=/Kj8sQ2vX0123 | {}
            media type            | Content-Type: text/x; a=Kj8sQ2vX0123 | {}
            """)
    void a_sent_credential_is_not_shown_anywhere(String where, @Nullable String header, String body) {
        var named = header == null ? new String[] {"X-A", "b"} : header.split(": ", 2);
        var report = report(
                request -> Response.of(200, "application/json", body)
                        .withHeaders(
                                Headers.of("Content-Type", "application/json").with(named[0], named[1])),
                data("credentials: { user: { bearer: Kj8sQ2vX0123 } }"),
                Selection.all());

        assertHidden(report, "Kj8sQ2vX0123", "Kj8s\u200b");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a list of tokens, 400",
        "a list of tokens, 20000",
        "a text repeated, 60000",
        "a list of objects, 150000",
        "nested lists, 200000",
    })
    void masking_is_linear(String kind, int count) {
        String part = switch (kind) {
            case "a list of tokens" -> "{\"token\": \"eyJhbGciOiJIUzI1NiJ9.%d.Kj8sQ2vX\"},";
            case "a text repeated" -> "token password: Bearer <token ";
            case "a list of objects" -> "{\"name\": 1, \"password\": \"12345678\", \"id\": \"x%d\"},";
            default -> "[";
        };
        var body = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            body.append(part.replace("%d", String.valueOf(i)));
        }
        String text = body.append("0]").toString();

        var report = assertTimeoutPreemptively(
                Duration.ofSeconds(100), () -> report(request -> Response.of(200, "application/json", text)));

        assertHidden(report, SECRET);
    }

    private static void assertHidden(Report report, String... secrets) {
        Stream.concat(Stream.of(new ConsoleFormat(false)), ReportFormat.files().stream())
                .forEach(format -> assertThat(format.text(report))
                        .as(format.name())
                        .isNotEmpty()
                        .doesNotContain(secrets));
        assertThat(report.cases()).isNotEmpty();
    }

    private static GateData data(String text) {
        try {
            var file = Files.createTempFile("counterpart", ".yaml");
            Files.writeString(file, text.isEmpty() ? "{}" : text);
            var read = DataReader.read(file, name -> Optional.empty());
            Files.delete(file);
            return ((DataReader.Result.Read) read).data();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Of one valid request. */
    private static Report report(LocalProvider.Answers answers) {
        return report(
                answers,
                data(""),
                new Selection(List.of("from the document's examples"), List.of(), false, Optional.empty()));
    }

    private static Report report(LocalProvider.Answers answers, GateData data, Selection selection) {
        try (var provider = new LocalProvider(answers)) {
            var options = SuiteOptions.of(provider.target(), data)
                    .withSelection(selection)
                    .withEffort(new Effort(1, OptionalDouble.empty(), Optional.empty(), new Passes(1, 1, 0, 0)));
            try (var transports = Transports.to(options.target())) {
                return ((Outcome.Ran) new ContractSuite(CONTRACT, options).run(transports, result -> {})).report();
            }
        }
    }
}
