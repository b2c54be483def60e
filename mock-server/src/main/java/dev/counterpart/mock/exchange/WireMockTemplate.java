package dev.counterpart.mock.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;

/** The Handlebars expressions of a WireMock response as those of a fixture. */
final class WireMockTemplate {

    private static final Pattern EXPRESSION = Pattern.compile("\\{\\{\\{?\\s*([^{}]*?)\\s*}}}?");
    private static final Pattern SEGMENT =
            Pattern.compile("request\\.(?:path|pathSegments|requestLine\\.pathSegments)\\.\\[?([0-9]+)]?");
    private static final Pattern NAMED = Pattern.compile("request\\.path\\.([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern QUERY =
            Pattern.compile("request\\.(?:requestLine\\.)?query\\.([A-Za-z_][A-Za-z0-9_-]*)(?:\\.\\[?0]?)?");
    private static final Pattern HEADER = Pattern.compile("request\\.headers\\.\\[?([A-Za-z0-9-]+)]?(?:\\.\\[?0]?)?");
    private static final Pattern JSON_PATH =
            Pattern.compile("jsonPath\\s+request\\.body\\s+(?:'([^']*)'|\"([^\"]*)\")");
    private static final Pattern UUID = Pattern.compile("randomValue\\s+(?:length=\\d+\\s+)?type=['\"]UUID['\"]");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** The path parameters by the position of their segments in the URL. */
    private final List<String> segments;

    private final String method;
    private Optional<String> unknown = Optional.empty();

    WireMockTemplate(WireMockUrls.Target target) {
        this.segments = target.segments();
        this.method = target.operation().key().method().name();
    }

    static boolean has(String text) {
        return text.contains("{{");
    }

    /** The text with expressions of fixtures; see {@link #unknown}. */
    String translated(String text) {
        return EXPRESSION.matcher(text).replaceAll(found -> {
            var replacement = replacement(found.group(1).replaceAll("\\s+", " "));
            if (replacement.isEmpty()) {
                unknown = Optional.of(found.group());
            }
            return Matcher.quoteReplacement(replacement.orElseGet(found::group));
        });
    }

    /** The last expression without a counterpart. */
    Optional<String> unknown() {
        return unknown;
    }

    private Optional<String> replacement(String text) {
        return text.equals("request.method")
                ? Optional.of(method)
                : expression(text).map(each -> "{{" + each + "}}");
    }

    private Optional<String> expression(String text) {
        if (UUID.matcher(text).matches()) {
            return Optional.of("uuid");
        }
        return text.equals("now")
                ? Optional.of("now")
                : text.equals("request.body") ? Optional.of("body") : ofRequest(text);
    }

    /** A part of the request. */
    private Optional<String> ofRequest(String text) {
        var forms = Map.<Pattern, Function<MatchResult, Optional<String>>>of(
                SEGMENT, found -> segment(Integer.parseInt(found.group(1))),
                QUERY, found -> Optional.of("query." + quoted(found.group(1))),
                HEADER, found -> header(found.group(1)),
                JSON_PATH, found -> bodyAt(found.group(1) == null ? found.group(2) : found.group(1)),
                NAMED, found -> named(found.group(1)));
        return forms.entrySet().stream()
                .flatMap(form -> {
                    var match = form.getKey().matcher(text);
                    return match.matches() ? form.getValue().apply(match).stream() : Stream.empty();
                })
                .findFirst();
    }

    private Optional<String> named(String name) {
        return segments.contains(name) ? Optional.of("path." + name) : Optional.empty();
    }

    private Optional<String> segment(int index) {
        return Optional.of(index < segments.size() ? segments.get(index) : "")
                .filter(name -> !name.isEmpty())
                .map(name -> "path." + quoted(name));
    }

    private static Optional<String> header(String name) {
        return name.equalsIgnoreCase("Authorization") ? Optional.empty() : Optional.of("header." + quoted(name));
    }

    private static Optional<String> bodyAt(String jsonPath) {
        return WireMockMatchers.pointer(jsonPath).map(WireMockTemplate::body);
    }

    private static String quoted(String name) {
        return NAME.matcher(name).matches() ? name : "[" + name + "]";
    }

    private static String body(JsonPointer pointer) {
        var text = new StringBuilder("body");
        for (var rest = pointer; rest != null && !rest.matches(); rest = rest.tail()) {
            text.append('.').append(quotedStep(rest));
        }
        return text.toString();
    }

    private static String quotedStep(JsonPointer step) {
        return step.getMatchingIndex() >= 0
                ? Integer.toString(step.getMatchingIndex())
                : quoted(step.getMatchingProperty());
    }
}
