package dev.counterpart.mock.dialect.prism;

import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.mock.access.SchemeCheck;
import dev.counterpart.mock.dialect.Cors;
import dev.counterpart.mock.dialect.Dialect;
import dev.counterpart.mock.dialect.Refusals;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.schema.SchemaValidator;

/** Prism's behaviour, where it differs from Counterpart's own; docs/prism.md lists the differences that remain. */
public final class PrismDialect {

    private PrismDialect() {}

    public static Dialect of(Contract contract, SchemaValidator schemas, ValidValues values, SchemeCheck check) {
        var refusals = new Refusals(new PrismWords());
        return new Dialect(
                new PrismValidation(contract, schemas, new PrismAuthoriser(contract, check)),
                new PrismNegotiation(),
                new PrismSerialisation(contract.documents(), values, refusals),
                new PrismHeaderRules(),
                refusals,
                new Cors(new PrismCorsRules()));
    }
}
