package dev.counterpart.mock.dialect;

import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.mock.access.SchemeCheck;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.schema.SchemaValidator;

/** Counterpart's own behaviour. */
public final class NativeDialect {

    private NativeDialect() {}

    public static Dialect of(Contract contract, SchemaValidator schemas, ValidValues values, SchemeCheck check) {
        return new Dialect(
                new NativeValidation(contract, schemas, check),
                new NativeNegotiation(),
                new NativeSerialisation(contract, schemas, values),
                new NativeHeaderRules(),
                new Refusals(new NativeWords()),
                new Cors(new NativeCorsRules()));
    }
}
