package dev.counterpart.maven;

import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Ends what {@code mock} and {@code start} have started. */
@Mojo(name = "stop", defaultPhase = LifecyclePhase.POST_INTEGRATION_TEST, threadSafe = true)
public final class StopGoal extends AbstractMojo {

    @Override
    public void execute() {
        Running.of(this).stop();
    }
}
