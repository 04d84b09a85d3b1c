package io.weapp.passport.jmx;

import io.weapp.passport.token.SigningKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Lists the signing keys and has them rotated. */
@ApplicationScoped
public class Keys implements KeysMXBean {

    @Inject
    SigningKeys keys;

    @Override
    public List<SigningKeyState> getKeys() {
        return keys.states().stream().map(SigningKeyState::new).toList();
    }

    @Override
    public String rotate() {
        return keys.rotate(Beans.ACTOR).kid();
    }
}
