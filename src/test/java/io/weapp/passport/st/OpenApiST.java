package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.weapp.passport.OauthApplication;
import io.weapp.passport.RestApplication;
import io.weapp.passport.WellKnownApplication;
import io.weapp.passport.problem.ProblemType;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the OpenAPI document is the truth about the running server")
class OpenApiST {

    private final LoginSystem login = LoginSystem.shared();

    @Test
    void everyResourceMethodIsDescribedAndNothingElse() {
        JsonObject paths = document().getJsonObject("paths");

        Set<String> described = paths.keySet().stream()
                .flatMap(path -> paths.getJsonObject(path).keySet().stream()
                        .filter(key -> Set.of("get", "post", "put", "delete").contains(key))
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(described).isEqualTo(served());
    }

    @Test
    void everyProblemCodeIsDescribed() {
        Set<String> described = document()
                .getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject("Problem")
                .getJsonObject("properties")
                .getJsonObject("code")
                .getJsonArray("enum")
                .getValuesAs(JsonString::getString)
                .stream()
                .collect(Collectors.toSet());

        assertThat(described)
                .isEqualTo(Arrays.stream(ProblemType.values())
                        .map(ProblemType::code)
                        .collect(Collectors.toSet()));
    }

    private JsonObject document() {
        Answer answer = login.send(
                "GET", "/openapi?format=JSON", BodyPublishers.noBody(), Map.of("Accept", "application/json"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static Set<String> served() {
        return Stream.of(new RestApplication(), new OauthApplication(), new WellKnownApplication())
                .flatMap(OpenApiST::served)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> served(Application application) {
        String root = "/"
                + application.getClass().getAnnotation(ApplicationPath.class).value();
        return application.getClasses().stream()
                .flatMap(type -> Arrays.stream(type.getMethods())
                        .filter(method -> verb(method) != null)
                        .map(method -> verb(method) + " " + (root + path(type) + path(method)).replaceAll("/+", "/")));
    }

    private static @Nullable String verb(AnnotatedElement method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                return verb.value();
            }
        }
        return null;
    }

    private static String path(AnnotatedElement element) {
        Path path = element.getAnnotation(Path.class);
        return path == null || path.value().isEmpty() ? "" : "/" + path.value();
    }
}
