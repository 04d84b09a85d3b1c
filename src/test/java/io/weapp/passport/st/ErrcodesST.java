package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ErrcodesST {

    @Test
    @DisplayName("R6.7 operators can read what every errcode of WeChat means")
    void errcodesAreExplained() {
        Answer answer = AdminSystem.shared().get("/errcodes");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<JsonObject> items = answer.json().getJsonArray("items").getValuesAs(JsonObject.class);
        JsonObject busy = items.stream()
                .filter(item -> item.getInt("errcode") == 45011)
                .findFirst()
                .orElseThrow();
        assertThat(busy.getString("problem")).isEqualTo("wechat_busy");
        assertThat(busy.getString("who")).isEqualTo("wechat");
        assertThat(busy.getBoolean("retryable")).isTrue();
        assertThat(busy.getInt("retryAfter")).isEqualTo(60);
        assertThat(items)
                .hasSizeGreaterThan(80)
                .allSatisfy(item -> assertThat(item.keySet())
                        .contains("errcode", "apis", "problem", "who", "retryable", "cause", "remedy"));
    }

    @Test
    void onlyOperatorsCanReadThem() {
        LoginSystem http = LoginSystem.shared();
        String service = Staff.shared().serviceToken("users:read");

        Problems.assertProblem(http.get("/api/v1/admin/errcodes"), 401, "token_missing", "login");
        Problems.assertProblem(http.get("/api/v1/admin/errcodes", service), 403, "forbidden", "none");
    }
}
