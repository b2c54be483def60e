package dev.counterpart.maven;

import java.io.File;

/** The folder of a project, to which relative paths in its POM refer, wherever Maven was started. */
record ProjectFolder(File folder) {

    /** The document as a command takes it: URLs and absolute paths unchanged. */
    String document(String pathOrUrl) {
        boolean isUrl = pathOrUrl.matches("(?i)https?://.*");
        return isUrl || new File(pathOrUrl).isAbsolute() ? pathOrUrl : new File(folder, pathOrUrl).getPath();
    }
}
