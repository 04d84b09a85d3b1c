package io.weapp.passport.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R6.3, R6.7 what WeChat's errcodes mean")
class ErrcodesTest {

    private static final String LOGIN = "jscode2session";

    @ParameterizedTest
    @CsvSource({
        "-1, wechat_busy",
        "40001, wechat_misconfigured",
        "40002, wechat_misconfigured",
        "40003, wechat_misconfigured",
        "40013, wechat_code_invalid",
        "40014, wechat_misconfigured",
        "40029, wechat_code_invalid",
        "40066, wechat_misconfigured",
        "40097, wechat_misconfigured",
        "40125, wechat_misconfigured",
        "40163, wechat_code_used",
        "40164, wechat_misconfigured",
        "40226, wechat_user_blocked",
        "40243, wechat_misconfigured",
        "41001, wechat_misconfigured",
        "41002, wechat_misconfigured",
        "41004, wechat_misconfigured",
        "41008, wechat_code_invalid",
        "42001, wechat_misconfigured",
        "42003, wechat_code_invalid",
        "43002, wechat_misconfigured",
        "43003, wechat_misconfigured",
        "44002, wechat_misconfigured",
        "45009, wechat_busy",
        "45011, wechat_busy",
        "47001, wechat_misconfigured",
        "48001, wechat_misconfigured",
        "48004, wechat_misconfigured",
        "48006, wechat_misconfigured",
        "50001, wechat_user_blocked",
        "50002, wechat_user_blocked",
        "50004, wechat_misconfigured",
        "50007, wechat_misconfigured",
        "61007, wechat_misconfigured",
        "40003, wechat_misconfigured",
        "87007, session_key_stale",
        "87008, wechat_misconfigured",
        "87009, session_key_stale"
    })
    void everyNumberOfALoginHasItsProblem(int errcode, String problem) {
        Errcodes.Errcode meaning = Errcodes.of(LOGIN, errcode);

        assertThat(meaning.number()).isEqualTo(errcode);
        assertThat(meaning.problem().code()).isEqualTo(problem);
        assertThat(meaning.cause()).isNotEqualTo(Errcodes.of(LOGIN, 99999).cause());
    }

    @ParameterizedTest
    @CsvSource({
        "stable_token, 40013, wechat_misconfigured",
        "getuserphonenumber, 40029, phone_code_invalid",
        "getuserphonenumber, 40013, phone_code_invalid",
        "getuserphonenumber, 40003, phone_code_invalid",
        "getuserphonenumber, -1, wechat_busy",
        "checksession, 87009, session_key_stale",
        "resetusersessionkey, 87007, session_key_stale",
        "checkencryptedmsg, 1, open_data_foreign",
        "getpluginopenpid, 1007, wechat_code_invalid",
        "msg_sec_check, 44991, wechat_busy",
        "img_sec_check, 87014, content_rejected",
        "getuserriskrank, 61010, conflict"
    })
    void sameNumberMayMeanSomethingElseElsewhere(String api, int errcode, String problem) {
        assertThat(Errcodes.of(api, errcode).problem().code()).isEqualTo(problem);
    }

    @Test
    void unknownNumberNeedsAnOperator() {
        Errcodes.Errcode unknown = Errcodes.of(LOGIN, 99999);

        assertThat(unknown.problem().code()).isEqualTo("wechat_misconfigured");
        assertThat(unknown.who()).isEqualTo("operator");
        assertThat(Errcodes.of(LOGIN, 1000).cause()).isEqualTo(unknown.cause());
    }

    @Test
    void whatIsWorthRepeatingSaysWhenAndNothingElseDoes() {
        assertThat(Errcodes.of(LOGIN, -1).pause()).isEqualTo(Duration.ofSeconds(1));
        assertThat(Errcodes.of(LOGIN, 45011).pause()).isEqualTo(Duration.ofMinutes(1));
        assertThat(Errcodes.views())
                .allSatisfy(row ->
                        assertThat(row.retryAfter() != null).as(row.toString()).isEqualTo(row.retryable()));
    }

    @Test
    void everyLineIsComplete() {
        assertThat(Errcodes.views()).hasSizeGreaterThan(80).allSatisfy(row -> {
            assertThat(row.who()).isIn("developer", "operator", "user", "wechat");
            assertThat(row.cause()).endsWith(".");
            assertThat(row.remedy()).endsWith(".");
        });
    }

    @Test
    @DisplayName("the document in src/site/errcodes.md is this table; if it is not, take target/errcodes.md")
    void documentIsTheTable() throws IOException {
        Path expected = Path.of("target", "errcodes.md");
        Files.writeString(expected, document());

        assertThat(Path.of("src", "site", "errcodes.md")).hasSameTextualContentAs(expected);
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # WeChat's errcodes

                What weapp-passport makes of them. `GET /api/v1/admin/errcodes` gives the same table; the one truth is
                `src/main/resources/io/weapp/passport/wechat/errcodes.txt`. An errcode that is not here is `wechat_misconfigured`.

                | errcode | API | our problem | who acts | again after | cause | remedy |
                |---|---|---|---|---|---|---|
                """);
        for (ErrcodeView row : Errcodes.views()) {
            text.append("| %d | %s | `%s` | %s | %s | %s | %s |%n"
                    .formatted(
                            row.errcode(),
                            row.apis().contains("*") ? "" : String.join(", ", row.apis()),
                            row.problem(),
                            row.who(),
                            row.retryAfter() == null ? "" : row.retryAfter() + " s",
                            row.cause(),
                            row.remedy()));
        }
        return text.toString();
    }
}
