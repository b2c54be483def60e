package dev.counterpart.maven;

import dev.counterpart.mock.cli.Main;
import java.io.File;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Validates fixtures against their contract; fails the build if one is invalid. */
@Mojo(name = "verify-fixtures", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class VerifyFixturesGoal extends AbstractMojo {

    /** The document: a path or an http(s) URL. */
    @Parameter(required = true, property = "counterpart.document")
    private String document = "";

    /** The folder of fixtures. */
    @Parameter(defaultValue = "${project.basedir}/fixtures")
    private File fixtures = new File("fixtures");

    @Parameter(defaultValue = "${project.basedir}", readonly = true)
    private File folder = new File(".");

    @Override
    public void execute() throws MojoFailureException {
        int code = Main.line()
                .execute(
                        "fixtures",
                        "verify",
                        new ProjectFolder(folder).document(document),
                        "--fixtures",
                        fixtures.getPath());
        if (code != 0) {
            throw new MojoFailureException("The fixtures in " + fixtures + " are invalid: see above");
        }
    }
}
