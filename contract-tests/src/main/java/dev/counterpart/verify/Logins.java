package dev.counterpart.verify;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.decode.JsonWebToken;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Pair;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.verify.data.Credential;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.data.Login;
import dev.counterpart.verify.request.Credentials;
import dev.counterpart.verify.send.Observation;
import dev.counterpart.verify.send.Observation.Answered;
import dev.counterpart.verify.send.Observation.Unanswered;
import dev.counterpart.verify.send.PlainTransport;
import dev.counterpart.verify.send.Target;
import dev.counterpart.verify.send.Transport;
import dev.counterpart.verify.send.Transports;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Fetches the tokens of credentials that have a login, and fetches them again before they expire. Thread-safe. */
final class Logins {

    /** A token is fetched again when less than a tenth of its time is left, and at least so long before it expires. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private static final int SHARE = 10;

    private static final String NO_TOKEN = "%s was answered %d with a token that has control characters";

    /** What a login gave. */
    private record Token(String value, Optional<Instant> renewal) {}

    /** A token, or why there is none. */
    private sealed interface Outcome {
        record Fetched(Token token) implements Outcome {}

        record Failed(String reason, Optional<Unanswered> unanswered) implements Outcome {}
    }

    /** The first token of a credential, which requests contain, and the current one. */
    private record Held(Credential credential, Login login, String first, Token current) {}

    /** Why the data cannot be used. */
    record Failure(String message, Optional<Observation.Reason> unreachable) {}

    private final Contract contract;
    private final Target target;
    private final Transports transports;
    private final BiFunction<Login.ByOperation, GateData, Request> requests;
    private final Clock clock = Clock.systemUTC();
    private final RateLimit rateLimit = new RateLimit();
    private GateData data;
    private final Map<String, Held> held = new LinkedHashMap<>();
    private final List<Secret> secrets = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /** @param requests makes the request of a login */
    Logins(
            Contract contract,
            Target target,
            Transports transports,
            GateData data,
            BiFunction<Login.ByOperation, GateData, Request> requests) {
        this.contract = contract;
        this.target = target;
        this.transports = transports;
        this.requests = requests;
        this.data = data;
    }

    /** The data with the tokens of all logins. */
    GateData data() {
        return data;
    }

