package io.weapp.passport.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Names the fields of a request that break a rule. Apart from {@link ProblemMapper}, because Jersey's own would win over it. */
@Provider
public class ViolationMapper implements ExceptionMapper<ConstraintViolationException> {

    @Context
    HttpServletRequest request;

    @Override
    public Response toResponse(ConstraintViolationException broken) {
        return ProblemMapper.answer(problemOf(broken), request).build();
    }

    private static Problem problemOf(ConstraintViolationException broken) {
        List<Problem.Violation> all = broken.getConstraintViolations().stream()
                .map(each -> new Problem.Violation(fieldOf(each), each.getMessage()))
                .sorted((one, other) -> one.field().compareTo(other.field()))
                .toList();
        return Problem.of(ProblemType.INVALID_REQUEST, "The request breaks " + all.size() + " rule(s).")
                .violations(all);
    }

    /** {@code login.request.appId} is {@code appId} to a client, {@code login.request} the body, {@code search.appId} a parameter. */
    private static String fieldOf(ConstraintViolation<?> violation) {
        StringBuilder field = new StringBuilder();
        String parameter = "";
        int depth = 0;
        for (Path.Node node : violation.getPropertyPath()) {
            if (depth == 1) {
                parameter = node.getName();
            } else if (depth > 1) {
                field.append(field.isEmpty() ? "" : ".").append(node.getName());
            }
            depth++;
        }
        if (!field.isEmpty()) {
            return field.toString();
        }
        return parameter.equals("request") ? "body" : parameter;
    }
}
