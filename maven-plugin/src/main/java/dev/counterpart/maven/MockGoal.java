package dev.counterpart.maven;

import dev.counterpart.mock.MockServer;
import java.io.File;
import java.util.Properties;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Starts a mock, which runs until the goal {@code stop}. Its URL is in the property {@code counterpart.mock.url}. */
@Mojo(name = "mock", defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST, threadSafe = true)
public final class MockGoal extends IntegrationGoal {

    /** The document: a path or an http(s) URL. */
    @Parameter(required = true, property = "counterpart.document")
    private String document = "";

    /** The folder of fixtures; none by default. */
    @Parameter
    private @Nullable File fixtures;

    /** The port; 0 for any free one. */
    @Parameter(defaultValue = "0")
    private int port;

    /** Whether the mock keeps what requests create, change and remove. */
    @Parameter(defaultValue = "false")
    private boolean stateful;

    @Parameter(defaultValue = "${project.properties}", readonly = true)
    private Properties properties = new Properties();

    @Override
    void run() throws MojoExecutionException {
        var builder =
                MockServer.builder().document(project().document(document)).port(port);
        if (fixtures != null) {
            builder.fixtures(fixtures.getPath());
        }
        if (stateful) {
            builder.stateful();
        }
        try {
            var mock = builder.start();
            Running.of(this).add(mock::close);
            properties.setProperty("counterpart.mock.url", mock.url().toString());
            getLog().info("mock of " + document + " at " + mock.url());
        } catch (IllegalStateException | IllegalArgumentException unusable) {
            throw new MojoExecutionException(unusable.getMessage());
        }
    }
}
