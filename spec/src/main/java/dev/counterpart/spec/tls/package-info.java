/** PEM files to what a TLS connection needs: trusted certificates, and an identity. Must not know messages or contracts. */
@NullMarked
package dev.counterpart.spec.tls;

import org.jspecify.annotations.NullMarked;
