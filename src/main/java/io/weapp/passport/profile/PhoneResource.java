package io.weapp.passport.profile;

import io.weapp.passport.phone.PhoneView;
import io.weapp.passport.phone.Phones;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.session.Caller;
import io.weapp.passport.store.Collision;
import io.weapp.passport.user.Identities;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** The user's own phone number. */
@Path("me/phone")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class PhoneResource {

    @Inject
    PhoneVerification verification;

    @Inject
    Identities identities;

    @Inject
    Phones phones;

    @POST
    @RolesAllowed("user")
    @Consumes(MediaType.APPLICATION_JSON)
    public PhoneView verify(@NotNull @Valid PhoneRequest request, @Context SecurityContext security) {
        return verification.with(Caller.of(security.getUserPrincipal()), request);
    }

    @GET
    @RolesAllowed("user")
    public PhoneView phone(@Context SecurityContext security) {
        return phones.of(identityOf(security))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "You have given no phone number."));
    }

    @DELETE
    @RolesAllowed("user")
    public void remove(@Context SecurityContext security) {
        String identityId = identityOf(security);
        Collision.survived(() -> phones.remove(identityId));
    }

    private String identityOf(SecurityContext security) {
        return identities
                .ofSession(Caller.of(security.getUserPrincipal()).sessionId())
                .identityId();
    }
}
