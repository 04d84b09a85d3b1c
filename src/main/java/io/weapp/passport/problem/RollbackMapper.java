package io.weapp.passport.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.transaction.TransactionalException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** A transaction that could not be committed. Apart from {@link ProblemMapper}, because Payara's own would win over it and fail. */
@Provider
public class RollbackMapper implements ExceptionMapper<TransactionalException> {

    private static final Logger LOG = System.getLogger(RollbackMapper.class.getName());

    @Context
    HttpServletRequest request;

    @Override
    public Response toResponse(TransactionalException failure) {
        return ProblemMapper.answer(problemOf(failure), request).build();
    }

    private Problem problemOf(TransactionalException failure) {
        ProblemException known = ProblemException.within(failure);
        if (known != null) {
            return known.problem();
        }
        return LostDatabase.behind(failure, RequestId.of(request)).orElseGet(() -> {
            LOG.log(Level.ERROR, "Request " + RequestId.of(request) + " failed", failure);
            return Problem.of(
                    ProblemType.INTERNAL_ERROR, "Something went wrong on our side; the request id leads to it.");
        });
    }
}
