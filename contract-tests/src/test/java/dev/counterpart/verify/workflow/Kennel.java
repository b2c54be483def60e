package dev.counterpart.verify.workflow;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** A provider of {@link #CONTRACT} that keeps the pets it is given: right, but for the one habit it has. */
final class Kennel {

    static final String CONTRACT = """
            openapi: 3.1.0
            info: {title: Kennel, version: '1'}
            paths:
              /pets:
                post:
                  operationId: addPet
                  parameters: [{name: X-Tenant, in: header, schema: {type: string}}]
                  requestBody:
                    content:
                      application/json: {schema: {type: object}}
                      application/x-www-form-urlencoded: {schema: {type: object}}
                      text/plain: {schema: {type: string}}
                  responses:
                    '201': {description: added, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
                    '400': {description: refused}
              /pets/{petId}:
                parameters: [{name: petId, in: path, required: true, schema: {type: integer}}]
                get:
                  operationId: getPet
                  parameters: [{name: fields, in: query, schema: {type: array, items: {type: string}}, style: form, explode: false}]
                  responses:
                    '200': {description: the pet, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
                    '404': {description: there is none}
                delete:
                  operationId: deletePet
                  responses: {'204': {description: deleted}, '404': {description: there is none}}
              /jobs:
                get:
                  operationId: getJob
                  responses:
                    '200': {description: the job, content: {application/json: {schema: {type: object}}}}
                    '503': {description: later}
              /login:
                post:
                  operationId: login
                  responses:
                    '200': {description: a token, content: {application/json: {schema: {type: object}}}}
            components:
              schemas:
                Pet: {type: object, required: [id, name], properties: {id: {type: integer}, name: {type: string}}}
            """;

    static final Duration SLOW = Duration.ofSeconds(12);

    private final String habit;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<Integer, String> pets = new ConcurrentSkipListMap<>();
    private final AtomicInteger jobs = new AtomicInteger();

    Kennel(String habit) {
        this.habit = habit;
    }

    /** What was asked: method, target, and body in short. */
    List<String> asked() {
        var asked = new ArrayList<String>();
        requests.forEach(each -> asked.add((each.method() + " " + each.target() + " " + text(each)).strip()));
        return asked;
    }

    List<Request> requests() {
        return requests;
    }

    private static String text(Request request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    Response to(Request request) {
        requests.add(request);
        return switch (request.path()) {
            case "/pets" -> added(Json.read(text(request).startsWith("{") ? text(request) : "{}"));
            case "/jobs" -> habit.equals("slow at first") ? slowJob() : job();
            case "/login" ->
                Response.of(200, "application/json", "{\"token\": \"a-long-secret-token\"}")
                        .with("Cache-Control", "no-store");
            default -> pet(request.method(), Integer.parseInt(request.path().substring("/pets/".length())));
        };
    }

    private Response added(JsonNode body) {
        int id = pets.size() + 1;
        pets.put(id, body.path("name").asString("none"));
        int status = habit.equals("answers 200 to POST") ? 200 : 201;
        return habit.equals("adds without id")
                ? Response.of(status, "application/json", "{\"name\": \"x\"}")
                : Response.of(status, "application/json", text(id));
    }

    private String text(int id) {
        return "{\"id\": " + id + ", \"name\": \"" + pets.get(id) + "\"}";
    }

    private Response pet(String method, int id) {
        if (!pets.containsKey(id) || habit.equals("forgets")) {
            return Response.of(404, "text/plain", "");
        }
        if (method.equals("DELETE")) {
            pets.remove(id);
            return Response.of(204, "text/plain", "");
        }
        return Response.of(
                200, "application/json", habit.equals("answers an invalid pet") ? "{\"id\": \"1\"}" : text(id));
    }

    /** Done, but the first two answers take longer than the tests wait. */
    private Response slowJob() {
        if (jobs.incrementAndGet() < 3) {
            LockSupport.parkNanos(SLOW.toNanos());
        }
        return Response.of(200, "application/json", "{\"state\": \"done\"}");
    }

    /** Busy for two requests, then pending for one. */
    private Response job() {
        int count = jobs.incrementAndGet();
        if (count < 3) {
            return Response.of(503, "text/plain", "").with("Retry-After", "0");
        }
        return Response.of(200, "application/json", count == 3 ? "{\"state\": \"pending\"}" : "{\"state\": \"done\"}");
    }
}
