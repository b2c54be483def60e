package dev.counterpart.verify.workflow;

import dev.counterpart.verify.pass.Session;

/**
 * Who answers the requests of a step.
 *
 * @param url before the targets of its requests
 */
public record Provider(Session session, String url) {}
