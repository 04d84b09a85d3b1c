package io.weapp.passport.st;

class WildFlyNodesOT extends BehindNginx {

    WildFlyNodesOT() {
        super(new WildFly());
    }
}
