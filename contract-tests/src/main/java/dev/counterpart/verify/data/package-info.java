/** What the user says about the provider in the data file: credentials, and which request provokes which status. Knows nothing of requests, cases and what is sent. */
@NullMarked
package dev.counterpart.verify.data;

import org.jspecify.annotations.NullMarked;
