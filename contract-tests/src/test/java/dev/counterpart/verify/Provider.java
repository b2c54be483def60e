package dev.counterpart.verify;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.data.DataReader;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.send.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A provider of the bundled contract, played by WireMock: right in everything, until one stub says otherwise. */
final class Provider implements AutoCloseable {

    static final Contract CONTRACT = contract();
    static final GateData DATA = data("src/test/resources/data/provider.yaml");

    private static final String TOKEN = bearer("user");
    private static final String STRANGER = bearer("stranger");
    private static final String EXPIRED = bearer("expired");
    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final String KNOWN = "0f8fad5b-d9cb-469f-a165-70867728950e";

    private final WireMockServer server = new WireMockServer(WireMockConfiguration.options()
            .dynamicPort()
            .bindAddress("127.0.0.1")
            .containerThreads(8));

    private Provider() {}

    static Provider start() {
        var provider = new Provider();
        provider.server.start();
        return provider;
    }

    private static Contract contract() {
        return ((ReadResult.Read)
                        ContractReader.read("../spec/openapi/dynamic-oauth-access-token.yaml", ReadOptions.defaults()))
                .contract();
    }

    private static GateData data(String file) {
        return ((DataReader.Result.Read) DataReader.read(Path.of(file), name -> Optional.empty())).data();
    }