    /** Fetches all tokens; the reason if one could not be fetched. */
    Optional<Failure> fetch() {
        var waiting = new ArrayList<Credential>();
        data.credentials().values().stream()
                .filter(credential -> credential.login().isPresent())
                .forEach(waiting::add);
        while (!waiting.isEmpty()) {
            var next = waiting.stream()
                    .filter(credential -> waiting.stream().noneMatch(other -> needs(credential, other)))
                    .findFirst();
            if (next.isEmpty()) {
                return Optional.of(new Failure(
                        "the logins of " + waiting.get(0).name() + " and others need each other", Optional.empty()));
            }
            waiting.remove(next.get());
            var failure = fetch(next.get());
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    private Optional<Failure> fetch(Credential credential) {
        var login = credential.login().orElseThrow();
        var outcome = fetched(login);
        if (outcome instanceof Outcome.Failed failed) {
            return Optional.of(new Failure(
                    failed.unanswered().isPresent()
                            ? failed.reason()
                            : "the login of " + credential.name() + " failed: " + failed.reason(),
                    failed.unanswered().map(Unanswered::reason)));
        }
        hold(credential, login, ((Outcome.Fetched) outcome).token());
        return Optional.empty();
    }

    private static boolean needs(Credential credential, Credential other) {
        return credential.login().orElseThrow() instanceof Login.ByOperation login
                && login.request().as().filter(other.name()::equals).isPresent();
    }

    private void hold(Credential credential, Login login, Token token) {
        var secret = new Secret(token.value(), Credential.variable(credential.name()));
        secrets.add(secret);
        var before = held.get(credential.name());
        held.put(
                credential.name(), new Held(credential, login, before == null ? token.value() : before.first(), token));
        data = data.replaced(credential.with(secret));
    }

    /** The request with a current token where it has the first one as a whole. */
    synchronized Request current(Request request) {
        var result = request;
        for (var each : List.copyOf(held.values())) {
            boolean isOld = each.current()
                    .renewal()
                    .filter(renewal -> !clock.instant().isBefore(renewal))
                    .isPresent();
            if (isOld && contains(result, each.first())) {
                renew(each);
            }
            String now =
                    held.getOrDefault(each.credential().name(), each).current().value();
            if (!now.equals(each.first())) {
                result = replaced(result, each.first(), now);
            }
        }
        return result;
    }

    private void renew(Held old) {
        var outcome = fetched(old.login());
        if (outcome instanceof Outcome.Fetched fetched) {
            hold(old.credential(), old.login(), fetched.token());
        } else {
            String name = old.credential().name();
            remarks.add("The token of " + name + " has expired, and its login failed: "
                    + ((Outcome.Failed) outcome).reason() + ".");
            held.put(
                    name,
                    new Held(
                            old.credential(),
                            old.login(),
                            old.first(),
                            new Token(old.current().value(), Optional.empty())));
        }
    }

    private static boolean contains(Request request, String token) {
        return !replaced(request, token, token + "-").equals(request);
    }

    private static Request replaced(Request request, String from, String to) {
        var headers = Headers.none();
        for (var field : request.headers().fields()) {
            headers = headers.and(field.getKey(), replaced(field.getKey(), field.getValue(), from, to));
        }
        var query = replaced(request.query(), '&', PercentEncoding.encoded(from), PercentEncoding.encoded(to));
        return request.withHeaders(headers).withQuery(query);
    }

    private static String replaced(String name, String value, String from, String to) {
        if (name.equalsIgnoreCase("Cookie")) {
            return replaced(value, ';', from, to);
        }
        return value.equals(from) || value.endsWith(" " + from)
                ? value.substring(0, value.length() - from.length()) + to
                : value;
    }

    /** The pairs with that value changed. */
    private static String replaced(String pairs, char separator, String from, String to) {
        return Pair.all(pairs, separator).stream()
                .map(pair -> pair.value().equals(from) ? pair.with(to).text() : pair.text())
                .collect(Collectors.joining(String.valueOf(separator)));
    }

    synchronized List<Secret> secrets() {
        return List.copyOf(secrets);
    }

    synchronized List<String> remarks() {
        return List.copyOf(remarks);
    }

    private Outcome fetched(Login login) {
        return login instanceof Login.ByOperation own ? byOperation(own) : oauth2((Login.OAuth2) login);
    }

    private Observation answered(Transport transport, Request request) {
        return rateLimit.answered(() -> transport.send(request), limited -> true);
    }

    private Outcome byOperation(Login.ByOperation login) {
        var request = requests.apply(login, data);
        String asked = request.method() + " " + request.path();
        var observed = answered(transports.ordinary(), request);
        return observed instanceof Unanswered unanswered
                ? unanswered(asked, unanswered)
                : byOperation(login, asked, ((Answered) observed).response());
    }

    private Outcome byOperation(Login.ByOperation login, String asked, Response response) {
        if (response.status() / 100 != 2) {
            return failed(asked + " was answered " + response.status());
        }
        var token =
                login.token().of(response).filter(node -> node.isValueNode()).map(node -> node.asString());
        if (token.filter(text -> !text.isEmpty()).isEmpty()) {
            return failed(asked + " was answered " + response.status() + " without a token at " + login.token()
                    + malformed(response));
        }
        if (!isToken(token.get())) {
            return failed(NO_TOKEN.formatted(asked, response.status()));
        }
        var lifetime = login.expiresIn()
                .flatMap(part -> part.of(response))
                .flatMap(Logins::seconds)
                .or(login::lifetime);
        return new Outcome.Fetched(token(token.get(), lifetime));
    }

    private Outcome oauth2(Login.OAuth2 login) {
        String written = login.tokenUrl(contract).orElseThrow();
        var url = url(written);
        var base = url.flatMap(this::base);
        if (base.isEmpty()) {
            return failed("the tokenUrl \"" + written + "\" is not an http or https URL");
        }
        try (var transport = new PlainTransport(base.get())) {
            var observed = answered(transport, tokenRequest(login, url.get(), true));
            return isUnknownClient(login, observed)
                    ? oauth2(url.get(), answered(transport, tokenRequest(login, url.get(), false)))
                    : oauth2(url.get(), observed);
        }
    }

    private Optional<Target> base(URI url) {
        return target.at(url.getScheme() + "://" + url.getRawAuthority());
    }

    private static boolean isUnknownClient(Login.OAuth2 login, Observation observed) {
        return observed instanceof Answered answered
                && (answered.response().status() == 400 || answered.response().status() == 401)
                && login.clientSecret().isPresent();
    }

    private Outcome oauth2(URI url, Observation observed) {
        String asked = "POST " + url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
        if (observed instanceof Unanswered unanswered) {
            return failed(asked + " was not answered: " + unanswered.message());
        }
        var response = ((Answered) observed).response();
        var body = body(response);
        var token = body.path("access_token");
        if (response.status() / 100 != 2
                || !token.isString()
                || token.asString().isEmpty()) {
            String error = body.path("error").isString()
                    ? " (" + body.path("error").asString().replaceAll("[^ -~]", "") + ")"
                    : "";
            return failed(asked + " was answered " + response.status() + error
                    + (response.status() / 100 == 2 ? " without an access_token" : ""));
        }
        return isToken(token.asString())
                ? new Outcome.Fetched(token(token.asString(), seconds(body.path("expires_in"))))
                : failed(NO_TOKEN.formatted(asked, response.status()));
    }

    /** Whether the text can be sent in a header. */
    private static boolean isToken(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    private static String malformed(Response response) {
        return response.hasBody() && Json.parse(response.body()) instanceof Json.Parsed.Malformed
                ? ": the body is not JSON"
                : "";
    }

    private Optional<URI> url(String written) {
        try {
            var url = URI.create(target.url() + "/").resolve(written);
            return url.getHost() == null ? Optional.empty() : Optional.of(url);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** RFC 6749 §4.3.2 and §4.4.2. A client identifies itself by HTTP Basic, which servers must support, or in the body (§2.3.1). */
    private static Request tokenRequest(Login.OAuth2 login, URI url, boolean isBasic) {
        boolean isInHeader = login.clientSecret().isPresent() && isBasic;
        var headers = Headers.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded");
        String body = form(login, isInHeader).entrySet().stream()
                .map(field -> Pair.encoded(field.getKey(), field.getValue()))
                .collect(Collectors.joining("&"));
        return new Request(
                "POST",
                url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath(),
                url.getRawQuery() == null ? "" : url.getRawQuery(),
                isInHeader ? headers.and("Authorization", basic(login)) : headers,
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> form(Login.OAuth2 login, boolean isClientInHeader) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", login.grant().type());
        login.username().ifPresent(name -> form.put("username", name));
        login.password().ifPresent(password -> form.put("password", password.value()));
        if (!login.scopes().isEmpty()) {
            form.put("scope", String.join(" ", login.scopes()));
        }
        if (!isClientInHeader) {
            login.clientId().ifPresent(client -> form.put("client_id", client));
            login.clientSecret().ifPresent(secret -> form.put("client_secret", secret.value()));
        }
        return form;
    }

    private static String basic(Login.OAuth2 login) {
        String secret = login.clientSecret().map(Secret::value).orElse("");
        return "Basic "
                + Credentials.base64(
                        PercentEncoding.encoded(login.clientId().orElse("")) + ":" + PercentEncoding.encoded(secret));
    }

    private Token token(String value, Optional<Duration> stated) {
        var lifetime = stated.or(() -> lifetime(value)).filter(time -> !time.isNegative() && !time.isZero());
        return new Token(value, lifetime.map(time -> {
            var share = time.dividedBy(SHARE);
            var margin = share.compareTo(MARGIN) > 0 ? share : MARGIN;
            var use = time.minus(margin);
            return clock.instant().plus(use.isNegative() || use.isZero() ? time.dividedBy(2) : use);
        }));
    }

    /** The time that a JWT is valid from now on (RFC 7519 §4.1.4). */
    private Optional<Duration> lifetime(String token) {
        return JsonWebToken.claims(token)
                .flatMap(claims -> seconds(claims.path("exp")))
                .map(end -> Duration.between(clock.instant(), Instant.EPOCH.plus(end)));
    }

    /** Up to a hundred years from the epoch; a number, or a text with one. */
    private static Optional<Duration> seconds(JsonNode node) {
        String text = node.isNumber() || node.isString() ? node.asString() : "";
        return text.matches("[0-9]{1,10}(\\.[0-9]*)?")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(text.replaceAll("\\..*", ""))))
                : Optional.empty();
    }

    private static JsonNode body(Response response) {
        return Json.parse(response.body()) instanceof Json.Parsed.Value value
                ? value.node()
                : JsonNodeFactory.instance.objectNode();
    }

    private static Outcome failed(String reason) {
        return new Outcome.Failed(reason, Optional.empty());
    }

    private static Outcome unanswered(String asked, Unanswered unanswered) {
        return unanswered.reason().isUnreachable()
                ? new Outcome.Failed(unanswered.message(), Optional.of(unanswered))
                : failed(asked + " was not answered: " + unanswered.message());
    }
}
