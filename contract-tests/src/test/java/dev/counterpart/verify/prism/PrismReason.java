package dev.counterpart.verify.prism;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A difference on purpose.
 *
 * @param row how the row of docs/prism.md begins that says why
 */
record PrismReason(String row, Predicate<PrismDifference> fits) {

    /** A schema of a body that Ajv refuses there, so that everything passes. */
    static final Set<String> UNCOMPILED = Set.of(
            "PagerDuty_api-schema__reference_integration-slack-service_openapiv3.json",
            "wiremock_wiremock__wiremock-core_src_main_resources_swagger_wiremock-admin-api.json");

    static final List<PrismReason> ALL = List.of(
            new PrismReason("`HEAD`", each -> each.asked().kind().equals("HEAD")),
            new PrismReason(
                    "`*/*` as a declared media type",
                    each -> each.prism().equals("*/*")
                            || each.prism().contains("Cannot find serializer for */*")
                            || (each.prism().contains("#NO_COMPLEX_OBJECT_TEXT")
                                    && each.own()
                                            .headers()
                                            .joined("content-type")
                                            .orElse("")
                                            .equals("application/json"))),
            new PrismReason(
                    "a response `{}`",
                    each -> each.prism().contains("#NO_RESPONSE_RESPONSE_DEFINED")
                            || (each.prism().contains("is not defined in the document")
                                    && each.own().body().length == 0)),
            new PrismReason(
                    "response headers that are neither text nor number",
                    each -> each.prism().equals("null") && !each.aspect().equals("body")),
            new PrismReason("generated values", PrismReason::isGenerated),
            new PrismReason("numbers with a format", PrismDifference::isOnlyLeastNumbers),
            new PrismReason(
                    "passwords with a colon",
                    each -> header(each, "Authorization").equals("Basic YTpiOmM=")),
            new PrismReason(
                    "a body without `Content-Type`",
                    each -> each.asked().request().hasBody()
                            && header(each, "Content-Type").isEmpty()),
            new PrismReason(
                    "`{name}` templates", each -> each.asked().request().path().equals("/cb/1-2")),
            new PrismReason(
                    "`readOnly` property sent",
                    each -> each.prism().contains("NOT have additional properties; found 'ro'")),
            new PrismReason(
                    "an empty first step of the path",
                    each -> each.asked().request().path().startsWith("//")),
            new PrismReason(
                    "OpenAPI 3.2",
                    each -> Set.of(
                                    "Redocly_redocly-cli__tests_e2e_lint_oas3.2_openapi.yaml",
                                    "Redocly_redocly-cli__resources_cafe.yaml")
                            .contains(each.document())),
            new PrismReason(
                    "`{.name}` in a path", each -> each.document().equals("apis-guru__nasa.gov_asteroids_neows.json")),
            new PrismReason(
                    "schemas that Prism cannot compile",
                    each -> UNCOMPILED.contains(each.document())
                            && (each.aspect().equals("sl-violations")
                                    || (each.asked().kind().startsWith("body")
                                            && each.own().status() >= 400))),
            new PrismReason("`format: url`", each -> each.prism().contains("must match format \\\"url\\\"")),
            new PrismReason(
                    "`HEAD`",
                    each -> each.asked().request().method().equals("HEAD")
                            && each.aspect().equals("sl-violations")),
            new PrismReason(
                    "findings beside a 500",
                    each -> each.aspect().equals("sl-violations") && each.own().status() == 500),
            new PrismReason(
                    "`*/*` as a declared media type",
                    each -> each.aspect().equals("sl-violations")
                            && each.own()
                                    .headers()
                                    .joined("content-type")
                                    .orElse("")
                                    .equals("text/plain")),
            new PrismReason(
                    "dynamic bodies",
                    each -> each.asked().kind().equals("Prefer: dynamic")
                            && each.prism().startsWith("500")),
            new PrismReason(
                    "generated values",
                    each -> each.prism().equals("string")
                            && each.own().headers().joined("sl-violations").isEmpty()),
            new PrismReason("405", each -> each.aspect().equals("allow")),
            new PrismReason(
                    "documented 401",
                    each -> each.aspect().equals("www-authenticate")
                            && each.prism().equals("(none)")),
            new PrismReason("malformed JSON", each -> each.asked().kind().equals("body not JSON")),
            new PrismReason(
                    "dynamic bodies",
                    each -> each.asked().kind().equals("Prefer: dynamic")
                            && !each.aspect().equals("status")));

    private static String header(PrismDifference each, String name) {
        return each.asked().request().headers().joined(name).orElse("");
    }

    /** What Prism made breaks the document, or Prism itself complains of it. */
    private static boolean isGenerated(PrismDifference each) {
        if (each.aspect().equals("sl-violations")) {
            return !each.prism().equals("(none)")
                    && !each.theirs().text().equals(each.own().text())
                    && each.prism().startsWith("[{\"location\":[\"response\"");
        }
        return each.aspect().equals("body") && !each.isTheirsValid();
    }

    /** The same for what a proxy mocks, and for nothing else of it. */
    PrismReason ofMocked() {
        return new PrismReason(row, each -> each.asked().kind().equals(ProxiedRequests.MOCKED) && fits.test(each));
    }

    /** The first of those reasons that explains it. */
    static Optional<PrismReason> of(PrismDifference difference, List<PrismReason> all) {
        return all.stream().filter(reason -> reason.fits.test(difference)).findFirst();
    }
}
