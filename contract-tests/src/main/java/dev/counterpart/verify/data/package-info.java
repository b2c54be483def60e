/**
 * What the user states about the provider in the data file: credentials, and which request provokes which status. Must not know
 * requests and cases.
 */
@NullMarked
package dev.counterpart.verify.data;

import org.jspecify.annotations.NullMarked;
