package dev.counterpart.mock.room;

import java.awt.Desktop;
import java.io.IOException;
import java.net.URI;
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

    private static Optional<String> byCommand(URI page) {
        try {
            var opening = new ProcessBuilder("xdg-open", page.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean isEnded = opening.waitFor(PATIENCE, TimeUnit.SECONDS);
            return isEnded && opening.exitValue() != 0
                    ? Optional.of("xdg-open ended with " + opening.exitValue())
                    : Optional.empty();
        } catch (IOException absent) {
            return Optional.of("there is neither a desktop nor the command xdg-open");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.of("it was interrupted");
        }
    }
}
