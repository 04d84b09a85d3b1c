package io.weapp.passport.st;

class PayaraMicroNodesOT extends BehindNginx {

    PayaraMicroNodesOT() {
        super(new PayaraMicro());
    }
}
