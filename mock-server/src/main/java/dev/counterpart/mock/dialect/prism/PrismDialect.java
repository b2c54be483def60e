package dev.counterpart.mock.dialect.prism;

import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.mock.access.SchemeCheck;
import dev.counterpart.mock.dialect.Cors;
import dev.counterpart.mock.dialect.Dialect;
import dev.counterpart.mock.dialect.HeaderRules;
import dev.counterpart.mock.dialect.Negotiation;
import dev.counterpart.mock.dialect.Refusals;
import dev.counterpart.mock.dialect.Serialisation;
import dev.counterpart.mock.dialect.Validation;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.schema.SchemaValidator;

/** Prism's behaviour, where it differs from Counterpart's own; docs/prism.md lists the differences that remain. */
public record PrismDialect(
        Validation validation,
        Negotiation negotiation,
        Serialisation serialisation,
        HeaderRules headers,
        Refusals refusals,
        Cors cors)
        implements Dialect {

    public static Dialect of(Contract contract, SchemaValidator schemas, ValidValues values, SchemeCheck check) {
        var refusals = new Refusals(new PrismWords());
        return new PrismDialect(
                new PrismValidation(contract, schemas, new PrismAuthoriser(contract, check)),
                new PrismNegotiation(),
                new PrismSerialisation(contract.documents(), values, refusals),
                new PrismHeaderRules(),
                refusals,
                new Cors(new PrismCorsRules()));
    }
}
