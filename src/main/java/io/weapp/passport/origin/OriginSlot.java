package io.weapp.passport.origin;

import jakarta.enterprise.context.RequestScoped;

/** Keeps the origin of one request as long as the request lasts. */
@RequestScoped
public class OriginSlot {

    private Origin origin = Origin.NONE;

    Origin origin() {
        return origin;
    }

    void put(Origin known) {
        origin = known;
    }
}
