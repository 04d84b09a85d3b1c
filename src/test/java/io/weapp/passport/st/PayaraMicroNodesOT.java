package io.weapp.passport.st;

import org.junit.jupiter.api.Tag;

@Tag("unproven")
class PayaraMicroNodesOT extends BehindNginx {

    PayaraMicroNodesOT() {
        super(new PayaraMicro());
    }
}
