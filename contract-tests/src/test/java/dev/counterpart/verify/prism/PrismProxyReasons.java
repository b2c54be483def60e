package dev.counterpart.verify.prism;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The differences on purpose between Prism's proxy and ours. */
final class PrismProxyReasons {

    /** Rows of the mock that hold for the proxy as well, for it judges by the same reading of the document. */
    private static final Set<String> OF_BOTH = Set.of(
            "`HEAD`",
            "`{name}` templates",
            "`readOnly` property sent",
            "passwords with a colon",
            "a body without `Content-Type`",
            "an empty first step of the path",
            "OpenAPI 3.2",
            "`{.name}` in a path",
            "`format: url`",
            "405");

    private static final List<PrismReason> OWN = List.of(
            new PrismReason(
                    "proxy: `Accept` and `User-Agent`",
                    each -> Set.of("forwarded accept", "forwarded accept-encoding", "forwarded user-agent")
                            .contains(each.aspect())),
            new PrismReason("proxy: path and query", PrismProxyReasons::isSameTarget),
            new PrismReason(
                    "proxy: headers of the connection",
                    each -> Set.of("forwarded te", "forwarded proxy-authorization")
                            .contains(each.aspect())),
            new PrismReason("proxy: redirects", each -> each.prism().contains("maximum redirect reached")),
            new PrismReason(
                    "proxy: JSON that cannot be read",
                    each -> each.theirs().text().contains("invalid json response body")),
            new PrismReason(
                    "proxy: `--errors` and warnings",
                    each -> each.prism().contains("\"validation\":[{\"severity\":\"Warning\"")),
            new PrismReason("a response `{}`", each -> each.prism().contains("those defined in the document: \"}]")),
            new PrismReason(
                    "`HEAD`",
                    each -> each.asked().request().method().equals("HEAD")
                            && each.prism().startsWith("405")),
            new PrismReason(
                    "generated values",
                    each -> each.asked().kind().equals(ProxiedRequests.MOCKED)
                            && each.prism().contains("#VIOLATIONS")),
            new PrismReason(
                    "proxy: an answer without `Content-Type`",
                    each -> each.aspect().equals("content-type") && each.ours().equals("(none)")),
            new PrismReason("proxy: several `Set-Cookie`", PrismProxyReasons::isJoined),
            new PrismReason(
                    "proxy: bodies",
                    each -> each.aspect().equals("forwarded body")
                            || (each.aspect().equals("body") && each.isSameJson())),
            new PrismReason(
                    "proxy: `HEAD`",
                    each -> each.asked().request().method().equals("HEAD")
                            && each.prism().startsWith("500")),
            new PrismReason(
                    "headers of saved responses in Postman collections",
                    each -> each.document().equals("postman.json")
                            && each.theirs()
                                    .headers()
                                    .joined("sl-violations")
                                    .orElse("")
                                    .contains("Response header must have required property")),
            new PrismReason("schemas that Prism cannot compile", PrismProxyReasons::isUncompiled),
            new PrismReason(
                    "proxy: int64 beyond 2^53",
                    each -> each.theirs()
                            .headers()
                            .joined("sl-violations")
                            .orElse("")
                            .matches(".*must be [<>]= -?9007199254740991.*")),
            new PrismReason(
                    "`writeOnly` in a recursive schema",
                    each -> each.document().equals("shown.yaml")
                            && each.ours().contains("parent must NOT have additional properties; found 'secret'")),
            new PrismReason(
                    "proxy: XML",
                    each -> each.own()
                            .headers()
                            .joined("Content-Type")
                            .orElse("")
                            .endsWith("xml")),
            new PrismReason("malformed JSON", each -> each.theirs().text().contains("\"code\":\"invalid_json\"")),
            new PrismReason(
                    "`Bearer` in `Authorization`",
                    each -> each.asked()
                            .request()
                            .headers()
                            .joined("Authorization")
                            .orElse("")
                            .startsWith("bearer ")));

    static final List<PrismReason> ALL = Stream.concat(
                    OWN.stream(),
                    PrismReason.ALL.stream().map(reason -> OF_BOTH.contains(reason.row()) ? reason : reason.ofMocked()))
            .toList();

    private PrismProxyReasons() {}

    /** A body that Prism lets pass and we do not, under a schema that Ajv refuses. */
    private static boolean isUncompiled(PrismDifference each) {
        return (PrismReason.UNCOMPILED.contains(each.document())
                        || each.document().equals("apis-guru__nytimes.com_books_api.json"))
                && each.own().headers().joined("sl-violations").orElse("").contains("\"body\"")
                && !each.theirs().headers().joined("sl-violations").orElse("").contains("\"body\"");
    }

    private static boolean isSameTarget(PrismDifference each) {
        return each.aspect().equals("forwarded target") && written(each.prism()).equals(written(each.ours()));
    }

    /** As Prism writes it. */
    private static String written(String target) {
        return target.replaceAll("/+", "/")
                .replace("%20", "+")
                .replace(",", "%2C")
                .replace("[", "%5B")
                .replace("]", "%5D")
                .replaceAll("=(?=&|$)", "")
                .replaceAll("[?]$", "");
    }

    private static boolean isJoined(PrismDifference each) {
        return each.prism().equals(each.ours().replace(", ", ","))
                || each.prism().replace(", ", ",").equals(each.ours().replace(", ", ","));
    }
}
