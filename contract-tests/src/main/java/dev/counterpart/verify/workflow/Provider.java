package dev.counterpart.verify.workflow;

import dev.counterpart.verify.pass.PassContext;

/**
 * Who answers the requests of a step.
 *
 * @param url before the targets of its requests
 */
public record Provider(PassContext run, String url) {}
