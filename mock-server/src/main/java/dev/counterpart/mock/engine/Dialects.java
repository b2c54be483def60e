package dev.counterpart.mock.engine;

import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.mock.access.SchemeCheck;
import dev.counterpart.mock.dialect.Dialect;
import dev.counterpart.mock.dialect.NativeDialect;
import dev.counterpart.mock.dialect.prism.PrismDialect;
import dev.counterpart.mock.settings.MockOptions.Compat;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.schema.SchemaValidator;
import java.time.InstantSource;

/** The dialect that the option {@code --compat} names. */
final class Dialects {

    private Dialects() {}

    static Dialect of(
            Compat compat, Contract contract, SchemaValidator schemas, ValidValues values, InstantSource clock) {
        var check = new SchemeCheck(clock);
        return switch (compat) {
            case NONE -> NativeDialect.of(contract, schemas, values, check);
            case PRISM -> PrismDialect.of(contract, schemas, values, check);
        };
    }
}
