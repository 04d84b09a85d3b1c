package io.weapp.passport.jmx;

import java.util.List;

/** {@code io.weapp.passport:type=Keys}: what access tokens are signed with. */
public interface KeysMXBean {

    /** Every key that is not forgotten, newest first. */
    List<SigningKeyState> getKeys();

    /** Makes a new key, which takes over soon; if one is waiting to do so already, nothing. Gives the id of that key. */
    String rotate();
}
