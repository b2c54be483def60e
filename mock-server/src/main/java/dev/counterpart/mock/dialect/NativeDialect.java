package dev.counterpart.mock.dialect;

import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.mock.access.SchemeCheck;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.schema.SchemaValidator;

/** Counterpart's own behaviour. */
public final class NativeDialect implements Dialect {

    private final Refusals refusals = new Refusals(new NativeWords());
    private final Negotiation negotiation = new NativeNegotiation();
    private final HeaderRules headers = new NativeHeaderRules();
    private final Cors cors = new Cors(new NativeCorsRules());
    private final Validation validation;
    private final Serialisation serialisation;

    public NativeDialect(Contract contract, SchemaValidator schemas, ValidValues values, SchemeCheck check) {
        this.validation = new NativeValidation(contract, schemas, check);
        this.serialisation = new NativeSerialisation(values);
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
