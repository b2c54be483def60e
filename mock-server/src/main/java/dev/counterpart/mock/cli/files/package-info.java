/** The commands about files: fixtures, exports and imports. They know nothing of servers of ours. */
@NullMarked
package dev.counterpart.mock.cli.files;

import org.jspecify.annotations.NullMarked;
