package io.weapp.passport.wechatsim;

import static java.util.Map.entry;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;

/** The back door for tests, below {@code /control/}: finds the order behind a path and carries it out. */
final class ControlServer {
    private static final Map<String, Order> ORDERS = Map.ofEntries(
            entry("POST /control/apps", PeopleControl::putApp),
            entry("POST /control/users", PeopleControl::putUser),
            entry("POST /control/codes", PeopleControl::issueCode),
            entry("GET /control/identity", PeopleControl::identity),
            entry("GET /control/session-keys", PeopleControl::sessionKeys),
            entry("POST /control/session-key", PeopleControl::rotateSessionKey),
            entry("POST /control/user-info", PeopleControl::userInfo),
            entry("POST /control/user-profile", PeopleControl::userProfile),
            entry("POST /control/phone-data", PeopleControl::phoneData),
            entry("POST /control/open-data", PeopleControl::openData),
            entry("POST /control/payments", PeopleControl::pay),
            entry("POST /control/risk-ranks", PeopleControl::rank),
            entry("POST /control/content", ContentControl::think),
            entry("GET /control/media-checks", ContentControl::mediaChecks),
            entry("GET /control/switches", BehaviourControl::showSwitches),
            entry("POST /control/switches", BehaviourControl::setSwitches),
            entry("POST /control/faults", BehaviourControl::addFault),
            entry("DELETE /control/faults", BehaviourControl::clearFaults),
            entry("DELETE /control/tokens", BehaviourControl::retireTokens),
            entry("GET /control/clock", BehaviourControl::showClock),
            entry("POST /control/clock", BehaviourControl::advanceClock),
            entry("POST /control/push-settings", PushControl::configure),
            entry("POST /control/push-request", PushControl::write),
            entry("POST /control/api-security", SecurityControl::require),
            entry("GET /control/calls", BehaviourControl::calls),
            entry("DELETE /control/calls", BehaviourControl::forgetCalls));

    private ControlServer() {}

    static Reply answer(World world, ApiCall call) {
        Order order = ORDERS.get(call.method() + " " + call.path());
        if (order == null) {
            return complaint(404, "no such order: " + call.method() + " " + call.path());
        }
        JsonObject fields = call.method().equals("POST") ? call.json() : queryOf(call);
        if (fields == null) {
            return complaint(400, "the body is no JSON object");
        }
        try {
            synchronized (world) {
                return Reply.json(200, order.carryOut(new ControlCall(world, fields)));
            }
        } catch (IllegalArgumentException | ArithmeticException | ClassCastException | JsonException mistake) {
            return complaint(400, String.valueOf(mistake.getMessage()));
        }
    }

    /** An order that waits for somebody else's server, and so does without the lock. */
    static Reply answerSlowly(World world, ApiCall call, SlowOrder order) throws InterruptedException {
        JsonObject fields = call.json();
        if (fields == null) {
            return complaint(400, "the body is no JSON object");
        }
        try {
            return Reply.json(200, order.carryOut(world, fields));
        } catch (IllegalArgumentException | ArithmeticException | ClassCastException | JsonException mistake) {
            return complaint(400, String.valueOf(mistake.getMessage()));
        }
    }

    private static JsonObject queryOf(ApiCall call) {
        JsonObjectBuilder fields = Json.createObjectBuilder();
        call.query().forEach(fields::add);
        return fields.build();
    }

    private static Reply complaint(int status, String error) {
        return Reply.json(status, Json.createObjectBuilder().add("error", error).build());
    }

    @FunctionalInterface
    interface SlowOrder {
        JsonObject carryOut(World world, JsonObject fields) throws InterruptedException;
    }

    @FunctionalInterface
    private interface Order {
        JsonObject carryOut(ControlCall call);
    }
}
