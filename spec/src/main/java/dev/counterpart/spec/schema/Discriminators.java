package dev.counterpart.spec.schema;

/** What discriminators are used for. */
enum Discriminators {
    IGNORED,
    /** They select the branch whose errors are reported, and never change the outcome (OpenAPI 3.1.1, Discriminator Object). */
    SELECT_ERRORS,
    /** A value must also match the schema that it names: for values that are generated. */
    DECIDE
}
