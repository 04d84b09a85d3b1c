package io.weapp.passport.admin;

import io.weapp.passport.store.Page;
import io.weapp.passport.wechat.ErrcodeView;
import io.weapp.passport.wechat.Errcodes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What WeChat's errcodes mean, for operators. */
@Path("admin/errcodes")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ErrcodeResource {

    /** All of them: the table is short. */
    @GET
    @RolesAllowed("operator")
    public Page<ErrcodeView> list() {
        return new Page<>(Errcodes.views(), null);
    }
}
