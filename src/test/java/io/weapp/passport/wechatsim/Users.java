package io.weapp.passport.wechatsim;

import java.util.HashMap;
import java.util.Map;

/** The people of this WeChat; whoever is asked for exists. */
final class Users {
    private final Map<String, User> users = new HashMap<>();

    User named(String name) {
        return users.computeIfAbsent(name, User::named);
    }

    void put(User user) {
        users.put(user.name(), user);
    }
}
