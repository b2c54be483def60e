/**
 * Operation and values to request: parameters, body and credentials, each written as the document declares it. Must not know
 * cases or expectations.
 */
@NullMarked
package dev.counterpart.verify.request;

import org.jspecify.annotations.NullMarked;
