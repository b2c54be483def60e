package tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.junit.CounterpartMock;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@CounterpartMock(document = "classpath:openapi.yaml")
class TaskClientTest {

    /** The example of the document. */
    @Test
    void a_task(MockServer mock) throws Exception {
        var client = new TaskClient(mock.url());

        assertEquals(Optional.of("{\"id\":1,\"title\":\"buy bread\",\"done\":false}"), client.find(1));
    }

    @Test
    void a_task_that_does_not_exist(MockServer mock) throws Exception {
        mock.on("getTask").status(404);

        assertEquals(Optional.empty(), new TaskClient(mock.url()).find(7));
    }

    /** A body that violates the document would be refused here. */
    @Test
    void a_task_that_is_done(MockServer mock) throws Exception {
        mock.on("getTask").body(Map.of("id", 7, "title", "call Ann", "done", true));

        assertEquals(true, new TaskClient(mock.url()).find(7).orElseThrow().contains("\"done\":true"));
    }

    @Test
    void an_outage(MockServer mock) {
        mock.on("*").status(503).once();

        assertThrows(IOException.class, () -> new TaskClient(mock.url()).find(1));
    }

    @Test
    void a_task_is_sent_once(MockServer mock) throws Exception {
        assertEquals(201, new TaskClient(mock.url()).create("call Ann", "a-token"));

        mock.verify("createTask").withBody("/title", "call Ann").once();
    }
}
