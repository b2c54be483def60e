package dev.counterpart.maven;

import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Fails the build if the gate has failed. */
@Mojo(name = "verify", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class VerifyGoal extends AbstractMojo {

    @Override
    public void execute() throws MojoFailureException {
        String failure = Running.of(this).failure();
        if (!failure.isEmpty()) {
            throw new MojoFailureException(failure);
        }
    }
}
