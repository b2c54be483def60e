package dev.counterpart.verify.strength;

import dev.counterpart.spec.document.Place;

/**
 * An incorrect answer, and whether the document rejects it.
 *
 * @param keyword that would reject it, as in {@link dev.counterpart.fixtures.generate.Mutants.Mutant}
 * @param required whether {@code keyword} is the name of a property that is not required
 */
record Mutation(Place place, String keyword, boolean required, String description, boolean refused) {}