    private static String bearer(String credential) {
        return Optional.ofNullable(DATA.credentials().get(credential))
                .flatMap(each -> each.secret("bearerAuth"))
                .map(secret -> "Bearer " + secret.value())
                .orElseThrow();
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Forgets all defects. */
    void right() {
        server.resetAll();
        stub(20, any(anyUrl()), answer(404, "-", ""));
        stub(
                19,
                any(urlMatching("/oauthAccounts/[^/]*/accessToken")),
                answer(405, "-", "").withHeader("Allow", "GET"));
        stub(18, get(urlMatching("/oauthAccounts/[^/]*/accessToken(\\?.*)?")), denied());
        stub(17, to(".*", TOKEN), answer(400, "application/problem+json", "{\"title\": \"no such id\"}"));
        stub(16, to(UUID, TOKEN), answer(404, "-", ""));
        stub(15, to(UUID, STRANGER), answer(403, "application/json", "{\"error\": \"Access Forbidden\"}"));
        stub(
                14,
                to("00000000-0000-4000-8000-000000000500", TOKEN),
                answer(500, "application/json", "{\"error\": \"down\"}"));
        stub(
                13,
                to(KNOWN, TOKEN),
                answer(200, "application/json", "{\"accessToken\": \"ya29.of-user-1\", \"scopes\": [\"openid\"]}")
                        .withHeader("Cache-Control", "no-store"));
    }

    private static ResponseDefinitionBuilder denied() {
        return answer(401, "application/json", "{\"error\": \"No jwt provided!\"}")
                .withHeader("WWW-Authenticate", "Bearer");
    }

    private static MappingBuilder to(String id, String authorization) {
        return get(urlMatching("/oauthAccounts/" + id + "/accessToken"))
                .withHeader("Authorization", matching(anyCase(authorization)));
    }

    /** The scheme may be written in any case (RFC 9110 §11.1). */
    private static String anyCase(String authorization) {
        return "(?i:Bearer) " + java.util.regex.Pattern.quote(authorization.substring("Bearer ".length()));
    }

    /** An answer with that body and, unless it is a dash, that Content-Type. */
    static ResponseDefinitionBuilder answer(int status, String contentType, String body) {
        var response = new ResponseDefinitionBuilder().withStatus(status);
        if (!contentType.equals("-")) {
            response = response.withHeader("Content-Type", contentType);
        }
        return body.isEmpty() ? response : response.withBody(body);
    }

    /** From now on those requests are answered so. */
    void answers(String requests, ResponseDefinitionBuilder response) {
        stub(1, requests(requests), response);
    }

    private void stub(int priority, MappingBuilder requests, ResponseDefinitionBuilder response) {
        server.stubFor(requests.atPriority(priority).willReturn(response));
    }

    /** Requests by the name that tables give them. */
    static MappingBuilder requests(String name) {
        String anyId = "/oauthAccounts/[^/]*/accessToken";
        var known = get(urlMatching("/oauthAccounts/" + KNOWN + "/accessToken"));
        String[] token = TOKEN.substring("Bearer ".length()).split("\\.", -1);
        return switch (name) {
            case "known account" -> to(KNOWN, TOKEN);
            case "unknown account" -> to("00000000-0000-4000-8000-000000000404", TOKEN);
            case "failing account" -> to("00000000-0000-4000-8000-000000000500", TOKEN);
            case "stranger" -> known.withHeader("Authorization", equalTo(STRANGER));
            case "no credentials" -> known.withHeader("Authorization", absent());
            case "empty credentials" -> known.withHeader("Authorization", equalTo(""));
            case "scheme alone" -> known.withHeader("Authorization", matching("Bearer ?"));
            case "Basic" -> known.withHeader("Authorization", matching("Basic .*"));
            case "token without scheme" -> known.withHeader("Authorization", equalTo(TOKEN.substring(7)));
            case "garbage" -> known.withHeader("Authorization", matching("Bearer not a token.*"));
            case "same payload" ->
                known.withHeader("Authorization", matching("Bearer " + token[0] + "\\." + token[1] + "\\..+"));
            case "alg none" ->
                known.withHeader(
                        "Authorization",
                        matching("Bearer (?!" + token[0] + ")[^.]+\\." + token[1] + "\\.(" + token[2] + ")?"));
            case "same signature" ->
                known.withHeader("Authorization", matching("Bearer " + token[0] + "\\.[^.]+\\." + token[2]));
            case "expired" -> known.withHeader("Authorization", equalTo(EXPIRED));
            case "any bearer" -> known.withHeader("Authorization", matching("Bearer \\S.*"));
            case "upper case id" -> to("(?=.*[A-F])[0-9A-F-]{36}", TOKEN);
            case "id without dashes" -> to("[0-9a-f]{32}", TOKEN);
            case "id in braces" -> to("%7B.*%7D", TOKEN);
            case "urn id" -> to("urn.*", TOKEN);
            case "short id" -> to(UUID.substring(0, UUID.length() - 4) + "{11}", TOKEN);
            case "long id" -> to(UUID + "0", TOKEN);
            case "id with newline" -> to(UUID + "%0A", TOKEN);
            case "id with space" -> to(UUID + "%20", TOKEN);
            case "id with semicolon" -> to(".*%3B.*", TOKEN);
            case "id that is no hex" -> to("g[0-9a-f]{7}-.*", TOKEN);
            case "very long id" -> to(".{4096,}", TOKEN);
            case "id with quote" -> to(".*%27.*", TOKEN);
            case "full-width id" -> to(".*%EF%BC.*", TOKEN);
            case "any invalid id" -> to("(?!" + UUID + "/).*", TOKEN);
            case "id of zeros" -> to("00000000-0000-0000-0000-000000000000", TOKEN);
            case "id of nines" -> to("99999999-9999-9999-9999-999999999999", TOKEN);
            case "bearer in small letters" -> known.withHeader("Authorization", matching("bearer .*"));
            case "other key" ->
                known.withHeader(
                        "Authorization",
                        matching("Bearer " + token[0] + "\\.[^.]+\\.(?!" + token[2].substring(0, 8) + ")[^.]{40,}"));
            case "PUT" -> com.github.tomakehurst.wiremock.client.WireMock.put(urlMatching(anyId));
            case "PATCH" -> com.github.tomakehurst.wiremock.client.WireMock.patch(urlMatching(anyId));
            case "POST" -> com.github.tomakehurst.wiremock.client.WireMock.post(urlMatching(anyId));
            case "DELETE" -> com.github.tomakehurst.wiremock.client.WireMock.delete(urlMatching(anyId));
            case "TRACE" -> com.github.tomakehurst.wiremock.client.WireMock.trace(urlMatching(anyId));
            case "OPTIONS" -> com.github.tomakehurst.wiremock.client.WireMock.options(urlMatching(anyId));
            case "HEAD of nobody" ->
                com.github.tomakehurst.wiremock.client.WireMock.head(urlMatching(anyId))
                        .withHeader("Authorization", absent());
            case "nobody asks for unknown" ->
                get(urlMatching("/oauthAccounts/00000000-0000-4000-8000-000000000404/accessToken"))
                        .withHeader("Authorization", absent());
            case "token in the query" -> get(urlMatching("/oauthAccounts/" + KNOWN + "/accessToken\\?access_token=.*"));
            case "token in a cookie" -> known.withHeader("Cookie", matching("access_token=.*"));
            case "anything" -> any(anyUrl());
            default -> throw new IllegalArgumentException("no requests are called " + name);
        };
    }

    /** What the gate says of this provider. */
    Report report() {
        return report(Target.DEFAULT_TIMEOUT);
    }

    /** The same, if answers must come within that time. */
    Report report(Duration timeout) {
        var target = Target.of(url(), timeout).orElseThrow();
        return Accusations.report(CONTRACT, SuiteOptions.of(target, DATA));
    }

    /** The rules that the gate accuses this provider of. */
    List<String> brokenRules(Severity severity) {
        return Accusations.of(report(), severity);
    }

    @Override
    public void close() {
        server.stop();
    }
}
