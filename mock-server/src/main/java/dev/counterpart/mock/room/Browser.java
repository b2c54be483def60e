package dev.counterpart.mock.room;

import java.awt.Desktop;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Opens a page in the browser of the user. */
public final class Browser {

    /** How long the command that opens the browser may take to fail, in seconds. */
    private static final int PATIENCE = 2;

    private Browser() {}

    /** Opens the page; the reason if that failed. */
    public static Optional<String> open(URI page) {
        return byDesktop(page) ? Optional.empty() : byCommand(page);
    }

    /** A runtime may lack java.desktop, and a machine may lack a screen. */
    private static boolean byDesktop(URI page) {
        try {
            if (Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
                Desktop.getDesktop().browse(page);
                return true;
            }
            return false;
        } catch (IOException | LinkageError | UnsupportedOperationException unopened) {
            return false;
        }
    }

    /** The command of the operating system that opens a page. */
    static List<String> command(String system) {
        if (system.startsWith("Windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler");
        }
        return List.of(system.startsWith("Mac") ? "open" : "xdg-open");
    }

    private static Optional<String> byCommand(URI page) {
        var command = new ArrayList<>(command(System.getProperty("os.name")));
        String name = command.get(0);
        command.add(page.toString());
        try {
            var opening = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean isEnded = opening.waitFor(PATIENCE, TimeUnit.SECONDS);
            return isEnded && opening.exitValue() != 0
                    ? Optional.of(name + " ended with " + opening.exitValue())
                    : Optional.empty();
        } catch (IOException absent) {
            return Optional.of("there is neither a desktop nor the command " + name);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.of("it was interrupted");
        }
    }
}
