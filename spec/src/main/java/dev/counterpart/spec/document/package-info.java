/** The files of one OpenAPI document, and the place of each of their nodes. Must not know what the nodes mean. */
@NullMarked
package dev.counterpart.spec.document;

import org.jspecify.annotations.NullMarked;
