package dev.counterpart.mock.dialect;

import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.mock.access.SchemeCheck;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.schema.SchemaValidator;

/** Counterpart's own behaviour. */
public record NativeDialect(
        Validation validation,
        Negotiation negotiation,
        Serialisation serialisation,
        HeaderRules headers,
        Refusals refusals,
        Cors cors)
        implements Dialect {

    public static Dialect of(Contract contract, SchemaValidator schemas, ValidValues values, SchemeCheck check) {
        return new NativeDialect(
                new NativeValidation(contract, schemas, check),
                new NativeNegotiation(),
                new NativeSerialisation(values),
                new NativeHeaderRules(),
                new Refusals(new NativeWords()),
                new Cors(new NativeCorsRules()));
    }
}
