/** The commands about files: fixtures, exports and imports. They must not know servers of ours. */
@NullMarked
package dev.counterpart.mock.cli.files;

import org.jspecify.annotations.NullMarked;
