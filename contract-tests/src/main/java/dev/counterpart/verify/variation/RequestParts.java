package dev.counterpart.verify.variation;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Pair;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.verify.request.BodyParts;
import dev.counterpart.verify.variation.RequestPart.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** A request split into parts: pairs of the query, header lines, cookies, members of a JSON body. */
public final class RequestParts {

    /** In larger bodies, parts beyond this number are kept. */
    private static final int MOST = 200;

    private static final Set<String> NEEDED = Set.of(
            "authorization", "proxy-authorization", "cookie", "host", "content-type", "content-length", "connection");

    private final Request request;
    private final Set<String> credentials;
    private final Optional<JsonNode> body;

    /** {@code credentials} are the names of parameters with credentials; they are kept. */
    public RequestParts(Request request, Collection<String> credentials) {
        this.request = request;
        this.credentials =
                credentials.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        this.body = request.hasBody() && Json.parse(request.body()) instanceof Json.Parsed.Value value
                ? Optional.of(value.node())
                : Optional.empty();
    }

    public List<RequestPart> all() {
        var all = new ArrayList<RequestPart>();
        add(all, Kind.QUERY, pairs().stream().map(Pair::decodedName).toList());
        add(all, Kind.HEADER, lines().stream().map(line -> line.getKey()).toList());
        add(
                all,
                Kind.COOKIE,
                cookies().stream()
                        .map(pair -> PercentEncoding.decoded(pair.name()))
                        .toList());
        if (request.hasBody()) {
            all.add(RequestPart.ofBody(JsonPointer.empty()));
            body.ifPresent(node -> members(node, JsonPointer.empty(), all));
        }
        return all.subList(0, Math.min(all.size(), MOST));
    }

    private void add(List<RequestPart> all, Kind kind, List<String> names) {
        IntStream.range(0, names.size())
                .filter(index -> !isNeeded(kind, names.get(index)))
                .forEach(index -> all.add(RequestPart.of(kind, index, names.get(index))));
    }

    private boolean isNeeded(Kind kind, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return credentials.contains(lower) || (kind == Kind.HEADER && NEEDED.contains(lower));
    }

    /** Containers precede their members. */
    private static void members(JsonNode node, JsonPointer at, List<RequestPart> all) {
        for (var member : node.properties()) {
            var pointer = at.appendProperty(member.getKey());
            all.add(RequestPart.ofBody(pointer));
            members(member.getValue(), pointer, all);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            var pointer = at.appendIndex(i);
            all.add(RequestPart.ofBody(pointer));
            members(node.get(i), pointer, all);
        }
    }

    private List<Pair> pairs() {
        return Pair.all(request.query(), '&');
    }

    private List<Map.Entry<String, String>> lines() {
        return request.headers().fields();
    }

    private List<Pair> cookies() {
        return request.headers().all("Cookie").size() == 1 ? Pair.ofCookies(request.headers()) : List.of();
    }

    public Request without(List<RequestPart> left) {
        var query = joined(kept(pairs(), Kind.QUERY, left), "&");
        var headers = Headers.none();
        for (var line : kept(lines(), Kind.HEADER, left)) {
            headers = headers.and(line.getKey(), line.getValue());
        }
        if (left.stream().anyMatch(part -> part.kind() == Kind.COOKIE)) {
            var cookies = joined(kept(cookies(), Kind.COOKIE, left), "; ");
            headers = cookies.isEmpty() ? headers.without("Cookie") : headers.with("Cookie", cookies);
        }
        return withoutBody(request.withQuery(query).withHeaders(headers), left);
    }

    private static String joined(List<Pair> pairs, String separator) {
        return pairs.stream().map(Pair::text).collect(Collectors.joining(separator));
    }

    private static <T> List<T> kept(List<T> all, Kind kind, List<RequestPart> left) {
        var gone = left.stream()
                .filter(part -> part.kind() == kind)
                .map(RequestPart::index)
                .collect(Collectors.toSet());
        return IntStream.range(0, all.size())
                .filter(index -> !gone.contains(index))
                .mapToObj(all::get)
                .toList();
    }

    /** From the last to the first, so that removing elements of arrays does not move the remaining ones. */
    private Request withoutBody(Request other, List<RequestPart> left) {
        var gone = all().stream()
                .filter(part -> part.kind() == Kind.BODY && left.contains(part))
                .toList();
        if (gone.stream().anyMatch(part -> part.pointer().matches())) {
            return other.withBody(new byte[0]).withHeaders(other.headers().without("Content-Type"));
        }
        var rest = body;
        for (int i = gone.size() - 1; i >= 0; i--) {
            var pointer = gone.get(i).pointer();
            rest = rest.flatMap(node -> BodyParts.with(node, pointer, Optional.empty()));
        }
        return gone.isEmpty() || rest.isEmpty() ? other : other.withBody(Json.text(rest.get()));
    }
}
