package dev.counterpart.maven;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Starts the provider as a process of its own, waits until its port accepts connections, and ends it in the goal {@code stop}. */
@Mojo(name = "start", defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST, threadSafe = true)
public final class StartGoal extends IntegrationGoal {

    private static final int BETWEEN_ATTEMPTS = 100;

    /** The program and its arguments; {@code java} is that of Maven. */
    @Parameter(required = true)
    private List<String> command = List.of();

    /** The provider's URL. */
    @Parameter(required = true, property = "counterpart.url")
    private String url = "";

    /** The longest time until the port accepts connections, in seconds. */
    @Parameter(defaultValue = "60")
    private int timeout;

    /** The file of what the provider prints. */
    @Parameter(defaultValue = "${project.build.directory}/counterpart/provider.log")
    private File log = new File("provider.log");

    @Override
    void run() throws MojoExecutionException {
        if (accepts(URI.create(url))) {
            throw new MojoExecutionException("Another program accepts connections at " + url
                    + " already; end it, or give the provider another port");
        }
        var provider = process();
        Running.of(this).add(() -> end(provider));
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeout);
        while (!accepts(URI.create(url))) {
            if (!provider.isAlive()) {
                throw new MojoExecutionException(
                        "The provider has ended with exit code " + provider.exitValue() + ". It printed to " + log);
            }
            if (System.nanoTime() > end) {
                end(provider);
                throw new MojoExecutionException("The provider does not accept connections at " + url + " after "
                        + timeout + " s. It printed to " + log);
            }
            pause();
        }
        getLog().info("provider at " + url);
    }

    private Process process() throws MojoExecutionException {
        var line = new ArrayList<>(command);
        if (line.get(0).equals("java")) {
            line.set(0, ProcessHandle.current().info().command().orElse("java"));
        }
        try {
            var parent = log.getAbsoluteFile().getParentFile();
            if (!parent.isDirectory() && !parent.mkdirs()) {
                throw new IOException(parent + " cannot be created");
            }
            return new ProcessBuilder(line)
                    .directory(project().folder())
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
        } catch (IOException failed) {
            throw new MojoExecutionException("The provider cannot be started: " + failed.getMessage());
        }
    }

    private static boolean accepts(URI url) {
        int port = url.getPort() > 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), port), BETWEEN_ATTEMPTS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static void end(Process provider) {
        provider.destroy();
        try {
            if (!provider.waitFor(10, TimeUnit.SECONDS)) {
                provider.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            provider.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() throws MojoExecutionException {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("interrupted while the provider was starting");
        }
    }
}
