package shop;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

@Path("/orders/{id}")
public class Orders {

    public record Order(int id, String item) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response order(@PathParam("id") String id) {
        if (!id.matches("[1-9][0-9]?")) {
            return Response.status(400).build();
        }
        return id.equals("7") ? Response.ok(new Order(7, "lamp")).build() : Response.status(404).build();
    }
}
