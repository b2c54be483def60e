package dev.counterpart.spec;

import dev.counterpart.architecture.ModuleRules;

/** The rules of the architecture, for this module. */
class ArchitectureTest extends ModuleRules {

    ArchitectureTest() {
        super("spec", 150);
    }
}
