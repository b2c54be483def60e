/**
 * The state of a running mock in a database: in a file, or in PostgreSQL, which several mocks can share. Must not know what the entries
 * mean.
 */
@NullMarked
package dev.counterpart.mock.database;

import org.jspecify.annotations.NullMarked;
