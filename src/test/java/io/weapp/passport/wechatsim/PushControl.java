package io.weapp.passport.wechatsim;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Orders to push. They go out over HTTP, so that nobody may hold the world meanwhile. */
final class PushControl {
    /** As WeChat's pages say of service accounts. */
    private static final int TRIES = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private PushControl() {}

    static JsonObject configure(ControlCall call) {
        PushSettings settings = new PushSettings(
                call.required("url"),
                call.required("token"),
                call.required("aesKey"),
                call.text("mode", "safe"),
                call.text("format", "json"));
        call.world().pushSettings.put(call.app().appId(), settings);
        return Json.createObjectBuilder()
                .add("url", settings.url())
                .add("mode", settings.mode())
                .add("format", settings.format())
                .build();
    }

    /** Writes a push and does not send it. */
    static JsonObject write(ControlCall call) {
        return letter(call).get().json();
    }

    /** Asks the app's server for an echo, as WeChat does when an address is entered. */
    static JsonObject check(World world, JsonObject fields) throws InterruptedException {
        ControlCall call = new ControlCall(world, fields);
        String echostr = call.text("echostr", String.valueOf(Math.abs((long) fields.hashCode()) + 1_000_000_000L));
        Push push;
        synchronized (world) {
            push = Push.check(world, settings(call), echostr);
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(push.target()))
                .timeout(PATIENCE)
                .build();
        JsonObjectBuilder outcome = outcome(request);
        return outcome.add("echostr", echostr).build();
    }

    /** Sends a push as often as the switches say, in an order they say, and tells what was answered. */
    static JsonObject send(World world, JsonObject fields) throws InterruptedException {
        ControlCall call = new ControlCall(world, fields);
        List<Supplier<Push>> pushes = new ArrayList<>();
        Duration delay;
        synchronized (world) {
            Supplier<Push> push = letter(call);
            if (!world.switches.isOn(Switch.PUSH_DROP)) {
                pushes.add(push);
            }
            if (world.switches.isOn(Switch.PUSH_DUPLICATE)) {
                pushes.add(push);
            }
            if (world.switches.isOn(Switch.PUSH_REORDER) && world.heldPush == null) {
                world.heldPush = push;
                pushes.clear();
            } else if (world.heldPush != null) {
                pushes.add(world.heldPush);
                world.heldPush = null;
            }
            delay = world.switches.seconds(Switch.PUSH_DELAY_SECONDS);
        }
        Thread.sleep(delay.toMillis());
        JsonArrayBuilder answers = Json.createArrayBuilder();
        for (Supplier<Push> push : pushes) {
            answers.add(delivered(world, push));
        }
        return Json.createObjectBuilder().add("answers", answers).build();
    }

    /** Repeats a push that is not answered in time. */
    private static JsonObject delivered(World world, Supplier<Push> push) throws InterruptedException {
        JsonObject outcome = Json.createObjectBuilder().build();
        for (int tries = 1; tries <= TRIES; tries++) {
            Push written;
            synchronized (world) {
                written = push.get();
            }
            HttpRequest request = HttpRequest.newBuilder(URI.create(written.target()))
                    .header("Content-Type", written.contentType())
                    .timeout(PATIENCE)
                    .POST(BodyPublishers.ofString(written.body()))
                    .build();
            outcome = outcome(request).add("tries", tries).build();
            if (outcome.getInt("status") != 0) {
                return outcome;
            }
        }
        return outcome;
    }

    /** Status 0 is no answer. */
    private static JsonObjectBuilder outcome(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString(UTF_8));
            return Json.createObjectBuilder()
                    .add("status", response.statusCode())
                    .add(
                            "contentType",
                            response.headers().firstValue("Content-Type").orElse(""))
                    .add("body", response.body());
        } catch (IOException unanswered) {
            return Json.createObjectBuilder().add("status", 0);
        }
    }

    /** An event happens once; every time it is sent it is encrypted and signed anew. */
    private static Supplier<Push> letter(ControlCall call) {
        App app = call.app();
        PushSettings settings = settings(call);
        String message = call.text("message");
        if (message != null) {
            return () -> Push.ofText(call.world(), app, settings, message);
        }
        JsonObject event = Push.event(call.world(), app, named(call));
        return () -> Push.of(call.world(), app, settings, event);
    }

    /** A user who is named becomes the OpenID of the event. */
    private static JsonObject named(ControlCall call) {
        JsonObject given = call.fields().getJsonObject("event");
        if (given == null) {
            throw new IllegalArgumentException("event or message is missing");
        }
        JsonObjectBuilder event = Json.createObjectBuilder();
        if (call.has("user")) {
            event.add("OpenID", call.user().openIdIn(call.app()))
                    .add("AppID", call.app().appId());
        }
        given.forEach(event::add);
        return event.build();
    }

    private static PushSettings settings(ControlCall call) {
        @Nullable
        PushSettings settings = call.world().pushSettings.get(call.app().appId());
        if (settings == null) {
            throw new IllegalArgumentException(
                    "no push settings of " + call.app().appId());
        }
        return settings;
    }
}
