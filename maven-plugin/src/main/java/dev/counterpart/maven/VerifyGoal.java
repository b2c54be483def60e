package dev.counterpart.maven;

import java.util.Map;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Fails the build if the gate has failed. */
@Mojo(name = "verify", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class VerifyGoal extends AbstractMojo {

    @Override
    @SuppressWarnings("unchecked")
    public void execute() throws MojoFailureException {
        String failure = new Running((Map<Object, Object>) getPluginContext()).failure();
        if (!failure.isEmpty()) {
            throw new MojoFailureException(failure);
        }
    }
}
