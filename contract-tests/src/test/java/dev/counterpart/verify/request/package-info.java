/** Tests of the package of the same name. Knows nothing of checks and reports. */
@NullMarked
package dev.counterpart.verify.request;

import org.jspecify.annotations.NullMarked;
