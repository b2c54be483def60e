package dev.counterpart.mock.request;

import dev.counterpart.fixtures.Durations;
import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.StagedAnswer;
import dev.counterpart.mock.dialect.Refusals;
import dev.counterpart.mock.settings.MockOptions.Auth;
import dev.counterpart.spec.decode.Pairs;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The response that a client requests, by the {@code Prefer} header (RFC 7240) or by {@code __code} and similar names in the
 * query. If the header is not empty, the query is ignored.
 *
 * @param delay before the answer
 * @param validate whether the request is validated
 * @param auth how its credentials are checked
 * @param branch of a {@code oneOf} or {@code anyOf}, by name or number
 * @param wrong the malformed part; the request is then refused
 */
public record Preference(
        Optional<Integer> code,
        Optional<String> example,
        Optional<Boolean> dynamic,
        Optional<String> seed,
        Optional<Fixture.Delay> delay,
        Optional<Boolean> validate,
        Optional<Auth> auth,
        Optional<String> branch,
        Optional<Malformed> wrong) {

    /**
     * A preference that cannot be read.
     *
     * @param given its value as JSON; {@code true} stands for none
     * @param expected what it must be, in words
     */
    public record Malformed(String name, String given, String expected) {

        public Response refused(Refusals refusals) {
            return refusals.wrongPreference(name, given, expected);
        }
    }

    private static final List<String> NAMES =
            List.of("code", "example", "dynamic", "seed", "delay", "validate", "auth", "oneOf");

    /** The maximum delay that a client may request. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Pattern STATUS = Pattern.compile("[1-9][0-9]{2}");

    /** Of a client that asks for nothing. */
    private static final Preference NONE = of(Map.of());

    public static Preference of(Request request) {
        var sent = request.headers().elements("Prefer");
        if (sent.isEmpty() && !request.query().contains("__")) {
            return NONE;
        }
        return of(sent.isEmpty() ? query(request.query()) : header(sent));
    }

    private static Preference of(Map<String, List<String>> values) {
        return new Preference(
                first(values, "code")
                        .filter(text -> STATUS.matcher(text).matches())
                        .map(Integer::valueOf),
                first(values, "example").filter(text -> !text.isEmpty()),
                first(values, "dynamic").map("true"::equals),
                first(values, "seed").filter(text -> !text.isEmpty()),
                first(values, "delay").flatMap(Preference::delay),
                first(values, "validate").map("true"::equals),
                first(values, "auth").flatMap(Preference::auth),
                first(values, "oneOf").filter(text -> !text.isEmpty()),
                wrong(values));
    }

    /** This preference for another status and example. */
    public Preference asking(OptionalInt status, Optional<String> name) {
        var asked = status.isPresent() ? Optional.of(status.getAsInt()) : Optional.<Integer>empty();
        return new Preference(asked, name, dynamic, seed, delay, validate, auth, branch, wrong);
    }

    /** This preference, with the delay and the checks that an override sets. */
    public Preference under(StagedAnswer override) {
        return new Preference(
                code,
                example,
                dynamic,
                seed,
                override.delay().or(() -> delay),
                override.validation() ? validate : Optional.of(false),
                override.auth() ? auth : Optional.of(Auth.OFF),
                branch,
                wrong);
    }

    private static Optional<Malformed> wrong(Map<String, List<String>> values) {
        return NAMES.stream()
                .flatMap(name -> notOneText(name, values.getOrDefault(name, List.of())).stream())
                .findFirst()
                .or(() -> undecoded(values));
    }

    private static Optional<Malformed> undecoded(Map<String, List<String>> values) {
        String time = "a time such as 200ms or 100ms..2s, at most 5m";
        return Stream.of(
                        undecoded(values, "code", text -> STATUS.matcher(text).matches(), "a number"),
                        undecoded(values, "dynamic", Preference::isBoolean, "a boolean"),
                        undecoded(values, "delay", text -> delay(text).isPresent(), time),
                        undecoded(values, "validate", Preference::isBoolean, "a boolean"),
                        undecoded(values, "auth", text -> auth(text).isPresent(), "presence, jwt or off"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Malformed> notOneText(String name, List<String> given) {
        if (given.contains(NO_VALUE)) {
            return Optional.of(new Malformed(name, "true", "string"));
        }
        if (given.size() < 2) {
            return Optional.empty();
        }
        var list = JsonNodeFactory.instance.arrayNode();
        given.forEach(list::add);
        return Optional.of(new Malformed(name, list.toString(), "string"));
    }

    private static Optional<Malformed> undecoded(
            Map<String, List<String>> values, String name, Predicate<String> isRight, String expected) {
        return first(values, name)
                .filter(isRight.negate())
                .map(text -> new Malformed(name, "\"" + text + "\"", expected));
    }

    private static boolean isBoolean(String text) {
        return text.equals("true") || text.equals("false");
    }

    private static Optional<Fixture.Delay> delay(String text) {
        return Durations.parseDelay(text).filter(delay -> delay.most().compareTo(LONGEST) <= 0);
    }

    private static Optional<Auth> auth(String text) {
        return Stream.of(Auth.values())
                .filter(mode -> mode.name().equalsIgnoreCase(text))
                .findFirst();
    }

    /** The value of a preference without a value. */
    private static final String NO_VALUE = "\u0000";

    /** Names of preferences are compared ignoring case. */
    private static final String ONE_OF = "oneof";

    private static Map<String, List<String>> header(List<String> preferences) {
        var values = new LinkedHashMap<String, List<String>>();
        for (String preference : preferences) {
            String first = MediaType.split(preference, ';').get(0).strip();
            int equals = first.indexOf('=');
            String name =
                    (equals < 0 ? first : first.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
            String value =
                    equals < 0 ? NO_VALUE : unquoted(first.substring(equals + 1).strip());
            values.putIfAbsent(name.equals(ONE_OF) ? "oneOf" : name, List.of(value));
        }
        return values;
    }

    private static Map<String, List<String>> query(String query) {
        var values = new LinkedHashMap<String, List<String>>();
        if (query.contains("__")) {
            var pairs = Pairs.ofQuery(query);
            NAMES.forEach(name -> {
                var given = pairs.decodedValues("__" + name);
                if (!given.isEmpty()) {
                    values.put(name, given);
                }
            });
        }
        return values;
    }

    private static Optional<String> first(Map<String, List<String>> values, String name) {
        return values.getOrDefault(name, List.of()).stream().findFirst();
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return PercentEncoding.decoded(quoted ? value.substring(1, value.length() - 1) : value);
    }
}
