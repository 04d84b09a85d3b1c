package io.weapp.passport.st;

/** Its public port opens when it is ready, so that nginx finds a node that died by itself. */
class PayaraMicroNodesOT extends BehindNginx {

    PayaraMicroNodesOT() {
        super(new PayaraMicro());
    }
}
