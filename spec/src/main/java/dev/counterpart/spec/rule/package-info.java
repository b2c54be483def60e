/** What can be wrong, as rules, and where it is wrong, as violations. Must not know the contract. */
@NullMarked
package dev.counterpart.spec.rule;

import org.jspecify.annotations.NullMarked;
