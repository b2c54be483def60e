package dev.counterpart.maven;

import java.io.File;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;

/** A goal that belongs to the integration tests of a project, and is skipped with them. */
abstract class IntegrationGoal extends AbstractMojo {

    @Parameter(defaultValue = "${project.basedir}", readonly = true)
    private File folder = new File(".");

    @Parameter(defaultValue = "${skipITs}")
    private boolean skip;

    @Override
    public final void execute() throws MojoExecutionException {
        if (skip) {
            getLog().info("skipped, because skipITs is set");
        } else {
            run();
        }
    }

    abstract void run() throws MojoExecutionException;

    /** The folder of the project. */
    final ProjectFolder project() {
        return new ProjectFolder(folder);
    }
}
