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
public final class PrismDialect implements Dialect {

    private final Refusals refusals = new Refusals(new PrismWords());
    private final Negotiation negotiation = new PrismNegotiation();
    private final HeaderRules headers = new PrismHeaderRules();
    private final Cors cors = new Cors(new PrismCorsRules());
    private final Validation validation;
    private final Serialisation serialisation;

    public PrismDialect(Contract contract, SchemaValidator schemas, ValidValues values, SchemeCheck check) {
        this.validation = new PrismValidation(contract, schemas, new PrismAuthoriser(contract, check));
        this.serialisation = new PrismSerialisation(contract.documents(), values, refusals);
    }

    @Override
    public Validation validation() {
        return validation;
    }

    @Override
    public Negotiation negotiation() {
        return negotiation;
    }

    @Override
    public Serialisation serialisation() {
        return serialisation;
    }

    @Override
    public HeaderRules headers() {
        return headers;
    }

    @Override
    public Refusals refusals() {
        return refusals;
    }

    @Override
    public Cors cors() {
        return cors;
    }
}
