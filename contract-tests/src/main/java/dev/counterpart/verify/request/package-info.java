/** Operation and values to request: parameters, body and credentials, each written as the document declares it. Knows nothing of cases and of what is expected. */
@NullMarked
package dev.counterpart.verify.request;

import org.jspecify.annotations.NullMarked;
