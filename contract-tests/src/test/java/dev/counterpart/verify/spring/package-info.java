/** The filters of Spring's clients. Must not know how answers are validated. */
@NullMarked
package dev.counterpart.verify.spring;

import org.jspecify.annotations.NullMarked;
