/** Where an answer comes from: a list of sources, asked the same question in turn. Must not know rendering or servers. */
@NullMarked
package dev.counterpart.mock.source;

import org.jspecify.annotations.NullMarked;
