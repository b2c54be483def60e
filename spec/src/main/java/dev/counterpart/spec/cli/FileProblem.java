package dev.counterpart.spec.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file or folder could not be used. The JDK's messages of the usual causes are only the path. */
public final class FileProblem {

    private FileProblem() {}

    /** The cause in words. */
    public static String of(IOException failed) {
        if (failed instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        if (failed instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (failed instanceof NotDirectoryException file) {
            return file.getFile() + " is not a folder";
        }
        return failed instanceof FileSystemException other && other.getReason() != null
                ? other.getFile() + ": " + other.getReason()
                : String.valueOf(failed.getMessage());
    }
}
