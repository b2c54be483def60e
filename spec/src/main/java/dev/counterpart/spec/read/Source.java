package dev.counterpart.spec.read;

import dev.counterpart.spec.Similarity;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.tree.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Reads the bytes of a file from the disk or an http(s) URL. */
final class Source {

    private static final Pattern QUERY = Pattern.compile("[?#].*");

    private Source() {}

    static boolean isRemote(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    /** The URI for user input: a URL, a file: URI, or a path. */
    static URI uri(String named) throws Unreadable {
        try {
            if (isRemote(named) || named.startsWith("file:")) {
                return new URI(named.replace(" ", "%20")).normalize();
            }
            return Path.of(named).toAbsolutePath().normalize().toUri();
        } catch (java.net.URISyntaxException | InvalidPathException noName) {
            throw new Unreadable(DocumentRules.MISSING, 0, "a path or a URL", "\"" + named + "\"");
        }
    }

    static byte[] bytes(URI uri, int maxBytes, Duration timeout) throws Unreadable {
        return isRemote(uri.toString()) ? fetched(uri, maxBytes, timeout) : read(path(uri), maxBytes);
    }

    /** The path of a {@code file:} URI. Such URIs have no query (RFC 8089 §2), so one that is written names no other file. */
    static Path path(URI uri) throws Unreadable {
        try {
            return Path.of(URI.create(QUERY.matcher(uri.toString()).replaceFirst("")));
        } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException noFile) {
            throw new Unreadable(DocumentRules.MISSING, 0, "a path or an http(s) URL", uri.toString());
        }
    }

    private static byte[] read(Path path, int maxBytes) throws Unreadable {
        if (Files.isDirectory(path)) {
            throw new Unreadable(DocumentRules.UNREADABLE, 0, "a file", "a folder");
        }
        try {
            return isWithin(path, maxBytes) ? within(Files.readAllBytes(path), maxBytes) : streamed(path, maxBytes);
        } catch (NoSuchFileException missing) {
            String nearest = nearest(path)
                    .map(name -> "; the nearest name there is " + name)
                    .orElse("");
            throw new Unreadable(DocumentRules.MISSING, 0, "a file " + path.getFileName(), "no such file" + nearest);
        } catch (AccessDeniedException denied) {
            throw new Unreadable(DocumentRules.UNREADABLE, 0, "a readable file", "permission denied");
        } catch (IOException broken) {
            throw new Unreadable(DocumentRules.UNREADABLE, 0, "a readable file", broken.toString());
        }
    }

    /** Whether that file can be read at once, which is several times as fast. A pipe has no size. */
    private static boolean isWithin(Path path, int maxBytes) throws IOException {
        return Files.isRegularFile(path) && Files.size(path) <= maxBytes;
    }

    private static byte[] streamed(Path path, int maxBytes) throws IOException, Unreadable {
        try (var stream = Files.newInputStream(path)) {
            return within(oneMoreThan(maxBytes, stream), maxBytes);
        }
    }

    private static byte[] oneMoreThan(int maxBytes, InputStream stream) throws IOException {
        return stream.readNBytes(maxBytes == Integer.MAX_VALUE ? maxBytes : maxBytes + 1);
    }

    private static byte[] within(byte[] bytes, int maxBytes) throws Unreadable {
        if (bytes.length > maxBytes) {
            throw new Unreadable(DocumentRules.LIMIT, 0, "at most " + maxBytes + " bytes in all files", "more");
        }
        return bytes;
    }

    /** The most similar name in the folder of {@code path}, or of the folder itself. */
    private static Optional<String> nearest(Path path) {
        String wanted = String.valueOf(path.getFileName());
        var folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var names = Files.list(folder)) {
            return names.limit(10_000)
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> Similarity.distance(name, wanted) <= Math.max(2, wanted.length() / 3))
                    .min(Comparator.<String>comparingInt(name -> Similarity.distance(name, wanted))
                            .thenComparing(Comparator.naturalOrder()));
        } catch (IOException unlisted) {
            return Optional.empty();
        }
    }

    private static byte[] fetched(URI uri, int maxBytes, Duration timeout) throws Unreadable {
        try {
            return download(uri, maxBytes, timeout);
        } catch (IllegalArgumentException noUrl) {
            throw new Unreadable(DocumentRules.MISSING, 0, "an http(s) URL", uri.toString());
        } catch (java.net.http.HttpTimeoutException | TimeoutException slow) {
            throw new Unreadable(
                    DocumentRules.UNREADABLE, 0, "an answer within " + timeout.toMillis() + " ms", "none in time");
        } catch (IOException broken) {
            throw new Unreadable(DocumentRules.UNREADABLE, 0, "an answer of the server", reason(broken));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unreadable(DocumentRules.UNREADABLE, 0, "an answer of the server", "we were interrupted");
        }
    }

    private static byte[] download(URI uri, int maxBytes, Duration timeout)
            throws Unreadable, IOException, InterruptedException, TimeoutException {
        long end = System.nanoTime() + timeout.toNanos();
        var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(timeout)
                .build();
        var request = HttpRequest.newBuilder(uri)
                .header("Accept", "application/yaml, application/json, */*;q=0.5")
                .timeout(timeout)
                .build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (var body = response.body()) {
            checkStatus(response.statusCode());
            return within(end - System.nanoTime(), body, maxBytes);
        }
    }

    /** The client gives no words of its own where no connection is made. */
    private static String reason(IOException broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return "an unknown host";
            }
        }
        if (broken instanceof ConnectException) {
            return "a refused connection";
        }
        return broken.getMessage() == null ? "a failed connection" : broken.getMessage();
    }

    private static void checkStatus(int status) throws Unreadable {
        if (status == 404 || status == 410) {
            throw new Unreadable(DocumentRules.MISSING, 0, "a document at that URL", "status " + status);
        }
        if (status / 100 != 2) {
            throw new Unreadable(DocumentRules.UNREADABLE, 0, "status 200", "status " + status);
        }
    }

    /** All bytes of {@code body}, within the time limit. */
    private static byte[] within(long nanos, InputStream body, int maxBytes)
            throws Unreadable, IOException, InterruptedException, TimeoutException {
        var reading = CompletableFuture.supplyAsync(() -> {
            try {
                return oneMoreThan(maxBytes, body);
            } catch (IOException broken) {
                throw new java.io.UncheckedIOException(broken);
            }
        });
        try {
            return within(reading.get(Math.max(1, nanos), TimeUnit.NANOSECONDS), maxBytes);
        } catch (ExecutionException broken) {
            throw new IOException(broken.getCause() == null ? broken : broken.getCause());
        }
    }
}
