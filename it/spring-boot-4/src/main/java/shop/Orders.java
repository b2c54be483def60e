package shop;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class Orders {

    record Order(int id, String item) {}

    @GetMapping(path = "/orders/{id}", produces = "application/json")
    ResponseEntity<Order> order(@PathVariable("id") String id) {
        if (!id.matches("[1-9][0-9]?")) {
            return ResponseEntity.badRequest().build();
        }
        return id.equals("7") ? ResponseEntity.ok(new Order(7, "lamp")) : ResponseEntity.notFound().build();
    }
}
