/** Chromium for the tests of pages. Every module that has pages compiles this source into its tests. */
@org.jspecify.annotations.NullMarked
package dev.counterpart.browser;
