package io.weapp.passport.st;

class WildFlyNodesOT extends BehindNginx {

    WildFlyNodesOT() {
        super(new WildFly());
    }

    /** A WildFly that starts holds what it is sent until it is ready, so it gets nothing before. */
    @Override
    void bringBack(PassportServer node, Nginx balancer) {
        balancer.roll("out", Nginx.address(node));
        node.restart();
        balancer.roll("in", Nginx.address(node));
    }
}
