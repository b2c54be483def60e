package tasks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/** What the app asks the service of tasks. */
public final class TaskClient {

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI url;

    public TaskClient(URI url) {
        this.url = url;
    }

    /** A task as JSON; empty if the service does not know it. */
    public Optional<String> find(int id) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve("/tasks/" + id)).build();
        var response = client.send(request, BodyHandlers.ofString());
        return switch (response.statusCode()) {
            case 200 -> Optional.of(response.body());
            case 404 -> Optional.empty();
            default -> throw new IOException("status " + response.statusCode());
        };
    }

    /** Creates a task, and returns the status of the answer. */
    public int create(String title, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve("/tasks"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString("{\"title\": \"" + title + "\"}"))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }
}
