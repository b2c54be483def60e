package dev.counterpart.spec.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;

/** JSON numbers by exact value: 1, 1.0 and 1e0 are equal. The time is bounded for any exponent. */
public final class Numbers {

    private Numbers() {}

    /** Whether it is a finite number. YAML also has infinities and not-a-number. */
    public static boolean isFinite(JsonNode node) {
        return node.isNumber()
                && (!node.isFloatingPointNumber() || node.isBigDecimal() || Double.isFinite(node.doubleValue()));
    }

    public static boolean isInteger(JsonNode node) {
        return node.isIntegralNumber() || (isFinite(node) && isInteger(exact(node)));
    }

    private static boolean isInteger(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }

    /** The value of a finite number. */
    public static BigDecimal exact(JsonNode node) {
        return node.isFloat() ? new BigDecimal(node.asString()) : node.decimalValue();
    }

    /** The value in a normal form for {@code equals}. */
    static BigDecimal canonical(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    public static boolean isMultiple(BigDecimal number, BigDecimal of) {
        var dividend = canonical(number);
        var divisor = canonical(of);
        if (dividend.signum() == 0) {
            return true;
        }
        long shift = (long) divisor.scale() - dividend.scale();
        var u = dividend.unscaledValue().abs();
        var v = divisor.unscaledValue().abs();
        if (shift >= 0) {
            return u.mod(v)
                            .multiply(BigInteger.TEN.modPow(BigInteger.valueOf(shift), v))
                            .mod(v)
                            .signum()
                    == 0;
        }
        return -shift <= dividend.precision()
                && u.mod(v.multiply(BigInteger.TEN.pow((int) -shift))).signum() == 0;
    }

    public static int compare(JsonNode a, JsonNode b) {
        boolean small = a.canConvertToExactIntegral()
                && b.canConvertToExactIntegral()
                && a.isIntegralNumber()
                && b.isIntegralNumber();
        if (small && a.canConvertToLong() && b.canConvertToLong()) {
            return Long.compare(a.longValue(), b.longValue());
        }
        return exact(a).compareTo(exact(b));
    }
}
