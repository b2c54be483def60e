/** HTTP messages as values, without any server or client behind them. Knows nothing of OpenAPI. */
@NullMarked
package dev.counterpart.spec.http;

import org.jspecify.annotations.NullMarked;
