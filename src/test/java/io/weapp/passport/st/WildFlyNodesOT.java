package io.weapp.passport.st;

import org.junit.jupiter.api.Tag;

@Tag("unproven")
class WildFlyNodesOT extends BehindNginx {

    WildFlyNodesOT() {
        super(new WildFly());
    }
}
