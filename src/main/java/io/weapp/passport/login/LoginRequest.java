package io.weapp.passport.login;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /login}.
 *
 * @param code what {@code wx.login} gave
 * @param device a label for the user's own list of sessions
 */
public record LoginRequest(
        @NotBlank @Size(max = 32) String appId,
        @NotBlank @Size(max = 256) String code,
        @Nullable @Size(max = 200) String device,
        @Nullable @Valid UserInfo userInfo) {

    /** What {@code wx.getUserInfo} or {@code wx.getUserProfile} gave, untouched. */
    public record UserInfo(
            @NotBlank @Size(max = 8192) String rawData,
            @NotBlank @Size(max = 100) String signature,
            @NotBlank @Size(max = 16384) String encryptedData,
            @NotBlank @Size(max = 100) String iv) {}

    /** The code is worth a login, so it is not printed. */
    @Override
    public String toString() {
        return "LoginRequest[appId=" + appId + "]";
    }
}
