package io.weapp.passport.wechatsim;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** One request of WeChat to an app's server, written, encrypted and signed as the app's settings and the switches say. */
record Push(String url, Map<String, String> query, String contentType, String body) {

    static Push of(World world, App app, PushSettings settings, JsonObject event) {
        JsonObject named = varied(world, event);
        return ofText(
                world, app, settings, settings.format().equals("xml") ? xml("xml", named) : named.toString(), named);
    }

    /** The message as it stands, whatever it is. */
    static Push ofText(World world, App app, PushSettings settings, String message) {
        return ofText(world, app, settings, message, JsonValue.EMPTY_JSON_OBJECT);
    }

    /** The question whether the address is the app's. */
    static Push check(World world, PushSettings settings, String echostr) {
        Map<String, String> query = stamp(world, settings);
        query.put("echostr", echostr);
        return new Push(settings.url(), query, "", "");
    }

    String target() {
        return url
                + (url.contains("?") ? "&" : "?")
                + query.entrySet().stream()
                        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                        .collect(Collectors.joining("&"));
    }

    JsonObject json() {
        return Json.createObjectBuilder()
                .add("url", target())
                .add("contentType", contentType)
                .add("body", body)
                .build();
    }

    private static Push ofText(World world, App app, PushSettings settings, String message, JsonObject plain) {
        boolean xml = settings.format().equals("xml");
        Map<String, String> query = stamp(world, settings);
        String body = message;
        if (settings.encrypts()) {
            String receiver = world.switches.isOn(Switch.PUSH_FOREIGN_APPID) ? "wxf000000000foreign" : app.appId();
            String encrypted = PushCipher.encrypt(settings.key(), RandomText.HEX.ofLength(16), message, receiver);
            query.put("openid", "o-unsigned");
            query.put("encrypt_type", "aes");
            query.put(
                    "msg_signature",
                    signature(
                            world,
                            settings.token(),
                            query.getOrDefault("timestamp", ""),
                            query.getOrDefault("nonce", ""),
                            encrypted));
            JsonObjectBuilder envelope = settings.mode().equals("compatible")
                    ? Json.createObjectBuilder(plain)
                    : Json.createObjectBuilder().add("ToUserName", originalId(app));
            JsonObject sealed = envelope.add("Encrypt", encrypted).build();
            body = xml ? xml("xml", sealed) : sealed.toString();
        }
        return new Push(settings.url(), query, xml ? "text/xml" : "application/json", body);
    }

    /** What all events have in common; given fields win. */
    static JsonObject event(World world, App app, JsonObject given) {
        JsonObjectBuilder event = Json.createObjectBuilder()
                .add("ToUserName", originalId(app))
                .add("FromUserName", "oPlatformPushAccount000000000")
                .add("CreateTime", world.clock.instant().getEpochSecond())
                .add("MsgType", "event");
        given.forEach(event::add);
        return event.build();
    }

    private static String originalId(App app) {
        return "gh_" + app.appId().substring(app.appId().length() - 8);
    }

    private static Map<String, String> stamp(World world, PushSettings settings) {
        Map<String, String> query = new LinkedHashMap<>();
        String timestamp = String.valueOf(world.clock.instant().getEpochSecond());
        String nonce = String.valueOf(
                1_000_000_000 + Math.abs(RandomText.HEX.ofLength(16).hashCode() % 1_000_000_000));
        query.put("signature", signature(world, settings.token(), timestamp, nonce));
        query.put("timestamp", timestamp);
        query.put("nonce", nonce);
        return query;
    }

    private static String signature(World world, String... parts) {
        String good = PushCipher.signature(parts);
        return world.switches.isOn(Switch.PUSH_BAD_SIGNATURE)
                ? good.replace(good.charAt(0), good.charAt(0) == '0' ? '1' : '0')
                : good;
    }

    private static JsonObject varied(World world, JsonObject event) {
        JsonObjectBuilder varied = Json.createObjectBuilder();
        event.forEach((name, value) -> {
            if (name.equals("OpenID") && world.switches.isOn(Switch.PUSH_MISSING_OPENID)) {
                return;
            }
            boolean number = name.equals("RevokeInfo") && world.switches.isOn(Switch.PUSH_NUMERIC_REVOKE_INFO);
            boolean spaced = world.switches.isOn(Switch.PUSH_LEADING_SPACES) && value instanceof JsonString;
            if (number && value instanceof JsonString code && code.getString().matches("\\d+")) {
                varied.add(name, Integer.parseInt(code.getString()));
            } else if (spaced) {
                varied.add(" " + name, " " + ((JsonString) value).getString());
            } else {
                varied.add(name, value);
            }
        });
        return varied.build();
    }

    private static String xml(String name, JsonValue value) {
        if (value instanceof JsonObject object) {
            return "<" + name + ">"
                    + object.entrySet().stream()
                            .map(field -> xml(field.getKey(), field.getValue()))
                            .collect(Collectors.joining())
                    + "</" + name.strip() + ">";
        }
        if (value instanceof JsonArray array) {
            return array.stream().map(entry -> xml(name, entry)).collect(Collectors.joining());
        }
        String text = value instanceof JsonString string
                ? "<![CDATA[" + string.getString() + "]]>"
                : value instanceof JsonNumber ? value.toString() : "";
        return "<" + name + ">" + text + "</" + name.strip() + ">";
    }
}
