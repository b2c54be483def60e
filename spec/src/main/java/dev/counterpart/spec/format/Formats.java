package dev.counterpart.spec.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The formats of JSON Schema and OpenAPI that are asserted. Each applies to one JSON type and accepts all others.
 *
 * @see <a href="https://json-schema.org/draft/2020-12/json-schema-validation#section-7.3">JSON Schema 2020-12 Validation, §7.3</a>
 * @see <a href="https://spec.openapis.org/registry/format/">OpenAPI Format Registry</a>
 */
public final class Formats {

    private static final BigDecimal FLOAT_MAX = new BigDecimal(Float.MAX_VALUE);
    private static final BigDecimal DOUBLE_MAX = new BigDecimal(Double.MAX_VALUE);

    private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");
    private static final Pattern TIME =
            Pattern.compile("([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.[0-9]+)?(?:[zZ]|([+-])([0-9]{2}):([0-9]{2}))");
    private static final Pattern DURATION = Pattern.compile("P(?:[0-9]+W"
            + "|(?=[0-9T])(?:[0-9]+Y(?:[0-9]+M(?:[0-9]+D)?)?|[0-9]+M(?:[0-9]+D)?|[0-9]+D)?"
            + "(?:T(?=[0-9])(?:[0-9]+H(?:[0-9]+M(?:[0-9]+S)?)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S))?)");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern BASE64 =
            Pattern.compile("(?:[A-Za-z0-9+/]{4})*+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?");
    private static final Pattern JSON_POINTER = Pattern.compile("(?:/(?:[^~/]|~[01])*+)*+", Pattern.DOTALL);
    private static final Pattern RELATIVE_JSON_POINTER =
            Pattern.compile("(?:0|[1-9][0-9]*)(?:#|(?:/(?:[^~/]|~[01])*+)*+)", Pattern.DOTALL);

    private static final Map<String, Predicate<JsonNode>> BY_NAME = Map.ofEntries(
            text("date", Formats::isDate),
            text("time", Formats::isTime),
            text("date-time", Formats::isDateTime),
            text("duration", text -> DURATION.matcher(text).matches()),
            text("email", Hosts::isEmail),
            text("idn-email", Hosts::isInternationalEmail),
            text("hostname", Hosts::isHostname),
            text("idn-hostname", Hosts::isInternationalHostname),
            text("ipv4", Hosts::isIpv4),
            text("ipv6", Hosts::isIpv6),
            text("uri", Uris::isUri),
            text("uri-reference", Uris::isUriReference),
            text("iri", Uris::isIri),
            text("iri-reference", Uris::isIriReference),
            text("uri-template", Uris::isTemplate),
            text("uuid", text -> UUID.matcher(text).matches()),
            text("json-pointer", text -> JSON_POINTER.matcher(text).matches()),
            text(
                    "relative-json-pointer",
                    text -> RELATIVE_JSON_POINTER.matcher(text).matches()),
            text("regex", text -> EcmaPattern.compile(text).isPresent()),
            text("byte", text -> BASE64.matcher(text).matches()),
            number("int8", value -> fitsBits(value, 7)),
            number("int16", value -> fitsBits(value, 15)),
            number("int32", value -> fitsBits(value, 31)),
            number("int64", value -> fitsBits(value, 63)),
            number("uint8", value -> isNatural(value, 8)),
            number("uint16", value -> isNatural(value, 16)),
            number("uint32", value -> isNatural(value, 32)),
            number("uint64", value -> isNatural(value, 64)),
            number("float", value -> Numbers.exact(value).abs().compareTo(FLOAT_MAX) <= 0),
            number("double", value -> Numbers.exact(value).abs().compareTo(DOUBLE_MAX) <= 0));

    private Formats() {}

    /** The format with that name; empty if it is not asserted. */
    public static Optional<Predicate<JsonNode>> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static Map.Entry<String, Predicate<JsonNode>> text(String name, Predicate<String> format) {
        return Map.entry(name, value -> !value.isString() || format.test(value.stringValue()));
    }

    private static Map.Entry<String, Predicate<JsonNode>> number(String name, Predicate<JsonNode> format) {
        return Map.entry(name, value -> !Numbers.isFinite(value) || format.test(value));
    }

    private static boolean fitsBits(JsonNode value, int bits) {
        if (!Numbers.isInteger(value)) {
            return false;
        }
        var exact = Numbers.exact(value);
        if (exact.signum() == 0) {
            return true;
        }
        boolean short_ = exact.precision() - (long) exact.scale() <= 20;
        return short_ && fits(exact.toBigIntegerExact(), bits);
    }

    private static boolean isNatural(JsonNode value, int bits) {
        return fitsBits(value, bits) && Numbers.exact(value).signum() >= 0;
    }

    private static boolean fits(BigInteger value, int bits) {
        return value.bitLength() <= bits;
    }

    private static boolean isDate(String text) {
        var parts = DATE.matcher(text);
        return parts.matches() && isDay(parts);
    }

    private static boolean isDay(Matcher parts) {
        try {
            LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3));
            return true;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static boolean isDateTime(String text) {
        return text.length() > 11
                && (text.charAt(10) == 'T' || text.charAt(10) == 't')
                && isDate(text.substring(0, 10))
                && isTime(text.substring(11));
    }

    /** RFC 3339 §5.6. A leap second is valid only if it is 23:59:60 in UTC. */
    private static boolean isTime(String text) {
        var parts = TIME.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        int hour = number(parts, 1);
        int minute = number(parts, 2);
        int second = number(parts, 3);
        int offset = 0;
        if (parts.group(4) != null) {
            if (number(parts, 5) > 23 || number(parts, 6) > 59) {
                return false;
            }
            offset = number(parts, 5) * 60 + number(parts, 6);
            offset = parts.group(4).equals("-") ? -offset : offset;
        }
        int utc = Math.floorMod(hour * 60 + minute - offset, 24 * 60);
        return hour <= 23 && minute <= 59 && (second <= 59 || (second == 60 && utc == 23 * 60 + 59));
    }
}
