package dev.counterpart.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of the data file that are known only when the provider runs: tokens, ids, and unique names. */
@Execution(ExecutionMode.CONCURRENT)
class DataValuesTest {

    private static final String LOGIN = """
            credentials:
              ann:
                login:
                  operation: logIn
                  body: {user: ann, password: pass word+0123456789}
                  token: /data/accessToken
            """;

    private static final String CREATE = """
            operations:
              createNote:
              - status: 201
                body: {title: "note {{random:8}}", text: null}
                save: {noteId: /id}
            """;

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # login of the credential                                                                                                       | the provider
        login: {operation: logIn, body: {user: ann, password: pass word+0123456789}, token: /data/accessToken}                          | -
        login: {operation: POST /session, body: {user: ann, password: pass word+0123456789}, token: {body: /data/accessToken}}          | -
        login: {operation: logIn, body: {user: ann, password: pass word+0123456789}, token: {header: X-Session, matches: 'token=([^;]+)'}} | puts its token into a header
        login: {operation: logIn, body: {user: ann, password: pass word+0123456789}, token: {header: Set-Cookie, matches: '^session=([^;]+)'}} | puts its token into the second of three cookies
        login: {operation: logIn, body: {user: ann, password: pass word+0123456789}, token: /data/accessToken, scheme: bearer}          | -
        login: {operation: logIn, body: {user: ann, password: pass word+0123456789}, token: /data/accessToken, expires: /data/expiresIn} | lets tokens expire
        login: {operation: logIn, body: {user: ann, password: pass word+0123456789}, token: /data/accessToken, expires: 1s}             | lets tokens expire
        login: {operation: logIn, body: {user: ann, password: pass word+0123456789}, token: /data/accessToken}                          | limits the first login
        login: {operation: logIn, body: {user: ann, password: pass word+0123456789}, token: /data/accessToken}                          | is not ready for the first login
        oauth2: {client-id: client 1, client-secret: s/3cret-0123456789}                                                                | limits the first login
        oauth2: {client-id: client 1, client-secret: s/3cret-0123456789, scope: write}                                                  | -
        oauth2: {grant: client-credentials, client-id: client 1, client-secret: s/3cret-0123456789, scope: [read, write]}              | lets tokens expire
        oauth2: {client-id: client 1, client-secret: s/3cret-0123456789}                                                                | knows clients by the body only
        oauth2: {client-id: client 1, client-secret: s/3cret-0123456789}                                                                | knows clients by the body only, says 400 to unknown clients
        oauth2: {grant: password, username: ann, password: pass word+0123456789}                                                       | -
        oauth2: {grant: password, username: ann, password: pass word+0123456789, client-id: app, token-url: /oauth/token}              | -
        """)
    void a_token_is_fetched_and_is_in_no_report(String login, String habits) throws IOException {
        try (var provider = new Notes(habits.split(", ", -1))) {
            var output = run(
                    provider,
                    "credentials: {ann: {" + login + "}}\n" + CREATE + """
                      readNote:
                      - status: 200
                        path: {noteId: "{{noteId}}"}
                        expect: {body: {id: "{{noteId}}"}}
                      - status: 404
                        path: {noteId: 1}
                    """,
                    "--report",
                    folder.resolve("r").toString(),
                    "--format",
                    "json,html,har,markdown,junit,sarif");

            assertThat(output.code()).as(output.out() + output.err()).isZero();
            assertThat(output.out()).contains("GET /notes/{noteId}");
            assertThat(output.out().contains("coverage.never-accepted (warning)   POST /session"))
                    .as("no success of POST /session")
                    .isEqualTo(login.startsWith("oauth2"));
            var files = new ArrayList<String>(List.of(output.out(), output.err()));
            try (var written = Files.list(folder.resolve("r"))) {
                for (var file : written.toList()) {
                    files.add(Files.readString(file));
                }
            }
            assertThat(files)
                    .hasSize(8)
                    .allSatisfy(text -> assertThat(text)
                            .doesNotContain("-of-ann-0123456789", "s/3cret", "s%2F3cret", "pass word", "pass%20word"));
        }
    }

    @Test
    void a_token_is_fetched_again_before_it_expires() throws IOException {
        try (var provider = new Notes("lets tokens expire")) {
            var output = run(
                    provider,
                    LOGIN.replace(
                                    "token: /data/accessToken",
                                    "token: /data/accessToken\n      expires: /data/expiresIn")
                            + CREATE,
                    "--effort",
                    "thorough",
                    "--rate",
                    "100/s",
                    "--only",
                    "createNote");

            assertThat(output.code()).as(output.out()).isZero();
            var logins = provider.got("POST", "/session").stream()
                    .filter(request -> new String(request.body(), StandardCharsets.UTF_8).contains("pass word"));
            assertThat(logins).hasSizeGreaterThan(1);
            assertThat(provider.got("POST", "/notes").stream()
                            .flatMap(request -> request.headers().first("Authorization").stream()))
                    .contains("Bearer token-1-of-ann-0123456789")
                    .anyMatch(value -> value.matches("Bearer token-[2-9]\\d*-of-ann-0123456789"));
        }
    }

    @Test
    void a_request_whose_answer_is_saved_is_sent_once() throws IOException {
        try (var provider = new Notes("has each title once")) {
            var output = run(provider, LOGIN + CREATE, "--only", "createNote / 201");

            assertThat(output.code()).as(output.out()).isZero();
            assertThat(output.out()).contains("1 passed");
            assertThat(titles(provider).stream()
                            .filter(title -> title.startsWith("note "))
                            .distinct())
                    .hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # text                  | options  | sent
        {{random:8}}            |          | [a-z][a-z0-9]{7}
        {{random}}              |          | [a-z][a-z0-9]{7}
        {{random:1}}            |          | [a-z]
        {{ random:20 }}         |          | [a-z][a-z0-9]{19}
        {{uuid}}                |          | [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}
        at {{timestamp}}        |          | at 1[7-9][0-9]{8}
        a{{random:2}}-{{uuid}}  |          | a[a-z][a-z0-9]-[0-9a-f-]{36}
        $${HOME} and \\{{uuid}} |          | \\$\\{HOME} and \\{\\{uuid}}
        $$                      |          | \\$\\$
        {{#if x}} {{}} {{ }}    |          | \\{\\{#if x}} \\{\\{}} \\{\\{ }}
        ${COUNTERPART_NONE:-{{uuid\\}}} |  | \\{\\{uuid.*
        {{random:8}}            | --seed 1 | yj1vcbfo
        at {{timestamp}}        | --seed 1 | at 17[0-9]{8}
        """)
    void texts_are_filled(String text, String options, String sent) throws IOException {
        try (var provider = new Notes()) {
            run(
                    provider,
                    LOGIN + "operations: {createNote: [{status: 201, body: {title: '" + text + "'}}]}",
                    options == null ? new String[0] : options.split(" ", -1));

            assertThat(titles(provider)).anyMatch(title -> title.matches(sent));
        }
    }

    @Test
    void a_seed_repeats_unique_values_and_without_one_they_differ() throws IOException {
        assertThat(created("--seed", "7")).isEqualTo(created("--seed", "7")).isNotEqualTo(created("--seed", "8"));
        assertThat(created()).isNotEqualTo(created());
    }

    private String created(String... options) throws IOException {
        try (var provider = new Notes()) {
            run(provider, LOGIN + """
                    operations: {createNote: [{status: 201, body: {title: "{{uuid}} {{uuid}} {{random}} {{timestamp}}"}}]}
                    """, options);
            return titles(provider).get(0);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # entry                                                                              | the request, in which - is a part that is left out
        {status: 200, path: {noteId: "{{noteId}}"}, query: {view: short}}                    | GET /notes/4712?view=short
        {status: 400, path: {noteId: "{{noteId}}"}, query: {view: null}}                     | GET /notes/4712
        {status: 400, path: {noteId: "{{noteId}}"}, query: {view: null, other: null}}        | GET /notes/4712
        {status: 200, path: {noteId: "{{noteId}}"}, header: {Accept: null}}                  | GET /notes/4712?view=full without accept
        {status: 401, path: {noteId: "{{noteId}}"}, header: {Authorization: null}, as: none} | GET /notes/4712?view=full without authorization
        {status: 200, path: {noteId: "{{noteId}}"}, header: {X-Note: "id {{noteId}}"}}       | GET /notes/4712?view=full with x-note: id 4712
        {status: 200, path: {noteId: "{{noteId}}"}, cookie: {c: "{{noteId}}"}}               | GET /notes/4712?view=full with cookie: c=4712
        """)
    void null_leaves_a_part_out_and_saved_values_are_everywhere(String entry, String expected) throws IOException {
        try (var provider = new Notes()) {
            var output = run(provider, LOGIN + CREATE + "  readNote: [" + entry + "]\n");

            assertThat(output.err()).isEmpty();
            assertThat(output.out()).doesNotContain("expect.status");
            String[] parts = expected.split(" with(?:out)? ", 2);
            assertThat(provider.got("GET", "/notes/4712"))
                    .filteredOn(request -> ("GET " + request.target()).equals(parts[0]))
                    .anyMatch(request -> parts.length == 1
                            || (expected.contains(" with ")
                                    ? fields(request).contains(parts[1])
                                    : !request.headers().has(parts[1])));
        }
    }

    private static List<String> fields(Request request) {
        return request.headers().fields().stream()
                .map(field -> field.getKey().toLowerCase(java.util.Locale.ROOT) + ": " + field.getValue())
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # entries of createNote, the first of which saves noteId, or needs a value that a later one saves
        [{status: 201, body: {title: a}, save: {noteId: /id}}, {status: 201, body: {title: "b {{noteId}}"}, save: {noteId: /id}}]
        [{status: 201, body: {title: "b {{noteId}}"}, save: {other: /id}}, {status: 201, body: {title: a}, save: {noteId: /id}}]
        [{status: 201, body: {title: "b {{noteId}}"}, save: {noteId: /id}}, {status: 201, body: {title: a}, save: {noteId: /id}}]
        [{status: 201, unreachable: not here, save: {noteId: /id}}, {status: 201, body: {title: "b {{noteId}}"}}, {status: 201, save: {noteId: /id}, body: {title: c}}]
        """)
    void a_value_that_several_entries_save_can_be_known(String entries) throws IOException {
        try (var provider = new Notes()) {
            var output = run(provider, LOGIN + "operations: {createNote: " + entries + "}");

            assertThat(output.err()).isEmpty();
            assertThat(titles(provider)).contains("b 4712");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
        # the provider                  | broken rule
        -                               |
        takes notes of everybody        | auth.missing-accepted
        """)
    void credentials_that_an_entry_gives_as_a_header_are_left_out(String habit, String rule) throws IOException {
        try (var provider = new Notes(habit == null ? "" : habit)) {
            var output = run(provider, """
                    operations:
                      logIn: [{status: 200, body: {user: ann, password: pass word+0123456789}, save: {token: /data/accessToken}}]
                      createNote: [{status: 201, as: none, header: {Authorization: "Bearer {{token}}"}, body: {title: a}}]
                    """);

            assertThat(output.err()).isEmpty();
            assertThat(output.out().contains("auth.missing-accepted"))
                    .as(output.out())
                    .isEqualTo(rule != null);
        }
    }

    @Test
    void a_header_of_an_operation_waits_for_its_value() throws IOException {
        try (var provider = new Notes()) {
            var output = run(provider, LOGIN + """
                    operations:
                      createNote:
                        headers: {X-First: "{{first}}"}
                        cases: [{status: 201, body: {title: a}}]
                      logIn: [{status: 200, body: {user: ann, password: pass word+0123456789}, save: {first: /data/expiresIn}}]
                    """);

            assertThat(output.err()).isEmpty();
            assertThat(provider.got("POST", "/notes"))
                    .isNotEmpty()
                    .noneMatch(request ->
                            request.headers().first("X-First").orElse("").contains("{{"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # the provider   | options     | save                                          | code | told
        -                |             | {noteId: id}                                  | 0    | GET /notes/{noteId} (2
        -                |             | {noteId: {header: Location, matches: '/notes/(.+)'}} | 0 | GET /notes/{noteId} (2
        -                |             | {noteId: /none}                               | 1    | a value that the data file saves as noteId
        -                |             | {noteId: {header: ETag}}                      | 1    | a value that the data file saves as noteId
        forgets the id   |             | {noteId: /id}                                 | 1    | the value {{noteId}} is not known: the answer to POST /notes did not hold response body /id
        -                | --read-only | {noteId: /id}                                 | 1    | the value {{noteId}} is not known: --read-only does not send POST /notes
        """)
    void what_is_not_saved_is_reported(String habit, String options, String save, int code, String told)
            throws IOException {
        try (var provider = new Notes(habit)) {
            var output = run(
                    provider,
                    LOGIN + CREATE.replace("{noteId: /id}", save) + """
                      readNote:
                      - status: 200
                        path: {noteId: "{{noteId}}"}
                    """,
                    options == null ? new String[] {"-v"} : new String[] {"-v", options});

            assertThat(output.code()).as(output.out() + output.err()).isEqualTo(code);
            assertThat(output.out()).contains(told.startsWith("GET") ? "noteId=4712" : told);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # data file                                                                                           | message
        credentials: {ann: {login: {operation: logIn, body: {user: ann, password: wrong}, token: /a}}}        | counterpart: the login of ann failed: POST /session was answered 401/to fix    correct the login in the data file, or the provider
        credentials: {ann: {login: {operation: logIn, body: {user: ann, password: pass word+0123456789}, token: /a}}} | counterpart: the login of ann failed: POST /session was answered 200 without a token at response body /a/to fix    correct the login in the data file, or the provider
        credentials: {ann: {oauth2: {client-id: x, client-secret: y}}}                                        | counterpart: the login of ann failed: POST URL/oauth/token was answered 401 (invalid_client)/to fix    correct the login in the data file, or the provider
        credentials: {ann: {oauth2: {client-id: x, client-secret: y, token-url: 'http://127.0.0.1:1/t'}}}     | counterpart: the login of ann failed: POST http://127.0.0.1:1/t was not answered: the connection was refused: Connection refused/to fix    correct the login in the data file, or the provider
        credentials: {a: {login: {operation: logIn, as: b, token: /a}}, b: {login: {operation: logIn, as: a, token: /a}}} | counterpart: the logins of a and others need each other/to fix    correct the login in the data file, or the provider
        credentials: {ann: {login: {operation: logon, token: /a}}}                                            | data.yaml:1 (/credentials/ann/login): no operation is called logon/  to fix    write logIn; there are: logIn, createNote, readNote
        credentials: {ann: {login: {token: /a}}}                                                              | data.yaml:1 (/credentials/ann/login): the login has no operation/  to fix    write operation:
        credentials: {ann: {login: {operation: logIn}}}                                                       | data.yaml:1 (/credentials/ann/login): the login has no token/  to fix    write token:
        credentials: {ann: {login: {operation: logIn, token: 7}}}                                             | data.yaml:1 (/credentials/ann/login/token): this is not a part of an answer/  to fix    use the form /id, {header: Location} or {header: Location, matches: "/pets/(.+)"}
        credentials: {ann: {login: {operation: logIn, token: /a, scheme: beaver}}}                            | data.yaml:1 (/credentials/ann/login): no security scheme is called beaver/  to fix    write bearer; there are: bearer, oauth
        credentials: {ann: {login: {operation: logIn, token: /a, tokn: b}}}                                   | unknown key "tokn"/  to fix    write token; the keys here are
        credentials: {ann: {oauth2: {grant: implicit}}}                                                       | data.yaml:1 (/credentials/ann/oauth2/grant): the grant is client_credentials or password, but this is "implicit"/  to fix    write grant: client_credentials or grant: password
        credentials: {ann: {oauth2: {client-id: x}}}                                                          | data.yaml:1 (/credentials/ann/oauth2): the login has no client-secret/  to fix    write client-secret:
        operations: {createNote: [{status: 201, body: {title: "{{noteld}}"}, save: {noteId: /id}}]}           | data.yaml:1 (/operations/createNote/0/body/title): no entry saves a value called noteld/  to fix    write {{noteId}}, or \\{{ for the text itself
        operations: {createNote: [{status: 201, body: {title: "{{uuid:3}}"}}]}                                | data.yaml:1 (/operations/createNote/0/body/title): {{uuid}} takes no number/  to fix    write {{uuid}}, or \\{{ for the text itself
        operations: {createNote: [{status: 201, body: {title: "{{random:0}}"}}]}                              | data.yaml:1 (/operations/createNote/0/body/title): {{random:N}} has 1 to 256 characters, not 0/  to fix    write {{random}}, or \\{{ for the text itself
        operations: {createNote: [{status: 201, body: {title: "{{none}}"}}]}                                  | data.yaml:1 (/operations/createNote/0/body/title): no entry saves a value called none
        operations: {createNote: [{status: 201, save: {uuid: /id}}]}                                          | data.yaml:1 (/operations/createNote/0/save/uuid): a value cannot be called uuid/  to fix    write a name such as petId
        operations: {createNote: [{status: 201, save: {id: {header: X, matches: "("}}}]}                      | data.yaml:1 (/operations/createNote/0/save/id/matches): this is not a regular expression: Unclosed group/  to fix    correct it
        operations: {createNote: [{status: 201, body: {title: "{{id}}"}, save: {id: /id}}]}                   | data.yaml:1 (/operations/createNote/0): the value {{id}} can never be known: only this entry saves it and needs {{id}} first/  to fix    save id in an entry that can be sent before, or write the value itself
        operations: {createNote: [{status: 201, save: {id: /id}, expect: {body: {id: "{{id}}"}}}]}            | data.yaml:1 (/operations/createNote/0): the value {{id}} can never be known: only this entry saves it
        operations: {createNote: {headers: {X: "{{id}}"}, cases: [{status: 201, save: {id: /id}}]}}           | data.yaml:1 (/operations/createNote/cases/0): the value {{id}} can never be known: only this entry saves it
        operations: {createNote: [{status: 201, body: {title: "{{b}}"}, save: {a: /id}}], readNote: [{status: 200, path: {noteId: "{{a}}"}, save: {b: /title}}]} | data.yaml:1 (/operations/createNote/0): the value {{b}} can never be known: the entry at data.yaml:1 (/operations/readNote/0) saves it and needs {{a}} first
        operations: {createNote: [{status: 201, unreachable: no, save: {id: /id}}], readNote: [{status: 200, path: {noteId: "{{id}}"}}]} | data.yaml:1 (/operations/readNote/0): the value {{id}} can never be known: the entry at data.yaml:1 (/operations/createNote/0) saves it and is unreachable
        {"headers": {"X-Tenant": "{{id}}"}, "operations": {"createNote": [{"status": 201, "save": {"id": "/id"}}]}} | data.yaml:1 (/headers/X-Tenant): the value {{id}} is not known here, because it is saved by an entry/  to fix    use it under operations:, or write \\{{ for the text itself
        {"credentials": {"ann": "{{id}}"}, "operations": {"createNote": [{"status": 201, "save": {"id": "/id"}}]}} | data.yaml:1 (/credentials/ann): the value {{id}} is not known here
        {"credentials": {"ann": {"login": {"operation": "logIn", "body": {"user": "{{id}}"}, "token": "/a"}}}, "operations": {"createNote": [{"status": 201, "save": {"id": "/id"}}]}} | data.yaml:1 (/credentials/ann/login/body/user): the value {{id}} is not known here
        operations: {readNote: [{status: 200, path: {noteId: null}}]}                                         | data.yaml:1 (/operations/readNote/0/path/noteId): a path parameter cannot be left out/  to fix    write a value
        """)
    void a_mistake_is_reported(String data, String message) throws IOException {
        try (var provider = new Notes()) {
            var output = run(provider, data);

            assertThat(output.code()).isEqualTo(2);
            assertThat(output.err().replace(folder + "/", "").replace(provider.url(), "URL"))
                    .containsOnlyOnce(message.replaceAll("/( *to fix)", "\n$1"));
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', textBlock = """
        # the provider                 | login                                                                                       | why it failed
        limits every login             | login: {operation: logIn, body: {user: ann, password: p}, token: /data/accessToken}         | POST /session was answered 429
        limits every login             | oauth2: {client-id: client 1, client-secret: s}                                             | POST URL/oauth/token was answered 429
        fails at logins                | login: {operation: logIn, body: {user: ann, password: p}, token: /data/accessToken}         | POST /session was answered 503
        answers logins with a page     | login: {operation: logIn, body: {user: ann, password: p}, token: /data/accessToken}         | POST /session was answered 200 without a token at response body /data/accessToken: the body is not JSON
        answers logins with a page     | oauth2: {client-id: client 1, client-secret: s}                                             | POST URL/oauth/token was answered 200 without an access_token
        puts line breaks into tokens   | login: {operation: logIn, body: {user: ann, password: p}, token: /data/accessToken}         | POST /session was answered 200 with a token that has control characters
        puts line breaks into tokens   | oauth2: {client-id: client 1, client-secret: s}                                             | POST URL/oauth/token was answered 200 with a token that has control characters
        """)
    void a_login_that_fails_is_reported(String habit, String login, String reason) throws IOException {
        try (var provider = new Notes(habit)) {
            var output = run(provider, "credentials: {ann: {" + login + "}}\n");

            assertThat(output.code()).isEqualTo(2);
            assertThat(output.err().replace(provider.url(), "URL"))
                    .isEqualTo("counterpart: the login of ann failed: " + reason
                            + "\nto fix    correct the login in the data file, or the provider\n");
        }
    }

    private static List<String> titles(Notes provider) {
        return provider.got("POST", "/notes").stream()
                .map(request -> new String(request.body(), StandardCharsets.UTF_8))
                .filter(body -> body.matches("\\{\"title\":\"[^\"]*\".*"))
                .map(body -> body.replaceAll("\\{\"title\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private Answering.Output run(Notes provider, String data, String... options) throws IOException {
        var document = folder.resolve("openapi.yaml");
        var file = folder.resolve("data.yaml");
        Files.writeString(document, Notes.DOCUMENT);
        Files.writeString(file, data);
        var all = new ArrayList<>(List.of(
                "test", document.toString(), "--url", provider.url(), "--data", file.toString(), "--shrink", "0"));
        all.addAll(List.of(options));
        return Answering.run(all.toArray(String[]::new));
    }
}
