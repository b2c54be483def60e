/**
 * The interface for coding agents: tools and resources of the Model Context Protocol (MCP 2025-11-25), by the official Java SDK. Most tools are
 * operations of the admin API: what they take is read from its document, and what they do is its answer. Must not know how the admin API does it.
 */
@NullMarked
package dev.counterpart.cli.mcp;

import org.jspecify.annotations.NullMarked;
